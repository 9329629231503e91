import { TCP } from '../../behaviour/words.ts';
import { countOf, formatCount } from '../../number-words.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * A name server with one to four large questions among at least 50, most of them small: a machine that registers its name,
 * a record with a long name. A tunnel needs many large ones, and they may all have one size.
 */
export const nameServer: BenignPattern = { name: 'name server', remains: 0.5, explain };

const LEAST_QUESTIONS = 50;
/** Bytes per packet that half of the questions do not exceed. Usual questions have 25 to 60 (`size-classes.ts`). */
const MOST_USUAL = 80;
/** A tunnel has more large questions. */
const MOST_LARGE = 4;

function explain({ behaviour: { facts }, lines, counts }: Suspect): string | null {
  const { channels, flows } = facts;
  const isDns = lines.every(
    ({ witness, port }) =>
      (witness === 'size' || witness === 'dnsburst') &&
      channels.ports.port[port] === 53 &&
      channels.ports.transport[port] !== TCP,
  );
  if (
    !isDns ||
    flows.represents !== null ||
    !lines.some(({ witness }) => witness === 'size') ||
    counts.flows < LEAST_QUESTIONS
  )
    return null;
  const sizes = Array.from(counts.rows.toRows(), (row) => Math.expm1(flows.size[row])).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1];
  const limit = (usual + sizes[sizes.length - 1]) / 2;
  const large = sizes.filter((size) => size > limit).length;
  if (usual > MOST_USUAL || large === 0 || large > MOST_LARGE) return null;
  const are = large === 1 ? 'is' : 'are';
  return `${formatCount(large)} of ${countOf(counts.flows, 'question')} ${are} larger than ${limit.toFixed(0)} B per packet; half stay below ${usual.toFixed(0)} B. A tunnel needs many`;
}
