import { parseArgs } from 'node:util';
import { type Behaviour, pairsOf, scoreBehaviour, scoreByReference } from '../../src/core/behaviour/behaviour.ts';
import { combine } from '../../src/core/behaviour/combined.ts';
import { type Reference, referenceOf } from '../../src/core/behaviour/reference.ts';
import { scoreWith } from '../../src/core/detect/detect.ts';
import { resolveParams } from '../../src/core/detect/params.ts';
import { pcaLog } from '../../src/core/detect/pca-log.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import type { Table } from '../../src/core/table/table.ts';
import { quiet } from '../../src/testing/read-text.ts';
import { attacks } from '../evaluate/attacks/index.ts';
import { readBases } from '../evaluate/bases.ts';
import { ATTACK, IGNORED, type ListLine, placeOf, rankingOf } from '../evaluate/measure.ts';
import { plant } from '../evaluate/plant.ts';
import { scoredBy } from '../evaluate/scorers.ts';
import { standingNames, standingText, truthOf } from '../evaluate/standing.ts';
import { type CutLog, cutLog, thinned } from './cut-log.ts';

/**
 * `npx tsx scripts/baseline/cut-in-time.ts [--sets standing,planted,benign] [--every 3] [--thin 20] [--each]`: cuts logs in
 * time. Scores the later part by itself, by a baseline of the earlier part, and both parts as one log. `--every`: one in this
 * many classes of planted attacks. `--thin`: only one in this many benign flows of the later part. `--each`: a line per log.
 * Prints the table of docs/measurements/baseline.md.
 */
const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: 'standing,planted,benign' },
    every: { type: 'string', default: '1' },
    thin: { type: 'string', default: '1' },
    each: { type: 'boolean', default: false },
  },
});
const ways = ['alone', 'baseline', 'both in one log'] as const;
const scorers = ['behaviour', 'combined'] as const;
type Way = (typeof ways)[number];
type Scorer = (typeof scorers)[number];

interface Result {
  readonly precision: number;
  readonly place: number;
  /** Benign lines of strength 50 or more. */
  readonly strong: number;
  readonly flows: number;
}
type Results = Record<Way, Record<Scorer, Result>>;

const found: { readonly set: string; readonly results: Results }[] = [];
const sets = values.sets.split(',');
if (sets.includes('standing')) for (const name of standingNames()) await judgeStanding(name);
if (sets.includes('planted') || sets.includes('benign')) await judgeBases();
console.log('| logs | scored | scorer | mean AP | first line | in first 1 | in 5 | benign lines per 100,000 |');
console.log('|---|---|---|--:|--:|--:|--:|--:|');
for (const set of ['standing', 'planted', 'benign']) {
  const own = found.filter((one) => one.set === set).map(({ results }) => results);
  if (own.length === 0) continue;
  for (const way of ways) for (const scorer of scorers) console.log(line(set, own, way, scorer));
}

async function judgeStanding(name: string): Promise<void> {
  const { attack, ignored, rows } = truthOf(name);
  const truth = new Uint8Array(rows);
  for (const row of attack) truth[row] = ATTACK;
  for (const row of ignored) truth[row] = IGNORED;
  await judge('standing', name, await read([standingText(name) ?? '']), truth);
}

async function judgeBases(): Promise<void> {
  const chosen = attacks.filter((_, at) => at % Number(values.every) === 0);
  for (const base of readBases(undefined, true).bases) {
    if (sets.includes('benign')) {
      const table = await read([base.bytes]);
      await judge('benign', base.name, table, new Uint8Array(table.rows));
    }
    for (const attack of sets.includes('planted') ? chosen : []) {
      const planted = plant(base, attack, 1);
      if (planted === null) continue;
      const table = await read([planted.blob]);
      const truth = new Uint8Array(table.rows).fill(ATTACK, planted.benign);
      await judge('planted', `${base.name}, ${attack.name}`, table, truth);
    }
  }
}

async function judge(set: string, name: string, table: Table, truth: Uint8Array): Promise<void> {
  const cut = cutLog(table, truth);
  if (cut === null || (set !== 'benign' && !cut.truth.includes(ATTACK))) return;
  const results = await compare(values.thin === '1' ? cut : thinned(cut, Number(values.thin)));
  found.push({ set, results });
  if (!values.each) return;
  const cells = ways.map((way) => `${results[way].combined.precision.toFixed(3)} @${results[way].combined.place}`);
  console.log(`${name}: ${cut.before.rows} + ${cut.after.rows} flows, Combined ${cells.join(', ')}`);
}

async function compare({ before, after, truth, whole, wholeTruth }: CutLog): Promise<Results> {
  const day = await scoreBehaviour(before, quiet);
  await combine(day.scores, await volumeOf(before, before), pairsOf(day), quiet, day.facts.norms);
  const reference = await referenceOf(day.facts, quiet);
  return {
    alone: await resultsOf(after, truth, null, after),
    baseline: await resultsOf(after, truth, reference, before),
    'both in one log': await resultsOf(whole, wholeTruth, null, whole),
  };
}

/** `fitted` are the flows that Volume is fitted to. */
async function resultsOf(
  table: Table,
  truth: Uint8Array,
  reference: Reference | null,
  fitted: Table,
): Promise<Record<Scorer, Result>> {
  const scored = await scoredBy(await behaviourBy(table, reference), await volumeOf(fitted, table), truth);
  const flows = truth.filter((value) => value !== IGNORED).length;
  const resultOf = (scorer: Scorer): Result => {
    const { scores, lines } = scored[scorer];
    const listed = lines.filter((one) => one.flows > one.ignored);
    const strong = listed.filter((one) => isStrong(one) && placeOf([one], truth) === 0).length;
    return { precision: rankingOf(scores, truth).precision, place: placeOf(lines, truth), strong, flows };
  };
  return { behaviour: resultOf('behaviour'), combined: resultOf('combined') };
}

async function behaviourBy(table: Table, reference: Reference | null): Promise<Behaviour> {
  const own = await scoreBehaviour(table, quiet);
  return reference === null ? own : scoreByReference(own.facts, reference, quiet);
}

async function volumeOf(fitted: Table, table: Table): Promise<Float64Array> {
  const params = resolveParams(pcaLog.params, {});
  const model = await pcaLog.fit(pcaLog.features(fitted), quiet, params);
  return (await scoreWith(pcaLog, model, params, table, quiet)).scores;
}

function isStrong({ strength }: ListLine): boolean {
  return strength >= 4;
}

function line(set: string, results: readonly Results[], way: Way, scorer: Scorer): string {
  const own = results.map((one) => one[way][scorer]);
  const places = own.map(({ place }) => (place === 0 ? Infinity : place)).sort((a, b) => a - b);
  const within = (most: number) => `${Math.round((100 * places.filter((one) => one <= most).length) / own.length)} %`;
  const sum = (value: (one: Result) => number) => own.reduce((total, one) => total + value(one), 0);
  const rate = ((1e5 * sum(({ strong }) => strong)) / sum(({ flows }) => flows)).toFixed(1);
  const ofAttack = [
    (sum(({ precision }) => precision) / own.length).toFixed(3),
    places[places.length >> 1] === Infinity ? 'none' : places[places.length >> 1],
    within(1),
    within(5),
  ];
  const cells = set === 'benign' ? ['–', '–', '–', '–'] : ofAttack;
  return `| ${set}, ${own.length} | ${way} | ${scorer} | ${cells.join(' | ')} | ${rate} |`;
}

async function read(parts: BlobPart[]): Promise<Table> {
  return (await readLogs([{ path: 'conn.log', blob: new Blob(parts) }], quiet)).table;
}
