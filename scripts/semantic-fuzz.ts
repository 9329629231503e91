import { parseArgs } from 'node:util';
import { differences, explain } from '../src/testing/semantic-fuzz.ts';
import { semanticLog } from '../src/testing/semantic-log.ts';

/**
 * `npm run fuzz:semantic -- [--count 400000] [--from SEED]`: reads logs of unusual structure with the readers and with
 * a slow one that shares nothing with them. Each difference must have an explanation; one without fails, and is printed
 * with its seed.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '400000' }, from: { type: 'string', default: '1' } },
});
const TOGETHER = 64;
/** Differences without an explanation that are printed. */
const PRINTED = 10;
const from = Number(values.from);
const count = Number(values.count);
const explained = new Map<string, number>();
let unexplained = 0;

for (let at = 0; at < count; at += TOGETHER) {
  const seeds = Array.from({ length: Math.min(TOGETHER, count - at) }, (_, i) => from + at + i);
  const logs = seeds.map(semanticLog);
  for (const [i, found] of (await differences(logs)).entries()) {
    if (found === '') continue;
    const why = explain(logs[i], found);
    if (why !== null) explained.set(why, (explained.get(why) ?? 0) + 1);
    else if (unexplained++ < PRINTED) console.error(`seed ${seeds[i]}: ${found}\n${logs[i]}\n`);
  }
}

const total = [...explained.values()].reduce((sum, times) => sum + times, 0);
for (const [why, times] of explained) console.log(`${times} explained: ${why}`);
console.log(
  `${count} logs, ${count - total - unexplained} read the same, ${total} explained, ${unexplained} unexplained`,
);
process.exit(unexplained === 0 ? 0 : 1);
