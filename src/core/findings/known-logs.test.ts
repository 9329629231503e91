import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasShared, skippedWithoutShared } from '../../testing/golden.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { makeSample } from '../sample/sample.ts';
import { rowTest } from '../selection/row-test.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Table } from '../table/table.ts';
import { findFindings } from './find-findings.ts';
import type { Finding } from './finding.ts';

async function find(log: Uint8Array): Promise<{ table: Table; list: readonly Finding[] }> {
  const { table } = await readText(log);
  return { table, list: (await findFindings(table, quiet)).findings.list };
}

function rowsOf(table: Table, { where }: Finding): number[] {
  const isOf = rowTest(selectableOf(table), where);
  return Array.from({ length: table.rows }, (_, row) => row).filter(isOf);
}

describe('the sample', () => {
  let seen: Awaited<ReturnType<typeof find>>;
  let attacks: string[];
  /** Attack labels among each finding's flows. Empty for benign findings. */
  let kinds: Set<string>[];
  beforeAll(async () => {
    seen = await find(makeSample());
    attacks = columnValues(seen.table, 'detailedlabel').map((label) =>
      label === '(empty)' ? '' : String(label ?? ''),
    );
    kinds = seen.list.map((finding) => new Set(rowsOf(seen.table, finding).map((row) => attacks[row])));
  });

  it.each([
    ['horizontal-scan', 'Network scan'],
    ['vertical-scan', 'Port scan'],
    ['beacon-http', 'Beacon'],
    ['beacon-tls', 'Beacon'],
    ['upload', 'Bulk upload'],
    ['ssh-guessing', 'Brute force'],
    ['dns-tunnel', 'Tunnel-like DNS'],
    ['reverse-shell', 'Long connection'],
  ])('has one finding for the %s, of kind %s, with all of its flows', (attack, kind) => {
    const at = kinds.findIndex((of) => of.size === 1 && of.has(attack));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(seen.list[at].kind).toBe(kind);
    expect(seen.list[at].flows).toBe(attacks.filter((other) => other === attack).length);
  });

  it('ranks no benign finding above an attack, and the backup, marked as one, after them', () => {
    const last = kinds.findLastIndex((of) => !of.has(''));
    expect(last).toBe(7);
    expect(kinds.slice(0, last).filter((of) => of.has(''))).toEqual([]);
    const marked = seen.list.flatMap(({ routine }, at) => (routine === null ? [] : [[routine.pattern, kinds[at]]]));
    expect(marked).toEqual([['scheduled backup', new Set([''])]]);
  });
});

describe.skipIf(!hasShared)(`labelled captures${skippedWithoutShared}`, () => {
  const read = (path: string) =>
    find(readFileSync(new URL(path, new URL('../../../../shared/data/', import.meta.url))));

  it.each([
    ['001-zeek-scenario-malicious/labeled-conn.log', '41.108.179.197'],
    ['003-zeek-scenario-malicious/conn.log', '147.32.83.234'],
  ])('%s: the command channel is the first finding or the second', async (path, host) => {
    const { list } = await read(path);
    expect([0, 1]).toContain(list.findIndex(({ destination }) => destination.name === host));
  });

  it('001: what the labels call the command channel is the first finding', async () => {
    const { table, list } = await read('001-zeek-scenario-malicious/labeled-conn.log');
    const labels = columnValues(table, 'detailedlabel');
    expect(new Set(rowsOf(table, list[0]).map((row) => labels[row]))).toEqual(new Set(['CC']));
  });

  it('002: the scans of the scanner are one finding, the first', async () => {
    const { list } = await read('002-zeek-scenario-port-scanning/conn.log');
    expect(list[0]).toMatchObject({ kind: 'Network and port scan', source: { name: '172.16.1.11' } });
    expect(list.filter(({ kind }) => kind.includes('scan')).length).toBe(1);
    expect(list.length).toBeLessThan(8);
  });
});
