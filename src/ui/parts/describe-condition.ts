import type { Condition } from '../../worker/api.ts';

/** A condition in the words of the log, for captions: `id.resp_p = 445`. */
export function describeCondition(condition: Condition): string {
  if (condition.kind === 'equals') return `${condition.field} = ${condition.text}`;
  if (condition.kind === 'between') return `${condition.field} from ${condition.from} to ${condition.to}`;
  const ways = condition.of.map((where) => where.map(describeCondition).join(' and '));
  return ways.length <= MOST_WAYS
    ? ways.join(' or ')
    : `${ways.slice(0, MOST_WAYS).join(' or ')} or ${ways.length - MOST_WAYS} more`;
}

const MOST_WAYS = 6;
