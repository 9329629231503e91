import { keyOfAll } from '../../core/selection/predicate.ts';
import type { View } from '../../worker/api.ts';

const known = new WeakMap<View, string>();

/** The key of a view: the same text for views that list the same flows in the same order. Made once per object. */
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

/** A key of an object that stands for one event: another object, another key. */
export function keyOfObject(object: object): string {
  const number = numbers.get(object) ?? ++given;
  numbers.set(object, number);
  return String(number);
}
