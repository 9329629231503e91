import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { createRandom } from '../math/random.ts';
import { explainFlow, NO_PART, partScore, scoreBehaviour } from './behaviour.ts';
import { REMARKABLE } from './surprise.ts';

type Cells = Record<string, string | number>;

async function scoresOf(rows: readonly Cells[]): Promise<Float64Array> {
  const { table } = await readText(connLog(rows));
  return (await scoreBehaviour(table, quiet)).scores;
}

const host = fc.integer({ min: 1, max: 6 }).map((i) => `10.0.0.${i}`);
const anyHost = fc.oneof(host, fc.constantFrom('224.0.0.251', 'ff02::fb', '10.0.0.255', '192.0.2.7', '2001:db8::5'));
const flow: fc.Arbitrary<Cells> = fc.record({
  ts: fc.integer({ min: 0, max: 4000 }),
  'id.orig_h': host,
  'id.orig_p': fc.constantFrom(3, 8, 40_000, 40_001),
  'id.resp_h': anyHost,
  'id.resp_p': fc.constantFrom(0, 22, 53, 80, 123, 443, 445, 4444),
  proto: fc.constantFrom('tcp', 'tcp', 'udp', 'icmp'),
  service: fc.constantFrom('-', 'dns', 'ssl', 'http'),
  duration: fc.constantFrom('-', 0, 0.5, 30, 4000),
  orig_bytes: fc.constantFrom('-', 0, 40, 600, 5_000_000),
  resp_bytes: fc.constantFrom('-', 0, 100, 9000),
  conn_state: fc.constantFrom('SF', 'S0', 'REJ', 'OTH', '-'),
  history: fc.constantFrom('ShADadFf', 'S', 'Dd', '-'),
  orig_pkts: fc.constantFrom('-', 0, 1, 5),
  resp_pkts: fc.constantFrom('-', 0, 1, 5),
});
const flows = fc.array(flow, { minLength: 1, maxLength: 120 });

