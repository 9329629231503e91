import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quiet, readText } from '../../testing/read-text.ts';
import { detectors } from '../detect/index.ts';
import { upperQuantile } from '../math/quantile.ts';
import { countAbove, rankOrder } from '../query/order.ts';
import { makeSample } from './sample.ts';

interface Expected {
  readonly sha256: string;
  readonly rows: number;
  readonly mean: readonly number[];
  readonly explained_variance_ratio: readonly number[];
  readonly threshold: number;
  readonly predicted: number;
  readonly top: readonly { readonly row: number; readonly uid: string; readonly score: number }[];
  readonly every: number;
  readonly scores: readonly number[];
  readonly attacks?: Readonly<Record<string, number>>;
}
const expected = (name: string): Expected =>
  JSON.parse(readFileSync(new URL(`../../testing/fixtures/${name}.expected.json`, import.meta.url), 'utf8'));

const log = makeSample();
const text = new TextDecoder().decode(log);
const names = (/^#fields\t(.*)$/m.exec(text)?.[1] ?? '').split('\t');
const rows = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i], cell])));

describe('the sample', () => {
  it('has the same bytes every time', () => {
    expect(createHash('sha256').update(log).digest('hex')).toBe(expected('sample').sha256);
  });

  it('has every planted attack', () => {
    const counts: Record<string, number> = {};
    for (const { detailedlabel: kind, label } of rows) {
      expect(label).toBe(kind === '(empty)' ? 'Benign' : 'Malicious');
      if (kind !== '(empty)') counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual(expected('sample').attacks);
    expect(Object.keys(counts).length).toBe(8);
  });

  it('is a log that Zeek could have written', () => {
    expect(new Set(rows.map(({ uid }) => uid)).size).toBe(rows.length);
    const number = (cell: string) => (cell === '-' ? 0 : Number(cell));
    let last = 0;
    for (const row of rows) {
      expect(Object.keys(row).length).toBe(names.length);
      expect(row.duration === '-').toBe(row.orig_bytes === '-');
      expect(number(row.orig_ip_bytes)).toBeGreaterThanOrEqual(number(row.orig_bytes) + 20 * number(row.orig_pkts));
      expect(number(row.resp_ip_bytes)).toBeGreaterThanOrEqual(number(row.resp_bytes) + 20 * number(row.resp_pkts));
      const end = Number(row.ts) + number(row.duration);
      expect(end).toBeGreaterThan(last - 1e-5); // rows come in the order of their ends, but for the written decimals
      last = end;
    }
  });

  it.each([
    [0, 'sample'],
    [1, 'sample.ip-proto'],
  ])('is scored by detector %i as scikit-learn computes it', async (detector, name) => {
    const golden = expected(name);
    const { scores, description } = await detectors[detector].detect((await readText(log)).table, quiet);
    expect(scores.length).toBe(golden.rows);
    const far = (value: number, wanted: number) => Math.abs(value / wanted - 1);
    golden.scores.forEach((score, i) => {
      expect(far(scores[i * golden.every], score)).toBeLessThan(1e-9);
    });
    description.features.forEach(({ mean }, i) => {
      expect(far(mean, golden.mean[i])).toBeLessThan(1e-12);
    });
    description.components.forEach(({ ratio }, i) => {
      expect(far(ratio, golden.explained_variance_ratio[i])).toBeLessThan(1e-9);
    });
    const ranked = rankOrder(scores);
    const threshold = upperQuantile(scores.length, (i) => scores[ranked[scores.length - 1 - i]], 0.1);
    expect(far(threshold, golden.threshold)).toBeLessThan(1e-9);
    expect(countAbove(scores, ranked, threshold)).toBe(golden.predicted);
    expect([...ranked.subarray(0, 20)]).toEqual(golden.top.map(({ row }) => row));
    expect(rows[ranked[0]].detailedlabel).toBe('upload');
  });
});
