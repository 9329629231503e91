import type { NoisePreset } from '../schema/noise.ts';

/** Which flows: plain data. `keyOf` is its identity everywhere, in caches, on the page and in the engine. */
export type Predicate =
  /** The cell is one of `values` as the log writes them (see `labelText`); an empty value is an unset cell. */
  | { readonly op: 'in'; readonly field: string; readonly values: readonly string[] }
  /** A number between two others, both included; `-Infinity` and `Infinity` for no limit. An unset one is in no range. */
  | { readonly op: 'range'; readonly field: string; readonly from: number; readonly to: number }
  /** Traffic that a network makes by itself, see `noisePresets`. */
  | { readonly op: 'preset'; readonly id: NoisePreset }
  | { readonly op: 'all'; readonly of: readonly Predicate[] }
  | { readonly op: 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate };

/** The cell of a field is this, as the log writes it. */
export function equals(field: string, value: string): Predicate {
  return { op: 'in', field, values: [value] };
}

/** Flows that meet all predicates of at least one list. */
export function anyOf(ways: readonly (readonly Predicate[])[]): Predicate {
  return { op: 'any', of: ways.map((of) => (of.length === 1 ? of[0] : { op: 'all', of })) };
}

/** Flows that a noise preset does not match. */
export function hides(id: NoisePreset): Predicate {
  return { op: 'not', of: { op: 'preset', id } };
}

/** The preset that a predicate hides the flows of, null for every other predicate. */
export function hiddenPreset(predicate: Predicate): NoisePreset | null {
  return predicate.op === 'not' && predicate.of.op === 'preset' ? predicate.of.id : null;
}

/** The same text for predicates that are the same whatever the order of their values and parts. */
export function keyOf(predicate: Predicate): string {
  switch (predicate.op) {
    case 'in':
      return JSON.stringify(['in', predicate.field, [...new Set(predicate.values)].sort()]);
    case 'range':
      return JSON.stringify(['range', predicate.field, String(predicate.from), String(predicate.to)]);
    case 'preset':
      return JSON.stringify(['preset', predicate.id]);
    case 'not':
      return JSON.stringify(['not', keyOf(predicate.of)]);
    default:
      return keyOfAll(predicate.of, predicate.op);
  }
}

/** As `keyOf`, of predicates that all have to hold, or any of them. */
export function keyOfAll(predicates: readonly Predicate[], op: 'all' | 'any' = 'all'): string {
  const keys = [...new Set(predicates.map(keyOf))].sort();
  return keys.length === 1 ? keys[0] : JSON.stringify([op, keys]);
}

/** Every field that a predicate names, each once. */
export function fieldsOf(predicates: readonly Predicate[]): string[] {
  const fields = predicates.flatMap((predicate) => {
    if (predicate.op === 'preset') return [];
    if (predicate.op === 'not') return fieldsOf([predicate.of]);
    if (predicate.op === 'all' || predicate.op === 'any') return fieldsOf(predicate.of);
    return [predicate.field];
  });
  return [...new Set(fields)];
}

/** Whether a predicate names a noise preset. */
export function asksForNoise(predicate: Predicate): boolean {
  if (predicate.op === 'preset') return true;
  if (predicate.op === 'not') return asksForNoise(predicate.of);
  return (predicate.op === 'all' || predicate.op === 'any') && predicate.of.some(asksForNoise);
}
