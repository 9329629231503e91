import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Control } from '../../src/core/control.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import type { Table } from '../../src/core/table/table.ts';
import { attacks } from './attacks/index.ts';
import type { Base } from './base.ts';
import { readBases } from './bases.ts';
import { companies } from './company/index.ts';
import { ATTACK, IGNORED, placeOf, rankingOf, strongOf, strongRowsOf } from './measure.ts';
import { type Planted, plant, plantCompany } from './plant.ts';
import type { AttackRun, Header, Run } from './run.ts';
import { type Scored, scoreAll, scoreFindings } from './scorers.ts';
import { familyOf, standingNames, standingText, truthOf } from './standing.ts';

/**
 * `npm run evaluate -- --variant NAME --out FILE [--quick] [--seeds 1-2] [--part 1/2] [--logs home,px] [--groups third]
 * [--classes 'dga;slow scan'] [--sets benign,standing,planted] [--alone] [--findings]`: scores every benign log without an attack, the standing
 * set of attacks, and every class of attack planted in every benign log. Writes one JSON line per run. `compare.ts` and
 * `calibration.ts` read it. With `--findings` only findings are searched, in a third of the time.
 */
const { values } = parseArgs({
  options: {
    variant: { type: 'string' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    logs: { type: 'string' },
    groups: { type: 'string' },
    classes: { type: 'string' },
    sets: { type: 'string', default: 'benign,standing,planted' },
    alone: { type: 'boolean', default: false },
    findings: { type: 'boolean', default: false },
  },
});
const { variant, out } = values;
if (variant === undefined || out === undefined)
  throw new Error('Name the variant and the file: --variant NAME --out FILE');
const [firstSeed, lastSeed] = (values.seeds ?? (values.quick ? '1' : '1-2')).split('-').map(Number);
const seeds = Array.from({ length: (lastSeed ?? firstSeed) - firstSeed + 1 }, (_, i) => firstSeed + i);
const quiet: Control = { signal: new AbortController().signal, report: () => {} };

const started = performance.now();
const { bases, missing } = readBases(values.logs?.split(','), values.quick);
const tasks = tasksOf(values.sets.split(','));
const [part, parts] = values.part.split('/').map(Number);
const own = tasks.filter((_, at) => at % parts === part - 1);
writeFileSync(out, line(headerOf()));
let done = 0;
for (const task of own) {
  const run = await task();
  if (run !== null) appendFileSync(out, line(run));
  if (++done % 100 === 0) process.stderr.write(`${done} of ${own.length}\n`);
}
if (missing.length > 0) process.stderr.write(`Not at hand, left out: ${missing.join(', ')}.\n`);
if (standingNames().length === 0) process.stderr.write('The standing set, ../shared/attacks, is not at hand.\n');
process.stderr.write(`${own.length} runs in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);

function line(value: Run | Header): string {
  return `${JSON.stringify(value)}\n`;
}

function headerOf(): Header {
  return {
    set: 'header',
    variant: variant ?? '',
    date: new Date().toISOString().slice(0, 10),
    commit: spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim() ?? '',
    command: `npm run evaluate -- ${process.argv.slice(2).filter(isPublic).map(quoted).join(' ')}`.trim(),
    logs: bases.map(({ name, rows, span }) => ({ name, rows, hours: span / 3600 })),
    missing: [...missing, ...(standingNames().length === 0 ? ['the standing set'] : [])],
  };
}

function quoted(argument: string): string {
  return /[\s;]/.test(argument) ? `'${argument}'` : argument;
}

/** Arguments that a reader can use as well: not where this run wrote to, and not its part. */
function isPublic(_: string, at: number, all: readonly string[]): boolean {
  return !['--out', '--part'].some((name) => all[at] === name || all[at - 1] === name);
}

function tasksOf(sets: readonly string[]): (() => Promise<Run | null>)[] {
  const wanted = attacks.filter(
    ({ name, group }) =>
      (values.classes?.split(';').includes(name) ?? true) && (values.groups?.split(',').includes(group) ?? true),
  );
  return [
    ...(sets.includes('benign')
      ? bases.flatMap((base) => [null, ...companies].map((company) => () => benignRun(base, company)))
      : []),
    ...(sets.includes('standing') ? standingNames().map((name) => () => standingRun(name)) : []),
    ...(sets.includes('planted')
      ? bases.flatMap((base) => wanted.flatMap((attack) => seeds.map((seed) => () => plantedRun(base, attack, seed))))
      : []),
  ];
}

async function benignRun(base: Base, company: (typeof companies)[number] | null): Promise<Run> {
  const table = await read(plantCompany(base, company, 1).blob);
  const truth = new Uint8Array(table.rows);
  const scored = await scoreRows(table, truth);
  const { lines, found } = await scoreFindings(table, truth);
  return {
    variant: variant ?? '',
    set: 'benign',
    ...placeOfLog(base.log),
    seed: 1,
    company: company?.name ?? null,
    flows: table.rows,
    strong: {
      ...Object.fromEntries(Object.entries(scored).map(([name, one]) => [name, strongOf(one.lines)])),
      findings: strongOf(lines),
    },
    strongRows: Object.fromEntries(
      Object.entries(scored)
        .filter(([name]) => !name.startsWith('pca'))
        .map(([name, one]) => [name, strongRowsOf(one.scores)]),
    ),
    found,
  };
}

/** Every other seed has benign company beside the attack, by turns of each kind; none with `--alone`. */
async function plantedRun(base: Base, attack: (typeof attacks)[number], seed: number): Promise<Run | null> {
  const isAlone = values.alone || seed % 2 === 1;
  const company = isAlone ? null : companies[(attacks.indexOf(attack) + (seed >> 1)) % companies.length];
  const planted: Planted | null = plant(base, attack, seed, company);
  if (planted === null) return null;
  const table = await read(planted.blob);
  if (table.rows !== planted.benign + planted.attack.length) throw new Error(`${base.name} was not read whole`);
  const truth = new Uint8Array(table.rows).fill(ATTACK, planted.benign);
  return {
    variant: variant ?? '',
    set: 'planted',
    ...placeOfLog(base.log),
    attackClass: attack.name,
    family: attack.family,
    group: attack.group,
    seed,
    company: company?.name ?? null,
    flows: table.rows,
    attackFlows: planted.attack.length,
    ...(await resultsOf(table, truth)),
  };
}

async function standingRun(name: string): Promise<AttackRun> {
  const { attackClass, base, rows, attack, ignored } = truthOf(name);
  const table = await read(new Blob([standingText(name) ?? '']));
  if (table.rows !== rows) throw new Error(`${name} has ${table.rows} rows, its truth ${rows}`);
  const truth = new Uint8Array(rows);
  for (const row of attack) truth[row] = ATTACK;
  for (const row of ignored) truth[row] = IGNORED;
  const log = bases.find((one) => one.name === base)?.log ?? { network: base, name: base };
  return {
    variant: variant ?? '',
    set: 'standing',
    ...placeOfLog(log),
    log: name,
    attackClass,
    family: familyOf(attackClass),
    group: 'standing',
    seed: 0,
    company: null,
    flows: rows,
    attackFlows: attack.length,
    ...(await resultsOf(table, truth)),
  };
}

function placeOfLog({ name, network, shares = [] }: Pick<Base['log'], 'name' | 'network' | 'shares'>) {
  return { network, origins: [network, ...shares], log: name };
}

async function read(blob: Blob): Promise<Table> {
  return (await readLogs([{ path: 'conn.log', blob }], quiet)).table;
}

/** Nothing with `--findings`. */
async function scoreRows(table: Table, truth: Uint8Array): Promise<Record<string, Scored>> {
  return values.findings ? {} : await scoreAll(table, truth);
}

async function resultsOf(table: Table, truth: Uint8Array): Promise<Pick<AttackRun, 'results' | 'found'>> {
  const scored = await scoreRows(table, truth);
  const ranked = Object.entries(scored).map(
    ([name, { scores, lines }]) => [name, { ...rankingOf(scores, truth), place: placeOf(lines, truth) }] as const,
  );
  const { lines, found } = await scoreFindings(table, truth);
  return { results: { ...Object.fromEntries(ranked), findings: { place: placeOf(lines, truth) } }, found };
}
