import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { quantileOf } from '../core/channels/quartiles.ts';
import { makeSample } from '../core/sample/sample.ts';
import { connLog } from '../testing/conn-log.ts';
import { describeView, thresholdAt } from '../testing/describe-view.ts';
import { grouped, type PlainFlow, plainFlows } from '../testing/flow-rows.ts';
import { hasShared, skippedWithoutShared } from '../testing/golden.ts';
import { readText } from '../testing/read-text.ts';
import type { ChannelsQuery, Engine, HostsQuery, Side, View } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

async function open(log: string | Uint8Array) {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  const { detector } = await engine.detect(run.detectors[0].id, ignore, never);
  const threshold = await thresholdAt(engine, detector, 0.1);
  return { engine, detector, threshold };
}
/** Every flow as a plain object. */
async function flowsOf(log: string | Uint8Array): Promise<PlainFlow[]> {
  return plainFlows((await readText(log)).table);
}

type Opened = Awaited<ReturnType<typeof open>>;

function hosts({ engine, detector, threshold }: Opened, side: Side, query: Partial<HostsQuery> = {}) {
  const sort = { by: 'flows', descending: true } as const;
  const all = { side, sort, detector, threshold, contamination: 0.1, ...query };
  return engine.hosts(all, 0, 100_000, ignore, never);
}

function channels({ engine }: Opened, query: Partial<ChannelsQuery> = {}) {
  const sort = { by: 'flows', descending: true } as const;
  return engine.channels({ sort, leastFlows: 1, ...query }, 0, 100_000, ignore, never);
}

/** Number of flows that the Flows table shows. */
async function flowsShown(engine: Engine, detector: string, where: View['where']) {
  const view = { detector, where, sort: { by: 'score', descending: true } };
  return (await describeView(engine, view, 0)).selected.flows;
}

const address = fc.constantFrom(
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '192.0.2.7',
  '224.0.0.251',
  'fe80::1',
  'ff02::fb',
  '-',
);
const endpoint = fc.oneof(
  fc.record({
    proto: fc.constantFrom('tcp', 'udp'),
    port: fc.constantFrom(22, 53, 445, 40_000),
    type: fc.constant(50_000),
  }),
  fc.record({ proto: fc.constant('icmp'), port: fc.constantFrom(0, 1), type: fc.constantFrom(0, 3, 8, 11, 128, 134) }),
);
const anyFlow = fc.record({
  source: address,
  destination: address,
  to: endpoint,
  ts: fc.oneof(fc.integer({ min: 1_000, max: 40_000 }).map(String), fc.constant('-')),
  sent: fc.oneof(fc.integer({ min: 0, max: 5000 }).map(String), fc.constant('-')),
  state: fc.constantFrom('SF', 'S0', 'REJ', 'OTH'),
  answered: fc.boolean(),
  duration: fc.constantFrom('-', '0.5', '4000'),
});
const anyLog = fc.array(anyFlow, { minLength: 1, maxLength: 60 }).map((flows) =>
  connLog(
    flows.map(({ source, destination, to, ts, sent, state, answered, duration }) => ({
      ts,
      'id.orig_h': source,
      'id.orig_p': to.type,
      'id.resp_h': destination,
      'id.resp_p': to.port,
      proto: to.proto,
      service: '-',
      duration,
      orig_bytes: sent,
      conn_state: state,
      orig_pkts: 2,
      resp_pkts: answered ? 2 : 0,
    })),
  ),
);

const isToMany = ({ destination, proto }: PlainFlow) =>
  /^(224\.|ff02)/.test(destination) || (proto === 'tcp' ? false : destination.endsWith('.255'));
const icmpKind = ({ destination, origPort }: PlainFlow) => {
  if (!destination.includes(':')) return [3, 4, 5, 11, 12].includes(origPort) ? 'error' : 'query';
  return origPort < 5 ? 'error' : origPort >= 128 && origPort < 160 && origPort > 129 ? 'neighbour' : 'query';
};
const portOf = (flow: PlainFlow) => (flow.proto === 'icmp' ? `icmp ${icmpKind(flow)}` : `${flow.port}/${flow.proto}`);
const isJudged = (flow: PlainFlow) => !isToMany(flow) && portOf(flow) !== 'icmp neighbour';
const distinct = (texts: readonly string[]) => new Set(texts).size;
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0);

