import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeSample } from './sample.ts';

/** The scores of the same log are compared in `testing/fixtures/fixtures.test.ts`. */
const expected: {
  readonly sha256: string;
  readonly rows: number;
  readonly attacks: Readonly<Record<string, number>>;
  readonly top: readonly { readonly row: number; readonly uid: string }[];
} = JSON.parse(readFileSync(new URL('../../testing/fixtures/sample.expected.json', import.meta.url), 'utf8'));

const log = makeSample();
const lines = new TextDecoder().decode(log).split('\n');
const header = lines.slice(0, 8);
const [names, types] = header.slice(6).map((line) => line.split('\t').slice(1));
const cells = lines.slice(8, -2).map((line) => line.split('\t'));
const rows = cells.map((row) => Object.fromEntries(row.map((cell, i) => [names[i], cell])));

const number = (cell: string) => (cell === '-' ? 0 : Number(cell));
const breaking = (rule: (row: Record<string, string>) => boolean) => rows.filter((row) => !rule(row));

describe('the sample', () => {
  it('has the same bytes every time', () => {
    expect(createHash('sha256').update(log).digest('hex')).toBe(expected.sha256);
    expect(rows.length).toBe(expected.rows);
    for (const { row, uid } of expected.top) expect(rows[row].uid).toBe(uid);
  });

  it('has every planted attack', () => {
    const counts: Record<string, number> = {};
    for (const { label, detailedlabel: kind } of rows) {
      expect(label).toBe(kind === '(empty)' ? 'Benign' : 'Malicious');
      if (label === 'Malicious') counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual(expected.attacks);
    expect(Object.keys(counts).length).toBe(8);
    expect(rows[expected.top[0].row].detailedlabel).toBe('upload');
  });

  it('has the frame of a Zeek log', () => {
    expect(header.map((line) => line.split('\t')[0])).toEqual([
      '#separator \\x09',
      '#set_separator',
      '#empty_field',
      '#unset_field',
      '#path',
      '#open',
      '#fields',
      '#types',
    ]);
    expect(types.length).toBe(names.length);
    expect(cells.filter((row) => row.length !== names.length)).toEqual([]);
    expect(lines.slice(-2)).toEqual(['#close\t2026-03-04-00-00-00', '']);
  });

  it('writes each flow once, when it ends', () => {
    expect(new Set(rows.map(({ uid }) => uid)).size).toBe(rows.length);
    expect(breaking(({ uid }) => /^C[0-9A-Za-z]{17}$/.test(uid))).toEqual([]);
    expect(breaking(({ ts }) => /^1772[56]\d{5}\.\d{6}$/.test(ts))).toEqual([]);
    const ends = rows.map(({ ts, duration }) => Number(ts) + number(duration));
    // The order of the times before they were rounded.
    expect(ends.filter((end, i) => end < ends[i - 1] - 2e-6)).toEqual([]);
  });

  it('counts as Zeek does', () => {
    expect(breaking((row) => (row.duration === '-') === (row.orig_bytes === '-'))).toEqual([]);
    expect(breaking((row) => (row.duration === '-') === (row.orig_pkts === '1' && row.resp_pkts === '0'))).toEqual([]);
    const holds = (side: string, { missed_bytes: missed, ...row }: Record<string, string>) =>
      number(row[`${side}_ip_bytes`]) + number(missed) >=
      number(row[`${side}_bytes`]) + 20 * number(row[`${side}_pkts`]);
    expect(breaking((row) => holds('orig', row) && holds('resp', row))).toEqual([]);
    expect(breaking((row) => (row.missed_bytes === '0') === !/g/i.test(row.history))).toEqual([]);
    expect(breaking((row) => row.proto !== 'tcp' || (row.resp_pkts === '0') === (row.conn_state === 'S0'))).toEqual([]);
    const protocols = new Set(rows.map(({ proto, ip_proto }) => `${proto} ${ip_proto}`));
    expect([...protocols].toSorted()).toEqual(['icmp 1', 'icmp 58', 'tcp 6', 'udp 17']);
  });

  it('contains no address that could belong to a real host', () => {
    const own = /^(192\.168\.|fe80::200:5eff:fe00:53|2001:db8:)/;
    const outside = /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|239\.255\.255\.250$|ff02::)/;
    expect(breaking((row) => own.test(row['id.orig_h']))).toEqual([]);
    expect(breaking((row) => own.test(row['id.resp_h']) || outside.test(row['id.resp_h']))).toEqual([]);
  });
});
