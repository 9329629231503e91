import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from '../behaviour/behaviour.ts';
import { volumeLines } from './volume-lines.ts';

const flows = Array.from({ length: 200 }, (_, i) => ({ ts: 1 + i, 'id.orig_h': `10.0.0.${i % 40}` }));

it('counts for any scores the flows at least as far out as each line, and has one line a pair', async () => {
  const { table } = await readText(connLog(flows));
  const behaviour = await scoreBehaviour(table, quiet);
  let some = 0;
  const anyScores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: flows.length, maxLength: flows.length });
  await fc.assert(
    fc.asyncProperty(anyScores, fc.integer({ min: 1, max: 20 }), async (crowd, far) => {
      const scores = Float64Array.from(crowd, (score, row) => (row < far ? 1000 * (1 + (row >>> 1)) : score));
      const { lines, beyond } = await volumeLines(behaviour, scores, 0.1, quiet);
      for (const { row } of lines) expect(beyond(row)).toBe(scores.filter((score) => score >= scores[row]).length);
      expect(new Set(lines.map(({ pair }) => pair)).size).toBe(lines.length);
      some += lines.length;
    }),
  );
  expect(some).toBeGreaterThan(0);
});
