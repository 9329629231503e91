import { describe, expect, it } from 'vitest';
import type { DetectorEntry } from '../core/detect/index.ts';
import { createRandom } from '../core/math/random.ts';
import { quiet, readText } from './read-text.ts';

const fields = [
  'ts',
  'duration',
  'orig_bytes',
  'id.resp_p',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
  'ip_proto',
];

/** A conn.log of `rows` ordinary flows, changed row by row. */
export function ordinaryLog(
  rows: number,
  change: (cells: string[], row: number) => string[] = (cells) => cells,
): string {
  const random = createRandom(7);
  const lines = Array.from({ length: rows }, (_, row) => {
    const sent = 200 + random.integer(0, 800);
    const got = 400 + random.integer(0, 4000);
    const packets = 4 + random.integer(0, 12);
    const cells = [
      row,
      random.uniform().toFixed(6),
      sent,
      443,
      got,
      sent + 40 * packets + random.integer(0, 9),
      packets,
      got + 52 * packets + random.integer(0, 9),
      6,
    ];
    return change(cells.map(String), row).join('\t');
  });
  return `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${fields.join('\t')}\n${lines.join('\n')}\n`;
}

/** What every detector on the list must do, whatever it looks for. */
export function describeDetectorContract(entry: DetectorEntry): void {
  const score = async (log: string) => (await entry.detect((await readText(log)).table, quiet)).scores;
  const withPort = (cells: string[], row: number) =>
    cells.with(3, String(row % 3 === 0 ? 80 : 443)).with(8, String(6 + (row % 2)));

  describe(`the detector ${entry.label}`, () => {
    it.each([
      ['an ordinary log', ordinaryLog(500, withPort)],
      ['one row', ordinaryLog(1)],
      ['two rows', ordinaryLog(2)],
      ['seven rows', ordinaryLog(7, withPort)],
      ['equal rows', ordinaryLog(40, () => ['1', '1', '1', '1', '1', '1', '1', '1', '1'])],
      ['nothing but unset', ordinaryLog(40, () => ['1', '-', '-', '-', '-', '-', '-', '-', '-'])],
      ['a constant feature', ordinaryLog(500)],
      ['a feature twice', ordinaryLog(500, (cells, row) => withPort(cells, row).with(5, cells[2]))],
      ['a huge number', ordinaryLog(500, (cells, row) => (row === 9 ? cells.with(1, '1e300') : cells))],
    ])('gives %s one finite score a row', async (_, log) => {
      const scores = await score(log);
      expect(scores.length).toBe(log.split('\n').length - 5);
      expect(scores.every(Number.isFinite)).toBe(true);
    });

    it('gives equal rows equal bits', async () => {
      const scores = await score(
        ordinaryLog(3000, (cells, row) => (row % 1000 === 5 ? ['1', '2', '3', '4', '5', '6', '7', '8', '9'] : cells)),
      );
      expect(scores[1005]).toBe(scores[5]);
      expect(scores[2005]).toBe(scores[5]);
    });

    it('explains a score by what it is made of', async () => {
      const { table } = await readText(ordinaryLog(500, withPort));
      const scored = await entry.detect(table, quiet);
      const { score: explained, kind, parts, terms } = scored.explain(17);
      expect(explained).toBe(scored.scores[17]);
      expect(parts.length).toBe(kind === 'reasons' ? 0 : scored.features.names.length);
      if (kind === 'exact') expect(difference(sum(parts), explained)).toBeLessThan(1e-9);
      if (terms.length > 0) {
        expect(difference(sum(terms.map(({ term }) => term)), explained)).toBeLessThan(1e-12);
      }
    });

    it('stops when its signal aborts', async () => {
      const { table } = await readText(ordinaryLog(100));
      const signal = AbortSignal.abort();
      await expect(entry.detect(table, { signal, report: () => {} })).rejects.toThrow(/abort/i);
    });
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Relative, or absolute for what is small. */
function difference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(b));
}
