import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { gatherFacts } from '../behaviour/facts.ts';
import { measureRhythm } from './rhythm.ts';

it('has the four scores of docs/hosts-and-channels.md, computed by hand', async () => {
  // Intervals 50, 60, 80, 100: quartiles 57.5, 70, 85, MAD 15. Bytes: median 120, MAD 20. The log lasts 1,000 s.
  const calls = [0, 50, 110, 190, 290].map((ts, i) => ({ ts: 1000 + ts, orig_bytes: [100, 100, 120, 160, 300][i] }));
  const log = connLog([...calls, { ts: 2000, 'id.resp_h': '192.0.2.9' }]);
  const facts = await gatherFacts((await readText(log)).table, quiet);
  const rhythm = await measureRhythm(facts, quiet, [0, 1]);
  expect([rhythm.interval[0], rhythm.intervalDeviation[0], rhythm.sent[0], rhythm.sentDeviation[0]]).toEqual([
    70, 15, 120, 20,
  ]);
  expect(rhythm.regularity[0]).toBeCloseTo(1 - 15 / 70, 6);
  expect(rhythm.symmetry[0]).toBeCloseTo(1 - 2.5 / 27.5, 6);
  expect(rhythm.sizes[0]).toBeCloseTo(1 - 20 / 120, 6);
  expect(rhythm.cover[0]).toBeCloseTo(0.29, 6);
});
