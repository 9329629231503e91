import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noiseBit } from '../core/schema/noise.ts';
import { noiseOf } from '../core/selection/noise.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import { connLog } from '../testing/conn-log.ts';
import { describeView } from '../testing/describe-view.ts';
import { columnValues, readText } from '../testing/read-text.ts';
import type { ChannelsQuery, ClauseQuery, Engine, GroupSelection, HostsQuery, Side, View } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

const flow = fc.record({
  ts: fc.constantFrom('1000.5', '1100', '2000', '3600', '9000.25', '-'),
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '-'),
  'id.orig_p': fc.constantFrom('40000', '5353', '68'),
  'id.resp_h': fc.constantFrom('10.0.0.1', '192.0.2.7', '224.0.0.251', '10.0.0.255', 'ff02::fb'),
  'id.resp_p': fc.constantFrom('53', '80', '443', '5353', '67', '-'),
  proto: fc.constantFrom('tcp', 'udp'),
  service: fc.constantFrom('dns', 'http', '-'),
  duration: fc.constantFrom('-', '0.5', '0.25', '4000'),
  orig_bytes: fc.constantFrom('-', '0', '60', '70000', '8000000'),
  resp_bytes: fc.constantFrom('-', '0', '1000'),
  conn_state: fc.constantFrom('SF', 'S0', 'REJ'),
  resp_pkts: fc.constantFrom('0', '2'),
});
const anyLog = fc.array(flow, { minLength: 1, maxLength: 60 });

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  fc.constantFrom('tcp', 'udp', 'sctp').map((value) => ({ op: 'in' as const, field: 'proto', values: [value] })),
  fc
    .subarray(['10.0.0.1', '10.0.0.2', '192.0.2.9', ''])
    .map((values) => ({ op: 'in' as const, field: 'id.orig_h', values })),
  fc.subarray(['53', '443', '5353', '']).map((values) => ({ op: 'in' as const, field: 'id.resp_p', values })),
  fc.constantFrom('C1', 'C7', 'none').map((value) => ({ op: 'in' as const, field: 'uid', values: [value] })),
  fc
    .tuple(
      fc.constantFrom('ts', 'orig_bytes', 'duration'),
      fc.constantFrom(0, 0.25, 61, 1100),
      fc.constantFrom(60, 3600),
    )
    .map(([field, from, to]) => ({ op: 'range' as const, field, from, to })),
  fc.constantFrom('multicast', 'dhcp').map((id) => ({ op: 'preset' as const, id }) as Predicate),
);
const predicate: fc.Arbitrary<Predicate> = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    leaf,
    tie('any').map((of) => ({ op: 'not' as const, of })),
    fc
      .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('any'), { maxLength: 3 }))
      .map(([op, of]) => ({ op, of })),
  ),
})).any;
const anyClauses: fc.Arbitrary<ClauseQuery[]> = fc.array(
  fc.record({ predicate, isOn: fc.boolean(), hides: fc.boolean() }),
  { maxLength: 5 },
);

/** Opens a small log. Returns its flows as plain cells, null for unset. */
async function openLog(flows: readonly Record<string, string>[]) {
  const log = connLog(flows);
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  const { detector } = await engine.detect('pca-log', ignore, never);
  const { table } = await readText(log);
  const noise = await noiseOf(table, never);
  const columns = new Map(Object.keys(flows[0]).map((field) => [field, columnValues(table, field)]));
  const view: View = { detector, where: [], sort: { by: 'rank', descending: false } };
  const { rows } = await engine.rows(view, 0, flows.length, [], never);
  const scores = new Float64Array(flows.length);
  for (const { flow: row, score } of rows) scores[row] = score;
  const cell = (row: number, field: string) => {
    if (field === 'file') return 'conn.log';
    return field === 'uid' ? `C${row + 1}` : (columns.get(field)?.[row] ?? null);
  };
  /** Applies a predicate to the cells of a row. `noise.test.ts` tests which flows a preset matches. */
  const meets = (row: number, of: Predicate): boolean => {
    switch (of.op) {
      case 'in':
        return of.values.some((value) => String(cell(row, of.field) ?? '') === value);
      case 'range': {
        const value = cell(row, of.field);
        return typeof value === 'number' && value >= Number(of.from) && value <= Number(of.to);
      }
      case 'preset':
        return (noise[row] & noiseBit(of.id)) !== 0;
      case 'all':
        return of.of.every((part) => meets(row, part));
      case 'any':
        return of.of.some((part) => meets(row, part));
      case 'not':
        return !meets(row, of.of);
      default:
        throw new Error(JSON.stringify(of));
    }
  };
  return { engine, run, detector, view, scores, cell, meets, all: [...flows.keys()] };
}