/** The numbers of one host, computed the slow way. */
function slowHost(all: readonly PlainFlow[], host: string, side: Side) {
  const other: Side = side === 'source' ? 'destination' : 'source';
  const mine = all.filter((flow) => flow[side] === host);
  const judged = mine.filter(isJudged);
  const times = mine.map(({ ts }) => ts).filter((ts) => ts > 0);
  const start = Math.min(...all.map(({ ts }) => ts).filter((ts) => ts > 0));
  const hour = ({ ts }: PlainFlow) => String(ts > 0 ? Math.floor((ts - start) / 3600) : 0);
  const tries = judged.filter((flow) => portOf(flow) !== 'icmp error');
  const withPorts = tries.filter(({ proto }) => proto !== 'icmp');
  const peers = all.flatMap(({ source, destination }) =>
    source === host ? [destination] : destination === host ? [source] : [],
  );
  return {
    flows: mine.length,
    failed: judged.length === 0 ? null : judged.filter(({ isFailed }) => isFailed).length / judged.length,
    sent: sum(mine.map((flow) => (side === 'source' ? flow.sent : flow.received))),
    received: sum(mine.map((flow) => (side === 'source' ? flow.received : flow.sent))),
    peers: distinct(peers),
    fan: distinct(mine.map((flow) => flow[other])),
    hour: most([...grouped(mine, hour).values()].map((flows) => distinct(flows.map((flow) => flow[other])))),
    ports: distinct(mine.filter(({ proto }) => proto !== 'icmp').map(portOf)),
    sweepHosts: most([...grouped(tries, portOf).values()].map((flows) => distinct(flows.map((flow) => flow[other])))),
    sweepPorts: most(
      [...grouped(withPorts, (flow) => flow[other]).values()].map((flows) => distinct(flows.map(portOf))),
    ),
    first: times.length === 0 ? null : Math.min(...times),
    last: times.length === 0 ? null : Math.max(...times),
  };
}

/** Flows of a host in 60 equal parts of the log's span. */
function slowTimeline(all: readonly PlainFlow[], host: string, side: Side): number[] {
  const times = all.map(({ ts }) => ts).filter((ts) => ts > 0);
  const start = Math.min(...times);
  const span = Math.max(1, ...times.map((ts) => ts - start));
  const bins = new Array<number>(60).fill(0);
  for (const flow of all) {
    if (flow[side] === host && flow.ts > 0) bins[Math.min(59, Math.floor(((flow.ts - start) * 60) / span))]++;
  }
  return bins;
}

