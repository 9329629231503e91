import { openAsBlob } from 'node:fs';
import type { BrushQuery, ClauseQuery, Engine, FlowDetail, Predicate, View } from '../../../src/worker/api.ts';
import { createSession } from '../../../src/worker/session.ts';
import { type Answers, type Filter, facetFields, MOST_VALUES, planRounds, type Round } from './questions.ts';

const never = new AbortController().signal;
const ignore = () => {};
const bins = { score: 60, time: 120, density: [64, 36] as const };
const tableFields = ['id.orig_h', 'id.resp_h', 'id.resp_p', 'conn_state', 'orig_bytes'];
const contamination = 0.1;

/** The engine with a log, in this process and without the page. */
export interface Oddflow {
  readonly rounds: readonly Round[];
  /** What is on screen before the round: all flows at a threshold of its own. Not measured. */
  readonly prepare: (round: number) => Promise<void>;
  readonly answers: Answers;
}

export async function openOddflow(log: string, rounds: number): Promise<Oddflow> {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: await openAsBlob(log) }];
  const run = await engine.open({ kind: 'files', files, memory: 2 ** 34 }, ignore, ignore, never);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, never);
  await engine.groupCounts({ detector, where: [] }, never); // finds Behaviour's hosts and channels
  const screen = { detector, threshold: 0 };
  const prepare = async (round: number) => {
    [screen.threshold] = await engine.topScores(detector, [contamination - round / 1000]);
    await show(engine, screen, []);
  };
  await prepare(-1);
  await engine.flow(detector, 1, never);
  const [sources, ports, states] = [
    await valuesOf(engine, screen, 'id.orig_h'),
    await valuesOf(engine, screen, 'id.resp_p'),
    await valuesOf(engine, screen, 'conn_state'),
  ];
  return { rounds: planRounds(rounds, sources, ports, states), prepare, answers: answersOf(engine, screen) };
}

/** What the page asks about. */
interface Screen {
  readonly detector: string;
  readonly threshold: number;
}

function answersOf(engine: Engine, screen: Screen): Answers {
  let brush = 0;
  const brushes = (['time', 'score', 'density'] as const).flatMap((over) => [
    [
      `index ${over}`,
      async () => {
        ({ brush } = await engine.brush(brushQuery(screen, over), never));
        return [];
      },
    ],
    [
      `step ${over}`,
      async ({ flow }: Round) => {
        const range = [10 + ((flow / 1000) % 20), 40] as const;
        await engine.brushed(brush, over === 'density' ? [range, [3, 20]] : [range]);
        return [];
      },
    ],
  ]);
  return {
    ...Object.fromEntries(brushes),
    filter: ({ filter }) => show(engine, screen, clausesOf(filter)),
    count: async ({ other }) => [await describe(engine, screen, clausesOf(other))],
    facets: () => facets(engine, screen, []),
    'facets again': () => facets(engine, screen, []),
    'facets filtered': ({ filter }) => facets(engine, screen, clausesOf(filter)),
    suppress: ({ port }) => show(engine, screen, [suppressionOf(port)]),
    'facets suppressed': ({ port }) => facets(engine, screen, [suppressionOf(port)]),
    undo: () => show(engine, screen, []),
    open: async ({ flow }) => relatedOf(await engine.flow(screen.detector, flow, never)),
    'open filtered': async ({ filter, flow }) =>
      relatedOf(await engine.flow(screen.detector, flow + 1, never, whereOf(clausesOf(filter)))),
    groups: async ({ filter }) => {
      await engine.groupCounts({ detector: screen.detector, where: whereOf(clausesOf(filter)) }, never);
      return [];
    },
  };
}

/** Counts, the first rows of the table and three charts. Gives the number of flows. */
async function show(engine: Engine, screen: Screen, clauses: readonly ClauseQuery[]): Promise<number[]> {
  const { detector, threshold } = screen;
  const view: View = { detector, where: whereOf(clauses), sort: { by: 'rank', descending: false } };
  const flows = await describe(engine, screen, clauses);
  await engine.rows(view, 0, 60, tableFields, never);
  await engine.scoreHistogram(view, threshold, bins.score, never);
  await engine.timeline(view, threshold, bins.time, never);
  await engine.density(view, threshold, 'orig_bytes', 'duration', bins.density, never);
  return [flows];
}

async function describe(
  engine: Engine,
  { detector, threshold }: Screen,
  clauses: readonly ClauseQuery[],
): Promise<number> {
  const sort = { by: 'rank', descending: false };
  const query = { detector, contamination, threshold, clauses, sort };
  return (await engine.describe(query, ignore, never)).selected.flows;
}

/** A facet leaves out the clause on its own field. Gives the flows of all values. */
async function facets(engine: Engine, screen: Screen, clauses: readonly ClauseQuery[]): Promise<number[]> {
  const asked = facetFields.map((field) => {
    const others = clauses.filter(({ predicate }) => !('field' in predicate) || predicate.field !== field);
    return { field, where: whereOf(others), search: '', most: MOST_VALUES };
  });
  const found = await engine.facets(screen, asked, never);
  return found.flatMap(({ values }) => values.map(({ flows }) => flows));
}

async function valuesOf(engine: Engine, screen: Screen, field: string): Promise<string[]> {
  const [{ values }] = await engine.facets(screen, [{ field, where: [], search: '', most: 60 }], never);
  return values.map(({ value }) => value).filter((value) => value !== '');
}

function clausesOf({ sources, bytes: [from, to], states }: Filter): ClauseQuery[] {
  const predicates: Predicate[] = [
    { op: 'in', field: 'id.orig_h', values: sources },
    { op: 'range', field: 'orig_bytes', from, to },
    { op: 'in', field: 'conn_state', values: states },
  ];
  return predicates.map((predicate) => ({ predicate, isOn: true, hides: false }));
}

function suppressionOf(port: string): ClauseQuery {
  return { predicate: { op: 'in', field: 'id.resp_p', values: [port] }, isOn: true, hides: true };
}

function whereOf(clauses: readonly ClauseQuery[]): Predicate[] {
  return clauses.map(({ predicate, hides }) => (hides ? { op: 'not', of: predicate } : predicate));
}

function relatedOf({ related }: FlowDetail): number[] {
  return related.map(({ flows }) => flows);
}

function brushQuery({ detector, threshold }: Screen, over: BrushQuery['over']): BrushQuery {
  return {
    ...{ detector, threshold, where: [], over, steps: 512, scoreBins: bins.score, timeBins: bins.time },
    density: { x: 'orig_bytes', y: 'duration', bins: bins.density },
  };
}
