import { createRandom } from '../math/random.ts';
import { makeAttacks } from './attacks.ts';
import { makeOfficeDay } from './office.ts';
import { byEnd, logHeader, logLine } from './write-log.ts';

const SEED = 20_260_303;

/**
 * A made-up conn.log: a small office over a working day with eight attacks in it, labelled. The same bytes every time.
 */
export function makeSample(): Uint8Array {
  const random = createRandom(SEED);
  const flows = [...makeOfficeDay(random), ...makeAttacks(random)].toSorted(byEnd);
  const lines = flows.map((flow) => logLine(random, flow));
  return new TextEncoder().encode(`${logHeader()}${lines.join('')}#close\t2026-03-04-00-00-00\n`);
}
