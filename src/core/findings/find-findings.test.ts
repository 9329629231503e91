import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from '../behaviour/behaviour.ts';
import { makeSample } from '../sample/sample.ts';
import { select } from '../selection/compile.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Table } from '../table/table.ts';
import { findFindings } from './find-findings.ts';
import { type Finding, FLOOR } from './finding.ts';
import { behaviourLines } from './line.ts';
import { mergeLines } from './merge.ts';

type Cells = Parameters<typeof connLog>[0] extends string | readonly (infer Row)[] ? Exclude<Row, string> : never;

/** Desktops that browse the web: the background traffic. */
const benign: Cells[] = Array.from({ length: 400 }, (_, i) => ({
  ts: 1000 + 37 * i + ((i * 7919) % 31),
  'id.orig_h': `10.0.0.${20 + (i % 12)}`,
  'id.resp_h': `192.0.2.${1 + ((i * 13) % 60)}`,
  orig_bytes: 400 + ((i * 131) % 900),
  resp_bytes: 3000 + ((i * 977) % 9000),
}));
const failing = { conn_state: 'S0', service: '-', orig_bytes: 0, resp_bytes: 0, orig_pkts: 1, resp_pkts: 0 };

async function find(flows: readonly Cells[]): Promise<{ table: Table; list: readonly Finding[] }> {
  const { table } = await readText(connLog(flows));
  return { table, list: (await findFindings(table, quiet)).findings.list };
}

/** A scan of one port on many hosts, shortly after `start`. */
const acrossHosts = (source: string, start: number): Cells[] =>
  Array.from({ length: 80 }, (_, i) => ({
    ...failing,
    ts: start + i,
    'id.orig_h': source,
    'id.resp_h': `10.0.1.${i + 1}`,
    'id.resp_p': 445,
  }));
const acrossPorts = (source: string, start: number): Cells[] =>
  Array.from({ length: 80 }, (_, i) => ({
    ...failing,
    ts: start + i,
    'id.orig_h': source,
    'id.resp_h': '10.0.1.5',
    'id.resp_p': i + 1,
  }));

