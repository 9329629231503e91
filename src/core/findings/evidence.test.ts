import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from '../behaviour/behaviour.ts';
import { isWorthwhile } from './evidence.ts';
import { behaviourLines } from './line.ts';

/** Four hours of short connections. */
const short = Array.from({ length: 400 }, (_, i) => ({
  ts: 1000 + 36 * i,
  'id.orig_h': `10.0.0.${i % 12}`,
  'id.resp_h': `192.0.2.${i % 60}`,
  duration: 0.2 + (i % 50) / 10,
}));

it.each([
  [500, false],
  [700, true],
])('a weak line of a connection open for %i s is worth it: %s', async (duration, isWorth) => {
  const open = { ts: 5000, 'id.orig_h': '10.0.0.3', 'id.resp_h': '198.51.100.9', 'id.resp_p': 4444, duration };
  const { table } = await readText(connLog([...short, open]));
  const behaviour = await scoreBehaviour(table, quiet);
  const line = (await behaviourLines(behaviour, quiet)).find(({ witness, row }) => witness === 'long' && row === 400);
  if (line === undefined) throw new Error('no line');
  expect(isWorthwhile(behaviour, { ...line, strength: 2 })).toBe(isWorth);
});
