import { openAsBlob } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BrushQuery, ClauseQuery, Engine, Predicate, View } from '../../src/worker/api.ts';
import { createSession } from '../../src/worker/session.ts';
import { bigLog } from '../big-log.ts';
import { describeMachine } from './machine.ts';
import { median } from './statistics.ts';

/**
 * `npm run bench:engine`: processor time of the engine for questions about a selection, in Node, without the page. Each
 * round uses other values, so no answer comes from a cache. Prints a Markdown table.
 */
const { rows, rounds } = parseArgs({
  options: { rows: { type: 'string', default: '1000000,6300000' }, rounds: { type: 'string', default: '5' } },
}).values;

const never = new AbortController().signal;
const ignore = () => {};
const bins = { score: 60, time: 120, density: [64, 36] as const };
const sizes = rows.split(',').map(Number);
const columns: Record<string, number>[] = [];
for (const size of sizes) columns.push(await measure(bigLog(size)));
console.log(`\n${JSON.stringify(describeMachine('none'))}\n`);
console.log(
  `| processor time, median of ${rounds}, ms | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} |`,
);
console.log(`|---|${sizes.map(() => '--:').join('|')}|`);
for (const name of Object.keys(columns[0])) {
  console.log(`| ${name} | ${columns.map((times) => times[name].toFixed(1)).join(' | ')} |`);
}

async function measure(path: string): Promise<Record<string, number>> {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: await openAsBlob(path) }];
  const run = await engine.open({ kind: 'files', files, memory: 2 ** 34 }, ignore, ignore, never);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, never);
  const page = await openPage(engine, detector);
  const times: Record<string, number[]> = {};
  const timed = async (name: string, job: () => Promise<unknown>) => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    await job();
    const { user, system } = process.cpuUsage(before);
    times[name] ??= [];
    times[name].push((user + system) / 1000);
  };
  await page.show([]);
  await engine.flow(detector, 1, never);
  for (let round = 0; round < Number(rounds); round++) {
    const filter = page.filter(round);
    await timed('filter of three fields: counts, table, charts', () => page.show(filter));
    await timed('no filter again: counts, table, charts', () => page.show([]));
    await timed('facets of nine fields, no filter', () => page.facets([]));
    await timed('facets of nine fields, three fields filtered', () => page.facets(filter));
    const noise: ClauseQuery = {
      predicate: { op: 'in', field: 'id.resp_p', values: [page.ports[round]] },
      isOn: true,
      hides: true,
    };
    await timed('suppress: counts, table, charts', () => page.show([noise]));
    await timed('undo: counts, table, charts', () => page.show([]));
    for (const over of ['time', 'score', 'density'] as const) {
      let brush = 0;
      await timed(`index of a brush over ${over}`, async () => {
        brush = (await engine.brush(page.brush(over), never)).brush;
      });
      const box = [[10 + round, 40] as const, ...(over === 'density' ? [[3, 20] as const] : [])];
      await timed(`step of a brush over ${over}`, () => engine.brushed(brush, box));
    }
    await timed('open a flow, no filter', () => engine.flow(detector, 1000 * (round + 7), never));
    const where = page.where(filter);
    await timed('open a flow, three fields filtered', () => engine.flow(detector, 1000 * (round + 9), never, where));
    await timed('hosts and channels in view, counts (after Behaviour)', () => page.groups(where));
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** The questions that the page sends together. */
async function openPage(engine: Engine, detector: string) {
  const contamination = 0.1;
  const [threshold] = await engine.topScores(detector, [contamination]);
  const all: View = { detector, where: [], sort: { by: 'rank', descending: false } };
  const valuesOf = async (field: string) => {
    const [{ values }] = await engine.facets(
      { detector, threshold },
      [{ field, where: [], search: '', most: 40 }],
      never,
    );
    return values.map(({ value }) => value).filter((value) => value !== '');
  };
  const [sources, ports, states] = [
    await valuesOf('id.orig_h'),
    await valuesOf('id.resp_p'),
    await valuesOf('conn_state'),
  ];
  const where = (clauses: readonly ClauseQuery[]): Predicate[] =>
    clauses.map(({ predicate, hides }) => (hides ? { op: 'not', of: predicate } : predicate));
  await engine.groupCounts({ detector, where: [] }, never);
  return {
    ports,
    where,
    filter: (round: number): ClauseQuery[] => [
      {
        predicate: { op: 'in', field: 'id.orig_h', values: sources.slice(round, round + 20) },
        isOn: true,
        hides: false,
      },
      { predicate: { op: 'range', field: 'orig_bytes', from: 10 + round, to: 1e6 }, isOn: true, hides: false },
      {
        predicate: { op: 'in', field: 'conn_state', values: states.slice(0, 2 + (round % 3)) },
        isOn: true,
        hides: false,
      },
    ],
    show: async (clauses: readonly ClauseQuery[]) => {
      const view = { ...all, where: where(clauses) };
      await engine.describe({ detector, contamination, threshold: null, clauses, sort: all.sort }, ignore, never);
      await engine.rows(view, 0, 60, ['id.orig_h', 'id.resp_h', 'id.resp_p', 'conn_state', 'orig_bytes'], never);
      await engine.scoreHistogram(view, threshold, bins.score, never);
      await engine.timeline(view, threshold, bins.time, never);
      await engine.density(view, threshold, 'orig_bytes', 'duration', bins.density, never);
    },
    facets: (clauses: readonly ClauseQuery[]) =>
      engine.facets(
        { detector, threshold },
        [...'proto service conn_state id.resp_p id.orig_h id.resp_h history local_orig orig_pkts'.split(' ')].map(
          (field) => ({
            field,
            where: where(clauses.filter(({ predicate }) => !('field' in predicate) || predicate.field !== field)),
            search: '',
            most: 12,
          }),
        ),
        never,
      ),
    brush: (over: BrushQuery['over']): BrushQuery => ({
      ...{ detector, threshold, where: [], over, steps: 512, scoreBins: bins.score, timeBins: bins.time },
      density: { x: 'orig_bytes', y: 'duration', bins: bins.density },
    }),
    groups: (predicates: readonly Predicate[]) => engine.groupCounts({ detector, where: predicates }, never),
  };
}
