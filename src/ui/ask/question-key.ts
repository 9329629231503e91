import { keyOfAll } from '../../core/selection/predicate.ts';
import type { View } from '../../worker/api.ts';

const known = new WeakMap<View, string>();

/** Key of a view: equal for views with the same flows in the same order. Cached per object. */
export function keyOfView(view: View): string {
  const before = known.get(view);
  if (before !== undefined) return before;
  const { where, ...rest } = view;
  const key = JSON.stringify([rest, keyOfAll(where)]);
  known.set(view, key);
  return key;
}

const numbers = new WeakMap<object, number>();
let given = 0;

/** A unique key per object, for objects that represent events. */
export function keyOfObject(object: object): string {
  const number = numbers.get(object) ?? ++given;
  numbers.set(object, number);
  return String(number);
}