describe('findFindings', () => {
  it('finds nothing in ordinary traffic', async () => {
    expect((await find(benign)).list).toEqual([]);
  });

  it('gives kind, source, targets and failures of a scan', async () => {
    const { list } = await find([...benign, ...acrossHosts('10.0.0.23', 5000)]);
    expect(list.length).toBe(1);
    const [scan] = list;
    expect(scan).toMatchObject({
      kind: 'Network scan',
      source: { name: '10.0.0.23', count: 1 },
      destination: { name: null, count: 80 },
      port: { name: '445/tcp', count: 1 },
      flows: 80,
      failed: 80,
      span: [5000, 5079],
      routine: null,
    });
    expect(scan.evidence[0].sentence).toMatch(/^10\.0\.0\.23 tried 80 hosts on 445\/tcp; all flows to 80 failed/);
    expect(scan.evidence[0].sentence).not.toContain('in these flows');
    // The scan is one line for all its flows.
    const { score = 0, surprise = 0 } = scan.made ?? {};
    expect(scan.strength - score).toBeCloseTo(0.5 * Math.log10(80), 6);
    expect(surprise).toBeGreaterThan(score - 0.05);
  });

  it('separates Behaviour’s counts over the log from the counts of its flows', async () => {
    const { table } = await readText(makeSample());
    const scan = (await findFindings(table, quiet)).findings.list.find(({ kind }) => kind === 'Network scan');
    // The scanner used the file server before the scan.
    expect(scan).toMatchObject({ destination: { count: 254 }, flows: 254 });
    expect(scan?.evidence[0].sentence).toMatch(
      /^254 hosts in these flows\. In the whole log, 192\.168\.10\.23 tried 255 hosts /,
    );
  });

  it('joins scans of one source that follow each other, and separates scans hours apart', async () => {
    const together = await find([...benign, ...acrossHosts('10.0.0.23', 5000), ...acrossPorts('10.0.0.23', 5100)]);
    expect(together.list.map(({ kind, flows }) => [kind, flows])).toEqual([['Network and port scan', 160]]);
    const apart = await find([...benign, ...acrossHosts('10.0.0.23', 2000), ...acrossPorts('10.0.0.23', 12_000)]);
    expect(apart.list.map(({ kind }) => kind).sort()).toEqual(['Network scan', 'Port scan']);
  });

  it('joins everything that one source does with one external host', async () => {
    const channel = Array.from({ length: 60 }, (_, i) => ({
      ts: 1000 + 240 * i,
      'id.orig_h': '10.0.0.24',
      'id.resp_h': '198.51.100.7',
      'id.resp_p': 4444,
      service: '-',
      orig_bytes: i === 30 ? 80e6 : 512,
      duration: i === 31 ? 3600 : 0.4,
    }));
    const { list } = await find([...benign, ...channel]);
    expect(list.length).toBe(1);
    expect(list[0]).toMatchObject({ destination: { name: '198.51.100.7' }, flows: 60, port: { name: '4444/tcp' } });
    const witnesses = list[0].evidence.map(({ witness }) => witness);
    expect(witnesses).toContain('beacon');
    expect(witnesses.some((witness) => witness === 'upload' || witness === 'size')).toBe(true);
  });

  it('marks a recurring transfer as a backup, with its numbers, and no single transfer', async () => {
    const transfer = (ts: number) => ({
      ts,
      'id.orig_h': '10.0.0.5',
      'id.resp_h': '198.51.100.9',
      duration: 300,
      orig_bytes: 60e6,
      resp_bytes: 90_000,
      orig_pkts: 42_000,
    });
    const recurring = await find([...benign, transfer(1500), transfer(1500 + 5 * 3600)]);
    const backup = recurring.list.find(({ source }) => source.name === '10.0.0.5');
    expect(backup?.kind).toBe('Bulk upload');
    expect(backup?.routine?.pattern).toBe('scheduled backup');
    expect(backup?.routine?.sentence).toMatch(/2 transfers of 60 MB to 60 MB, 5\.0 h apart/);
    const alone = await find([...benign, transfer(1500)]);
    expect(alone.list.find(({ source }) => source.name === '10.0.0.5')?.routine).toBeNull();
  });

  it('lists the missing fields', async () => {
    const flows = benign.map((flow) => ({ ...flow, conn_state: '-' }));
    const { table } = await readText(connLog(flows));
    expect((await findFindings(table, quiet)).findings.missing).toEqual(['conn_state']);
  });

  it('stops when its signal aborts', async () => {
    const { table } = await readText(connLog(benign));
    await expect(findFindings(table, { ...quiet, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

/** Random traffic: hosts, ports and outcomes. */
const flow = fc.record({
  ts: fc.integer({ min: 0, max: 20_000 }),
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', '192.0.2.77', '192.0.2.78'),
  'id.resp_h': fc.constantFrom('10.0.0.3', '10.0.0.4', '198.51.100.1', '198.51.100.2', '2001:db8::1', '-'),
  'id.resp_p': fc.constantFrom(22, 53, 80, 443, 445, 4444, 40_000),
  proto: fc.constantFrom('tcp', 'udp', 'icmp'),
  conn_state: fc.constantFrom('SF', 'S0', 'REJ', '-'),
  resp_pkts: fc.constantFrom('-', 0, 5),
  orig_bytes: fc.constantFrom('-', 0, 100, 5e6, 9e8),
});
const bursts = fc
  .array(fc.tuple(flow, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 3,
    maxLength: 12,
  })
  .map((all) =>
    all.flatMap(([one, count, gap]) =>
      Array.from({ length: count }, (_, i) => ({
        ...one,
        ts: one.ts + i * gap,
        'id.resp_p': one['id.resp_p'] + (gap % 2) * i,
      })),
    ),
  );

describe('any log', () => {
  it('findings have the counts of their conditions, a strength above the floor and a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, async (flows) => {
        const { table, list } = await find([...benign, ...flows]);
        for (const { where, flows: count, failed, strength, evidence, routine } of list) {
          expect(count).toBe((await select(selectableOf(table), where, quiet.signal)).count());
          expect(count).toBeGreaterThan(0);
          expect(failed).toBeLessThanOrEqual(count);
          expect(strength / (routine?.remains ?? 1)).toBeGreaterThanOrEqual(FLOOR);
          expect(evidence[0].sentence).toMatch(/\d/);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('each line is in exactly one group', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, async (flows) => {
        const { table } = await readText(connLog([...benign, ...flows]));
        const behaviour = await scoreBehaviour(table, quiet);
        const lines = await behaviourLines(behaviour, quiet);
        const groups = mergeLines(behaviour, lines);
        expect(new Set(groups.flat()).size).toBe(lines.length);
        expect(groups.flat().length).toBe(lines.length);
      }),
      { numRuns: 30 },
    );
  });
});
