import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Control } from '../../src/core/control.ts';
import { createRandom } from '../../src/core/math/random.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { attacks } from './attacks/index.ts';
import { averagePrecision, precisionAt } from './average-precision.ts';
import { readBases } from './bases.ts';
import { plant } from './plant.ts';
import { type Run, report } from './report.ts';
import { scoreAll } from './scorers.ts';

/**
 * `npx tsx scripts/evaluate/evaluate.ts [--seeds 1-20] [--groups first,further,later,held] [--logs sample,008]
 * [--out FILE.md]`: plants every class of
 * attack in every benign log, once a seed, and prints how well each detector ranks the attack's flows.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-20' },
    groups: { type: 'string', default: 'first,further,later,held' },
    logs: { type: 'string' },
    out: { type: 'string' },
  },
});
const [firstSeed, lastSeed] = values.seeds.split('-').map(Number);
const groups = values.groups.split(',');
const quiet: Control = { signal: new AbortController().signal, report: () => {} };

const bases = readBases(values.logs?.split(','));
const runs: Run[] = [];
for (const attack of attacks.filter(({ group }) => groups.includes(group))) {
  for (const base of bases) {
    for (let seed = firstSeed; seed <= (lastSeed ?? firstSeed); seed++) runs.push(await run(attack, base, seed));
  }
  process.stderr.write(`${attack.name}\n`);
}
const command = `npx tsx scripts/evaluate/evaluate.ts ${process.argv.slice(2).filter(isPublic).join(' ')}`.trim();
const text = report(runs, bases, command, createRandom(1));
console.log(text);
if (values.out !== undefined) writeFileSync(values.out, text);

async function run(attack: (typeof attacks)[number], base: (typeof bases)[number], seed: number): Promise<Run> {
  const planted = plant(base, attack, seed);
  const { table } = await readLogs([{ path: 'planted.log', blob: new Blob([planted.text]) }], quiet);
  const isPositive = new Uint8Array(table.rows).fill(1, planted.benign);
  const { scores, lines } = await scoreAll(table);
  return {
    attack: attack.name,
    group: attack.group,
    base: base.name,
    seed,
    flows: planted.planted,
    averagePrecision: scores.map((of) => averagePrecision(of, isPositive)),
    precisionAt20: scores.map((of) => precisionAt(20, of, isPositive)),
    precisionAt100: scores.map((of) => precisionAt(100, of, isPositive)),
    firstLine: lines.findIndex((row) => isPositive[row] === 1) + 1,
  };
}

/** Arguments that a reader can use as well: not where this run wrote to. */
function isPublic(_: string, at: number, all: readonly string[]): boolean {
  return !(all[at] === '--out' || all[at - 1] === '--out');
}
