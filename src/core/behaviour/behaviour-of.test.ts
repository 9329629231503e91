import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { behaviourOf } from './behaviour-of.ts';

it('computes the behaviour of a table once', async () => {
  const { table } = await readText(connLog([{ ts: 1, 'id.orig_h': '10.0.0.1' }]));
  const found = await behaviourOf(table, quiet);
  expect(await behaviourOf(table, quiet)).toBe(found);
  const again = await readText(connLog([{ ts: 1, 'id.orig_h': '10.0.0.1' }]));
  expect(await behaviourOf(again.table, quiet)).not.toBe(found);
});

it('shares one computation between concurrent callers, even if some cancel', async () => {
  const { table } = await readText(connLog([{ ts: 1, 'id.orig_h': '10.0.0.1' }]));
  const leaver = new AbortController();
  const left = behaviourOf(table, { ...quiet, signal: leaver.signal });
  const [one, other] = [behaviourOf(table, quiet), behaviourOf(table, quiet)];
  leaver.abort();
  await expect(left).rejects.toThrow(/abort/i);
  expect(await other).toBe(await one);
});
