import { shownField } from '../../core/schema/host-field.ts';
import { noisePresets } from '../../core/schema/noise.ts';
import type { Condition } from '../../worker/api.ts';

/** A condition in the words of the log, for captions: `id.resp_p = 445`. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'equals':
      return `${shownField(condition.field)} = ${condition.text}`;
    case 'among':
      return `${shownField(condition.field)} = ${shortened(condition.texts)}`;
    case 'between':
      return `${condition.field} from ${condition.from} to ${condition.to}`;
    case 'noise':
      return `without ${noisePresets.find(({ id }) => id === condition.preset)?.label}`;
    case 'any':
      return shortened(condition.of.map((where) => where.map(describeCondition).join(' and ')));
  }
}

const MOST_WAYS = 6;

function shortened(ways: readonly string[]): string {
  const more = ways.length - MOST_WAYS;
  return more <= 0 ? ways.join(' or ') : `${ways.slice(0, MOST_WAYS).join(' or ')} or ${more} more`;
}