/** The predicates of clauses, as the page resolves them. */
function resolved(clauses: readonly ClauseQuery[]): Predicate[] {
  return clauses.flatMap(({ predicate: of, isOn, hides }) => (isOn ? [hides ? { op: 'not' as const, of } : of] : []));
}

/** Counts of hosts by address, from the list of hosts within a selection. */
async function hostsOf(engine: Engine, side: Side, selection?: GroupSelection) {
  const [{ detector }] = await engine.results(0.1);
  const sort = { by: 'flows', descending: true } as const;
  const query: HostsQuery = { side, sort, detector, threshold: 0, contamination: 0.1 };
  const { rows, total, all, columns } = await engine.hosts(
    selection ? { ...query, selection } : query,
    0,
    1e6,
    ignore,
    never,
  );
  // Hours count from the log's first flow.
  const isCount = columns.map(({ id, scope }) => scope === 'selection' && id !== 'hour');
  const counts = rows.map(
    ({ host, hour, flowsInLog, badges, mass, sweepHosts, sweepPorts, timeline, values, ...row }) =>
      JSON.stringify([
        row,
        sum(timeline.flows),
        sweepHosts.most,
        sweepPorts.most,
        values.filter((_, at) => isCount[at]),
      ]),
  );
  return { total, all, rows: counts.toSorted() };
}

/** The same for channels, by their ends and port. */
async function channelsOf(engine: Engine, selection?: GroupSelection) {
  const query: ChannelsQuery = { sort: { by: 'flows', descending: true }, leastFlows: 1 };
  const asked = selection ? { ...query, selection } : query;
  const { rows, columns } = await engine.channels(asked, 0, 1e6, ignore, never);
  const isCount = columns.map(({ scope }) => scope === 'selection');
  const counts = rows.map(({ channel, service, beacon, rhythm, isHousekeeping, flowsInLog, values, ...row }) =>
    JSON.stringify([row, values.filter((_, at) => isCount[at])]),
  );
  return { counts: counts.toSorted(), rows };
}

const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

