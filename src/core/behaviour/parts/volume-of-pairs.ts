import type { Control } from '../../control.ts';
import { pairContextTerms } from '../context-terms.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, settle } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped } from '../surprise.ts';
import { beyond, fitTailInTurns, type Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';

/** The parameters in which Upload and Download differ. */
interface Direction {
  readonly name: 'upload' | 'download';
  readonly amounts: Float64Array;
  /** Bytes below which the score is 0. */
  readonly least: number;
  readonly weight: (pair: number) => number;
  /** Minimum tail value for which the context counts. */
  readonly enough: number;
  /** The lines of the amount and, if it is weighted, of the weight `g`. */
  readonly lines: (pair: number) => readonly Term[];
  /** Name of the line with the amount. */
  readonly amount: string;
}

/**
 * −log10 p of the bytes that pairs moved in one direction: w tail(ln(1 + bytes); pairs that moved any, scale >= .7),
 * divided by the root of the destination's sources, plus half the context of the pair. Infrastructure is left out.
 */
export async function measureVolume(
  facts: Facts,
  control: Control,
  direction: Direction,
): Promise<Pick<Measured, 'surprise' | 'score' | 'calibration' | 'compared' | 'entityOf' | 'derive'>> {
  const { pairs } = facts.entities;
  const { amounts } = direction;
  const logs = new Float32Array(pairs.count);
  const peers = new Float32Array(pairs.count);
  let count = 0;
  await inStretches(control, pairs.count, (from, to) => {
    count = addLogs(amounts, from, to, logs, peers, count);
  });
  const own = await fitTailInTurns(peers, count, control, 0.7, Math.log(direction.least));
  const tail = facts.norms.tail(direction.name, own);
  const surprise = new Float32Array(pairs.count);
  await inStretches(control, pairs.count, (from, to) => measureSome(facts, direction, tail, logs, from, to, surprise));
  const entityOf = entitiesIn(pairs.ofChannel);
  const settled = await settle(facts, direction.name, entityOf, surprise, (id) => pairs.flows[id], control);
  return {
    ...settled,
    entityOf,
    derive: (id) => {
      const terms = termsOf(facts, id, direction, tail, beyond(tail, logs[id]) * direction.weight(id));
      return { terms, penalised: [{ name: 'w', meaning: 'flows of the pair', value: pairs.flows[id] }] };
    },
  };
}

/** The lines of a pair's −log10 p. `above` is its weighted tail value: only a large one adds the context. */
function termsOf(
  facts: Facts,
  id: number,
  { amount, lines, enough }: Direction,
  tail: Tail | null,
  above: number,
): Term[] {
  const isEnough = above > enough;
  const numbers = lines(id);
  const isWeighted = numbers.some(({ name }) => name === 'g');
  const sources = facts.entities.sourcesOf[facts.channels.pairs.destination[id >>> 1]];
  return [
    ...numbers,
    { name: 'v', meaning: `ln(1 + ${amount})`, value: (of) => Math.log(1 + of[amount]) },
    ...(tail === null ? [] : tailTerms(tail, 'v', `ln(1 + ${amount}), pairs with ${amount} > 0`)),
    isWeighted
      ? { name: 'e', meaning: 'min(6, g tail)', value: ({ g, tail: value }) => capped(g * value) }
      : { name: 'e', meaning: 'min(6, tail)', value: ({ tail: value }) => capped(value) },
    { name: 'm', meaning: 'sources of the destination', value: Math.max(1, sources) },
    ...(isEnough ? pairContextTerms(facts, id >>> 1) : []),
    isEnough
      ? { name: 's', meaning: `min(6, e / √m + 0.5 R)`, value: ({ e, m, R }) => capped(e / Math.sqrt(m) + 0.5 * R) }
      : { name: 's', meaning: `e / √m, as e ≤ ${enough}`, value: ({ e, m }) => e / Math.sqrt(m) },
  ];
}

/** Writes the logarithms of the amounts that are not 0 to `logs`, and to `peers` one after another. Returns their number. */
function addLogs(
  amounts: Float64Array,
  from: number,
  to: number,
  logs: Float32Array,
  peers: Float32Array,
  before: number,
): number {
  let count = before;
  for (let id = from; id < to; id++) {
    if (amounts[id] === 0) continue;
    logs[id] = Math.log(1 + amounts[id]);
    peers[count++] = logs[id];
  }
  return count;
}

function measureSome(
  { channels: { pairs: hosts }, entities: { sourcesOf }, context }: Facts,
  { weight, enough }: Direction,
  tail: Tail | null,
  logs: Float32Array,
  from: number,
  to: number,
  surprise: Float32Array,
): void {
  if (tail === null) return;
  for (let id = from; id < to; id++) {
    if (logs[id] <= tail.start) continue;
    const above = beyond(tail, logs[id]) * weight(id);
    if (above <= 0) continue;
    const host = hosts.destination[id >>> 1];
    const rarity = above > enough ? 0.5 * context.ofPair[id >>> 1] : 0;
    surprise[id] = capped(capped(above) / Math.sqrt(Math.max(1, sourcesOf[host])) + rarity);
  }
}
