import type { Control } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { beyond, fitTail, quantilesOf, type Tail } from '../tail.ts';

/** The parameters in which Upload and Download differ. */
interface Direction {
  readonly amounts: Float64Array;
  /** Bytes below which the score is 0. */
  readonly least: number;
  readonly weight: (pair: number) => number;
  /** Minimum tail value for which the context counts. */
  readonly enough: number;
}

/**
 * −log10 p of the bytes that pairs moved in one direction: w tail(ln(1 + bytes); pairs that moved any, scale >= .7),
 * divided by the root of the destination's sources, plus half the context of the pair. Infrastructure is left out.
 */
export async function measureVolume(
  facts: Facts,
  control: Control,
  direction: Direction,
): Promise<Pick<Measured, 'surprise' | 'score' | 'calibration' | 'entityOf'>> {
  const { pairs } = facts.entities;
  const { amounts } = direction;
  const logs = new Float32Array(pairs.count);
  const peers = new Float32Array(pairs.count);
  let count = 0;
  await inStretches(control, pairs.count, (from, to) => {
    count = addLogs(amounts, from, to, logs, peers, count);
  });
  const tail = fitTail(quantilesOf(peers, count), 0.7, Math.log(direction.least));
  const surprise = new Float32Array(pairs.count);
  await inStretches(control, pairs.count, (from, to) => measureSome(facts, direction, tail, logs, from, to, surprise));
  const settled = await settle(surprise, (id) => pairs.flows[id], control);
  return { ...settled, entityOf: entitiesIn(pairs.ofChannel) };
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
