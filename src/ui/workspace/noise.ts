import { type NoisePreset, noisePresets } from '../../core/schema/noise.ts';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';

/** The hidden noise presets, in the order of `noisePresets`. */
export function noiseIn(clauses: readonly Clause[]): NoisePreset[] {
  const on = new Set(
    clauses.flatMap(({ source, isOn, predicate }) =>
      source === 'noise' && isOn && predicate.op === 'preset' ? [predicate.id] : [],
    ),
  );
  return noisePresets.flatMap(({ id }) => (on.has(id) ? [id] : []));
}

/** The clauses with exactly these presets hidden. Unchanged clauses keep their objects. */
export function withNoise(clauses: readonly Clause[], presets: readonly NoisePreset[]): readonly Clause[] {
  const kept = clauses.filter(
    ({ source, predicate, isOn }) =>
      source !== 'noise' || (isOn && predicate.op === 'preset' && presets.includes(predicate.id)),
  );
  const known = new Set(noiseIn(kept));
  const added = noisePresets.flatMap(({ id, label }): Clause[] =>
    presets.includes(id) && !known.has(id) ? [clauseOf('noise', { op: 'preset', id }, label)] : [],
  );
  return added.length === 0 && kept.length === clauses.length ? clauses : [...kept, ...added];
}