it('every view agrees with a slow filter, for any clauses on any log', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, anyClauses, fc.double({ min: 0, max: 1, noNaN: true }), async (flows, clauses, share) => {
      const { engine, detector, view: whole, scores, cell, meets, all } = await openLog(flows);
      const where = resolved(clauses);
      const view = { ...whole, where };
      const threshold = scores.toSorted()[Math.floor(share * (scores.length - 1))];
      const kept = all.filter((row) => where.every((of) => meets(row, of)));
      const above = kept.filter((row) => scores[row] > threshold);
      const hidden = all.filter((row) =>
        clauses.some(({ predicate: of, isOn, hides }) => isOn && hides && meets(row, of)),
      );

      const sort = { by: 'rank', descending: false };
      const asked = { detector, contamination: 0.1, threshold, clauses, sort };
      const described = await engine.describe(asked, ignore, never);
      expect(described).toMatchObject({ threshold, isMoved: true, suppressed: hidden.length });
      expect(described.selected).toEqual({ flows: kept.length, anomalies: above.length, listed: kept.length });
      expect(described.selected.flows + described.suppressed + described.filtered).toBe(flows.length);
      expect(described.byClause).toEqual(
        clauses.map((clause) => all.filter((row) => meets(row, clause.predicate)).length),
      );
      const shareFrom = (score: number) => scores.filter((other) => other >= score).length / flows.length;
      expect(described.scoreShares).toEqual(
        clauses.map(({ predicate }) =>
          predicate.op === 'range' && predicate.field === 'score'
            ? [shareFrom(Number(predicate.from)), shareFrom(Number(predicate.to))]
            : null,
        ),
      );

      const { total, rows } = await engine.rows(view, 0, flows.length, [], never);
      expect(total).toBe(kept.length);
      expect(rows.map(({ flow: row }) => row).toSorted((a, b) => a - b)).toEqual(kept);

      const histogram = await engine.scoreHistogram(view, threshold, 12, never);
      const timeline = await engine.timeline(view, threshold, 20, never);
      const density = await engine.density(view, threshold, 'orig_bytes', 'duration', [8, 6], never);
      expect([sum(histogram.counts), sum(timeline.flows) + timeline.unset, sum(density.counts)]).toEqual(
        new Array(3).fill(kept.length),
      );
      const isTimed = (row: number) => cell(row, 'ts') !== null;
      expect([sum(histogram.anomalies), sum(density.anomalies), sum(timeline.anomalies)]).toEqual([
        above.length,
        above.length,
        above.filter(isTimed).length,
      ]);

      for (const over of ['time', 'score', 'density'] as const) {
        const query = { detector, threshold, where, over, steps: 7, scoreBins: 12, timeBins: 20 };
        const map = { x: 'orig_bytes', y: 'duration', bins: [8, 6] } as const;
        const { brush, edges } = await engine.brush({ ...query, density: map }, never);
        const box = edges.map(({ length }, at): [number, number] => {
          const from = Math.floor(share * (length - 1 - at));
          return [from, Math.max(from, length - 1 - Math.floor(share * 3))];
        });
        const inside = await engine.brushed(brush, box);
        const brushed = { ...view, where: [...where, inside.predicate] };
        const [score, time, plane] = [
          await engine.scoreHistogram(brushed, threshold, 12, never),
          await engine.timeline(brushed, threshold, 20, never),
          await engine.density(brushed, threshold, map.x, map.y, map.bins, never),
        ];
        const { flows: inBrush, anomalies } = (await describeView(engine, brushed, threshold)).selected;
        expect(inside).toMatchObject({ flows: inBrush, anomalies });
        expect([inside.score, inside.time, inside.density]).toEqual([
          over === 'score' ? null : score,
          over === 'time' ? null : time,
          over === 'density' ? null : plane,
        ]);
        await expect(engine.brushed(brush - 1, box)).rejects.toMatchObject({ code: 'bad-request' });
      }

      const fields = ['proto', 'file', 'service', 'id.resp_p', 'duration', 'orig_bytes', 'uid', 'ts'];
      const facets = await engine.facets(
        { detector, threshold },
        fields.map((field) => ({ field, where, search: '', most: 100 })),
        never,
      );
      for (const { field, distinct, values } of facets) {
        const own = (value: string) => (row: number) => String(cell(row, field) ?? '') === value;
        expect(values.length).toBe(distinct);
        expect(distinct).toBe(new Set(kept.map((row) => String(cell(row, field) ?? ''))).size);
        for (const { value, flows: count, above: marked } of values) {
          expect([count, marked]).toEqual([kept.filter(own(value)).length, above.filter(own(value)).length]);
        }
      }

      const selection = { detector, where };
      if (kept.length === 0) {
        expect((await hostsOf(engine, 'source', selection)).total).toBe(0);
        expect((await channelsOf(engine, selection)).counts).toEqual([]);
        return;
      }
      const rest = await openLog(kept.map((row) => flows[row]));
      for (const side of ['source', 'destination'] as const) {
        const [inView, alone] = [await hostsOf(engine, side, selection), await hostsOf(rest.engine, side)];
        expect(inView.rows).toEqual(alone.rows);
        expect([inView.total, inView.all]).toEqual([alone.total, (await hostsOf(engine, side)).total]);
      }
      const [inView, alone] = [await channelsOf(engine, selection), await channelsOf(rest.engine)];
      expect(inView.counts).toEqual(alone.counts);
      const inLog = new Map((await channelsOf(engine)).rows.map((row) => [row.channel, row.flows]));
      for (const { channel, flowsInLog } of inView.rows) expect(flowsInLog).toBe(inLog.get(channel));
      expect(await engine.groupCounts(selection, never)).toEqual({
        sources: (await hostsOf(rest.engine, 'source')).total,
        destinations: (await hostsOf(rest.engine, 'destination')).total,
        channels: alone.counts.length,
      });

      const csv = await (await engine.exportFlows(view, threshold, 'csv', ignore, never)).text();
      expect(csv.trimEnd().split(/\r?\n/).length - 1).toBe(kept.length);
    }),
    { numRuns: 60 },
  );
});

it('a facet lists the most frequent values that contain the search, and their number', async () => {
  const flows = ['dns', 'dns', 'http', '-', 'dnstun', 'http', 'dns'].map((service) => ({ service }));
  const { engine, detector } = await openLog(flows);
  const ask = async (search: string, most: number, field = 'service') =>
    (await engine.facets({ detector, threshold: Infinity }, [{ field, where: [], search, most }], never))[0];
  expect((await ask('', 2)).values.map(({ value, flows: count }) => [value, count])).toEqual([
    ['dns', 3],
    ['http', 2],
  ]);
  expect(await ask('', 9)).toMatchObject({ distinct: 4, values: [{}, {}, { value: '' }, { value: 'dnstun' }] });
  expect(await ask('DN', 9)).toMatchObject({ distinct: 2, values: [{ value: 'dns' }, { value: 'dnstun' }] });
  await expect(ask('', 9, 'nothing')).rejects.toMatchObject({ code: 'bad-request' });
});