describe('any log', () => {
  it('has hosts with the numbers of a slow count, on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        const opened = await open(log);
        const flows = await flowsOf(log);
        for (const side of ['source', 'destination'] as const) {
          const { rows, total, columns } = await hosts(opened, side);
          expect(total).toBe(distinct(flows.map((flow) => flow[side])));
          for (const row of rows) {
            const {
              host,
              address: at,
              isJudged: judged,
              badges,
              mass,
              sweepHosts,
              sweepPorts,
              values,
              timeline,
              findings,
              flowsInLog,
              ...numbers
            } = row;
            const named: Record<string, unknown> = { ...numbers, address: at };
            for (const [place, { id }] of columns.entries()) {
              if (id in named) expect(values[place]).toBe(named[id]);
            }
            const found = { ...numbers, sweepHosts: sweepHosts.most, sweepPorts: sweepPorts.most };
            expect(found).toEqual(slowHost(flows, at ?? '-', side));
            expect(timeline).toEqual({
              flows: slowTimeline(flows, at ?? '-', side),
              inFindings: new Array(60).fill(0),
            });
            expect([flowsInLog, findings]).toEqual([row.flows, []]);
            const detail = await opened.engine.host(side, host, never);
            expect(detail.flows).toBe(row.flows);
            expect(await flowsShown(opened.engine, opened.detector, detail.where)).toBe(row.flows);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has channels with the numbers of a slow count, and conditions that only their flows meet', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async (log) => {
        const opened = await open(log);
        const flows = await flowsOf(log);
        const slow = grouped(flows, (flow) => `${flow.source} ${flow.destination} ${portOf(flow)}`);
        const { rows } = await channels(opened);
        expect(rows.length).toBe(slow.size);
        for (const row of rows) {
          const mine = slow.get(`${row.source} ${row.destination} ${row.port}`) ?? [];
          expect(row.flows).toBe(mine.length);
          expect(row.origBytes).toBe(sum(mine.map(({ sent }) => sent)));
          expect(row.longest).toBe(most(mine.map(({ duration }) => duration)));
          expect(row.open).toBe(sum(mine.map(({ duration }) => duration)));
          expect(row.rhythm !== null).toBe(mine.length >= 4 && mine.every(isJudged));
          const { where } = await opened.engine.channel(row.channel, never);
          expect(await flowsShown(opened.engine, opened.detector, where)).toBe(mine.length);
          if (row.rhythm !== null) expectRhythm(row.rhythm, mine, flows);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function expectRhythm(
  found: NonNullable<Awaited<ReturnType<typeof channels>>['rows'][number]['rhythm']>,
  mine: readonly PlainFlow[],
  all: readonly PlainFlow[],
): void {
  const seen = all.map(({ ts }) => ts).filter((ts) => ts > 0);
  const start = seen.length === 0 ? 0 : Math.min(...seen);
  // As in Behaviour, flows without a time count at the start of the log.
  const times = mine.map(({ ts }) => (ts > 0 ? ts - start : 0)).toSorted((a, b) => a - b);
  const gaps = Float64Array.from(times.slice(1), (time, i) => time - times[i]).sort();
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantileOf(gaps, share));
  const mad = quantileOf(gaps.map((gap) => Math.abs(gap - median)).sort(), 0.5);
  const sizes = Float64Array.from(mine, ({ sent }) => sent).sort();
  const size = quantileOf(sizes, 0.5);
  const sizeMad = quantileOf(sizes.map((sent) => Math.abs(sent - size)).sort(), 0.5);
  const span = Math.max(1, ...seen.map((ts) => ts - start));
  expect(found.interval).toBeCloseTo(median, 6);
  expect(found.dispersion ?? -1).toBeCloseTo(median === 0 ? -1 : mad / median, 6);
  expect(found.regularity).toBeCloseTo(median === 0 ? 0 : Math.max(0, 1 - mad / median), 6);
  expect(found.symmetry).toBeCloseTo(high === low ? 1 : 1 - Math.abs((high + low - 2 * median) / (high - low)), 6);
  expect(found.sent).toBe(size);
  expect(found.spread).toBeCloseTo(sizeMad, 6);
  expect(found.sizes).toBeCloseTo(size === 0 ? 1 : Math.max(0, 1 - sizeMad / size), 6);
  expect(found.cover).toBeCloseTo((times[times.length - 1] - times[0]) / span, 6);
}

describe('the sample', () => {
  let opened: Opened;
  let flows: PlainFlow[];
  beforeAll(async () => {
    opened = await open(makeSample());
    await opened.engine.detect('behaviour', ignore, never);
    flows = await flowsOf(makeSample());
  });

  it('lists the scanner first with both badges, evidence and anomalous flows', async () => {
    const { rows, masses, total } = await hosts(opened, 'source', { sort: { by: 'badges', descending: true } });
    expect(rows.length).toBe(total);
    expect(rows[0].badges.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['horizontal', expect.stringMatching(/tried 255 hosts on 445\/tcp; all flows to 254 failed/)],
      ['vertical', expect.stringMatching(/tried 1,000 ports of .*; all flows to 995 failed/)],
    ]);
    expect(rows.filter(({ badges }) => badges.length > 0).length).toBe(1);
    expect(masses.map(({ detector }) => detector)).toEqual([opened.detector, 'behaviour']);
    for (const [place, { detector, threshold }] of masses.entries()) {
      const view = { detector, where: [], sort: { by: 'score', descending: true } };
      const { anomalies } = (await describeView(opened.engine, view, threshold)).selected;
      expect(sum(rows.map(({ mass }) => mass[place]))).toBe(anomalies);
    }
    const targets = await hosts(opened, 'destination', { sort: { by: 'badges', descending: true } });
    expect(targets.rows[0].badges.map(({ kind }) => kind)).toContain('scanned');
  });

  it.each(['address', 'flows', 'failed', 'fan', 'hour', 'ports', 'sweepHosts', 'first', 'mass:behaviour'] as const)(
    'sorts hosts by %s both ways',
    async (by) => {
      const [down, up] = [
        await hosts(opened, 'source', { sort: { by, descending: true } }),
        await hosts(opened, 'source', { sort: { by, descending: false } }),
      ];
      const valueIn = (row: (typeof down.rows)[number]) =>
        by === 'sweepHosts'
          ? row.sweepHosts.most
          : by === 'mass:behaviour'
            ? row.mass[1]
            : by === 'address'
              ? 0
              : row[by];
      const values = down.rows.map(valueIn).filter((value) => value !== null);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      const ascending = up.rows.map(valueIn).filter((value) => value !== null);
      expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
      if (by === 'address')
        expect(up.rows.map((row) => row.host)).toEqual(down.rows.map((row) => row.host).toReversed());
    },
  );

  it('lists hosts and channels of a selection, and channels with a minimum number of flows', async () => {
    const where = [{ op: 'in', field: 'id.resp_p', values: ['445'] }] as const;
    const selection = { detector: opened.detector, where };
    const on445 = flows.filter(({ port }) => port === 445);
    const found = await hosts(opened, 'source', { selection });
    expect(new Set(found.rows.map((row) => row.address))).toEqual(new Set(on445.map(({ source }) => source)));
    const all = await channels(opened, { selection });
    const busy = await channels(opened, { selection, leastFlows: 2 });
    expect(busy.rows).toEqual(all.rows.filter((row) => row.flows >= 2));
    expect(busy.total).toBeLessThan(all.total);
  });

  it('lists its beacons among the first channels, with evidence', async () => {
    const { rows } = await channels(opened, { sort: { by: 'beacon', descending: true } });
    const detail = await opened.engine.channel(rows[0].channel, never);
    expect(detail.evidence.map(({ name }) => name)).toContain('beacon');
    const { intervals, sizes } = detail;
    expect(sum(intervals?.counts ?? []) + (intervals?.longer ?? 0)).toBe(rows[0].flows - 1);
    expect(sum(sizes?.flows ?? [])).toBe(rows[0].flows);
  });

  it('rejects unknown hosts and channels', async () => {
    const { engine } = opened;
    await expect(engine.host('source', 4_000_000, never)).rejects.toThrow(/bad-request/);
    await expect(engine.channel(4_000_000, never)).rejects.toThrow(/bad-request/);
    const sort = { by: 'nothing' as 'flows', descending: true };
    await expect(engine.channels({ sort, leastFlows: 1 }, 0, 9, ignore, never)).rejects.toThrow(/bad-request/);
  });
});

it('notes the missing fields without which failed flows are unknown', async () => {
  const fields = [
    'ts',
    'id.orig_h',
    'id.orig_p',
    'id.resp_h',
    'id.resp_p',
    'proto',
    'duration',
    'orig_bytes',
    'resp_bytes',
  ];
  const packets = ['orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
  const bare = connLog([{ orig_pkts: '-', resp_pkts: '-' }], { fields: [...fields, ...packets] });
  expect((await hosts(await open(bare), 'source')).notes).toEqual(['no-state', 'no-packets']);
  expect((await hosts(await open(connLog([{}])), 'source')).notes).toEqual([]);
});

describe.skipIf(!hasShared)(`a port scan${skippedWithoutShared}`, () => {
  it('002: the only source has both badges, without other sources to compare with', async () => {
    const log = new URL('../../../shared/data/002-zeek-scenario-port-scanning/conn.log', import.meta.url);
    const { rows } = await hosts(await open(readFileSync(log)), 'source');
    const scanner = rows.find((row) => row.address === '172.16.1.11');
    expect(scanner?.badges.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['horizontal', 'vertical']));
  });

  it.each(['001-zeek-scenario-malicious/labeled-conn.log', '003-zeek-scenario-malicious/conn.log'])(
    '%s: no host scans',
    async (path) => {
      const { rows } = await hosts(
        await open(readFileSync(new URL(`../../../shared/data/${path}`, import.meta.url))),
        'source',
      );
      expect(rows.flatMap(({ badges }) => badges)).toEqual([]);
    },
  );
});