describe('scoreBehaviour', () => {
  it('gives finite scores from 0 to slightly above 6, for any flows', async () => {
    await fc.assert(
      fc.asyncProperty(flows, async (rows) => {
        for (const score of await scoresOf(rows)) expect(score >= 0 && score < 6.1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(flows, fc.integer(), async (rows, seed) => {
        const random = createRandom(seed);
        const order = rows.map((_, i) => i);
        for (let i = order.length - 1; i > 0; i--) {
          const j = random.integer(0, i);
          [order[i], order[j]] = [order[j], order[i]];
        }
        const before = await scoresOf(rows);
        const after = await scoresOf(order.map((i) => rows[i]));
        order.forEach((from, to) => {
          expect(after[to]).toBeCloseTo(before[from], 5);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the start time, and gives the same bits twice', async () => {
    await fc.assert(
      fc.asyncProperty(flows, async (rows) => {
        const scores = await scoresOf(rows);
        expect(await scoresOf(rows)).toEqual(scores);
        expect(await scoresOf(rows.map((cells) => ({ ...cells, ts: Number(cells.ts) + 1_700_000_000 })))).toEqual(
          scores,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('gives the indicator scores that make up each score', async () => {
    await fc.assert(
      fc.asyncProperty(flows, async (rows) => {
        const { table } = await readText(connLog(rows));
        const behaviour = await scoreBehaviour(table, quiet);
        for (let row = 0; row < table.rows; row++) {
          const scores = behaviour.parts.map((_, part) => partScore(behaviour, part, row));
          const most = Math.max(...scores);
          const sum = scores.reduce((total, score) => total + score, 0);
          expect(behaviour.scores[row]).toBeCloseTo(most + 0.001 * sum, 5);
          if (most < REMARKABLE) expect(behaviour.leads[row]).toBe(NO_PART);
          else expect(scores[behaviour.leads[row]]).toBeCloseTo(most, 5);
          scores.forEach((score, part) => {
            expect(explainFlow(behaviour, part, row) === null).toBe(score < REMARKABLE);
          });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('at the edges', () => {
  it('scores nothing for no rows, one row and equal rows', async () => {
    const empty = {
      rows: 0,
      columns: new Map(),
      lineStarts: { at: () => 0 },
      placesInFiles: null,
      represents: null,
      sections: [],
    };
    expect((await scoreBehaviour(empty, quiet)).scores.length).toBe(0);
    expect([...(await scoresOf([{}]))]).toEqual([0]);
    expect(new Set(await scoresOf(Array.from({ length: 40 }, () => ({ ts: 5 }))))).toEqual(new Set([0]));
  });

  it('treats unset fields as 0', async () => {
    const unset = Object.fromEntries(
      [
        'ts',
        'id.orig_p',
        'id.resp_p',
        'duration',
        'orig_bytes',
        'resp_bytes',
        'orig_pkts',
        'resp_pkts',
        'service',
        'conn_state',
        'history',
        'proto',
      ].map((field) => [field, '-']),
    );
    const scores = await scoresOf(Array.from({ length: 30 }, () => unset));
    expect(scores.every((score) => score === 0)).toBe(true);
  });

  it('scores an old log without state, history and packets, where scans are undetectable', async () => {
    const fields = [
      'ts',
      'id.orig_h',
      'id.orig_p',
      'id.resp_h',
      'id.resp_p',
      'proto',
      'service',
      'duration',
      'orig_bytes',
      'resp_bytes',
      'orig_ip_bytes',
      'resp_pkts',
      'resp_ip_bytes',
    ];
    const rows = Array.from({ length: 80 }, (_, i) => ({
      ts: i,
      'id.resp_h': `10.0.1.${i}`,
      'id.resp_p': 445,
      orig_bytes: '-',
      resp_bytes: '-',
    }));
    const { table } = await readText(connLog(rows, { fields }));
    const behaviour = await scoreBehaviour(table, quiet);
    const scan = behaviour.parts.findIndex(({ name }) => name === 'scan_h');
    expect(partScore(behaviour, scan, 0)).toBe(0);
    expect(behaviour.scores.every(Number.isFinite)).toBe(true);
  });

  it('reports no scans where most flows have no answer', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      ts: i,
      'id.orig_h': `10.0.0.${i % 20}`,
      'id.resp_h': `10.0.1.${(7 * i) % 200}`,
      conn_state: 'S0',
      orig_pkts: 3,
      resp_pkts: 0,
    }));
    expect(Math.max(...(await scoresOf(rows)))).toBeLessThan(1.5);
  });

  it('accepts the largest numbers', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      ts: i,
      orig_bytes: i === 9 ? '1e300' : 100,
      duration: i === 8 ? '1e308' : 1,
    }));
    expect((await scoresOf(rows)).every(Number.isFinite)).toBe(true);
  });

  it('never scores multicast and broadcast', async () => {
    const many = ['224.0.0.251', '239.255.255.250', 'ff02::fb', '255.255.255.255', '0.0.0.0', '::'];
    const rows = Array.from({ length: 200 }, (_, i) => {
      const common = { ts: 10 * i, conn_state: 'S0', resp_pkts: 0 };
      return i < 100 ? { ...common, 'id.resp_h': many[i % many.length], proto: 'udp', orig_bytes: 9e9 } : { ts: i };
    });
    expect((await scoresOf(rows)).subarray(0, 100).every((score) => score === 0)).toBe(true);
  });

  it('stops when its signal aborts', async () => {
    const { table } = await readText(connLog([{}, {}]));
    const control = { signal: AbortSignal.abort(), report: () => {} };
    await expect(scoreBehaviour(table, control)).rejects.toThrow(/abort/i);
  });

  it('reports progress up to the last row', async () => {
    const { table } = await readText(connLog(Array.from({ length: 50 }, () => ({}))));
    const seen: number[] = [];
    await scoreBehaviour(table, { ...quiet, report: ({ done }) => seen.push(done) });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(50);
  });
});
