import { shownField } from '../../core/schema/host-field.ts';
import { noisePresets } from '../../core/schema/noise.ts';
import { hiddenPreset } from '../../core/selection/predicate.ts';
import type { Predicate } from '../../worker/api.ts';

/** A predicate in the words of the log, for captions: `id.resp_p = 445`. */
export function describePredicate(predicate: Predicate): string {
  switch (predicate.op) {
    case 'in':
      return `${shownField(predicate.field)} = ${shortened(predicate.values.map((value) => value || '-'))}`;
    case 'range':
      return `${predicate.field} from ${predicate.from} to ${predicate.to}`;
    case 'cidr':
      return `${shownField(predicate.field)} in ${predicate.prefix}`;
    case 'text':
      return `“${predicate.text}”`;
    case 'preset':
      return presetLabel(predicate.id);
    case 'all':
      return predicate.of.map(describePredicate).join(' and ');
    case 'any':
      return shortened(predicate.of.map(describePredicate));
    case 'not': {
      const hidden = hiddenPreset(predicate);
      return hidden === null ? `not (${describePredicate(predicate.of)})` : `without ${presetLabel(hidden)}`;
    }
  }
}

function presetLabel(preset: string): string {
  return noisePresets.find(({ id }) => id === preset)?.label ?? preset;
}

const MOST_WAYS = 6;

function shortened(ways: readonly string[]): string {
  const more = ways.length - MOST_WAYS;
  return more <= 0 ? ways.join(' or ') : `${ways.slice(0, MOST_WAYS).join(' or ')} or ${more} more`;
}
