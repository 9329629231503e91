import { type Baseline, memberOf } from '../../src/core/baseline/baseline.ts';
import { type Drift, measureDrift } from '../../src/core/baseline/drift.ts';
import { fitBaseline } from '../../src/core/baseline/fit-baseline.ts';
import { flowsOfTable } from '../../src/core/baseline/flow-stream.ts';
import { scoreBaseline } from '../../src/core/baseline/score-baseline.ts';
import { detect } from '../../src/core/detect/detect.ts';
import { resolveParams } from '../../src/core/detect/params.ts';
import { pcaFamily } from '../../src/core/detect/pca-family.ts';
import { areaUnderRoc } from '../../src/core/evaluate/curves.ts';
import { countOutcomes, type Truth } from '../../src/core/evaluate/outcomes.ts';
import type { Table } from '../../src/core/table/table.ts';
import { quiet } from '../../src/testing/read-text.ts';
import { benignOf, halvesOf, type KnownLog, knownLogs, subTable } from './known-logs.ts';

/**
 * Drift of every known log from a baseline of every other, and the effect of a baseline on the area under ROC of logs
 * with labels: `npx tsx scripts/baseline/measure.ts`. Prints the tables of docs/measurements/baseline.md.
 */
async function main(): Promise<void> {
  const logs = await knownLogs();
  console.log(
    '| baseline | log | outside | angle | networks known | hosts known, of their flows | verdict |\n|---|---|---|---|---|---|---|',
  );
  for (const log of logs) await compareHalves(log);
  for (const from of logs) {
    for (const to of logs) if (from !== to) await compare(from, to);
  }
  console.log('\n| pair | verdict | pairs |\n|---|---|---|');
  for (const [pair, count] of [...verdicts].toSorted()) console.log(`| ${pair} | ${count} |`);
  console.log('\n| log | baseline | detector | AUC alone | AUC with it | outside |\n|---|---|---|---|---|---|');
  for (const to of logs) for (const from of logs) await judge(from, to);
}

/** Number of pairs of logs, of one network and of two, by verdict. */
const verdicts = new Map<string, number>();

function count(isSame: boolean, { verdict }: Drift): void {
  const key = `${isSame ? 'one network' : 'two networks'} | ${verdict}`;
  verdicts.set(key, (verdicts.get(key) ?? 0) + 1);
}

async function compareHalves({ name, table }: KnownLog): Promise<void> {
  const halves = halvesOf(table);
  if (halves === null || halves[0].rows < 50) return;
  const [first, second] = halves;
  const drift = await measureDrift(await fitTo('pca-log', first, null), second, quiet);
  count(true, drift);
  console.log(`| ${name}, first half | its second half | ${describe(drift)} |`);
}

/** Compares the benign flows of one log, if known, with the other log and, if known, with its benign flows. */
async function compare(from: KnownLog, to: KnownLog): Promise<void> {
  const baseline = await fitTo('pca-log', from.table, benignOf(from));
  const benign = benignOf(to);
  const ours = from.truth === null ? from.name : `${from.name}, benign`;
  const drift = await measureDrift(baseline, to.table, quiet);
  count(from.network === to.network, drift);
  console.log(`| ${ours} | ${to.name} | ${describe(drift)} |`);
  if (benign === null || benign.length < 50) return;
  const ofBenign = await measureDrift(baseline, subTable(to.table, benign), quiet);
  count(from.network === to.network, ofBenign);
  console.log(`| ${ours} | ${to.name}, benign | ${describe(ofBenign)} |`);
}

async function judge(from: KnownLog, to: KnownLog): Promise<void> {
  if (to.truth === null || from.truth === null) return;
  for (const { detector } of pcaFamily.filter((member) => member.detector.canScore(to.table))) {
    if (!detector.canScore(from.table)) continue;
    const params = resolveParams(detector.params, {});
    const alone = await detect(detector, to.table, quiet, params);
    const baseline = await fitTo(detector.id, from.table, benignOf(from));
    const scored = await scoreBaseline(baseline, 'x', to.table, quiet);
    const { outside } = await measureDrift(baseline, to.table, quiet);
    const areas = [alone.scores, scored.scores].map((scores) => auc(scores, to.truth as Truth).toFixed(3));
    const ours = from === to ? 'its own benign flows' : `${from.name}, benign`;
    console.log(`| ${to.name} | ${ours} | ${detector.label} | ${areas[0]} | ${areas[1]} | ${percent(outside)} |`);
  }
}

async function fitTo(detector: string, table: Table, rows: Uint32Array | null): Promise<Baseline> {
  const origin = { files: [], fileCount: 1, chosenBy: [], made: 0 };
  return fitBaseline(memberOf(detector), {}, flowsOfTable(table, rows), origin, quiet);
}

function describe({ outside, angle, networks, hosts, verdict }: Drift): string {
  const known = networks === null ? '–' : `${networks.known} of ${networks.total}`;
  const ofHosts = hosts === null ? '–' : `${hosts.known} of ${hosts.total}, ${percent(hosts.share)}`;
  return `${percent(outside)} | ${angle.toFixed(0)}° | ${known} | ${ofHosts} | ${verdict}`;
}

function auc(scores: Float64Array, truth: Truth): number {
  return areaUnderRoc(countOutcomes(scores, truth));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

await main();
