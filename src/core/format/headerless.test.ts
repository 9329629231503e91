import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../testing/forms.ts';
import { columnValues, readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { explainProblem } from '../../words/messages.ts';
import { LogError } from '../errors.ts';

const log = smallLog(8);
const { fields, rows } = cut(log);

/** Rows as a version of Zeek writes them, with `more` cells behind. */
function rowsOf(width: 20 | 21 | 22, more: number): string[][] {
  const isKept = (field: string) => !(width < 22 && field === 'ip_proto') && !(width < 21 && field === 'local_resp');
  return rows.map((cells, row) => [
    ...cells.filter((_, c) => isKept(fields[c])),
    ...Array.from({ length: more }, (_, c) => `x${c}.${row}`),
  ]);
}

describe('rows without a header', () => {
  it('are read in any width, with further columns under made-up names', async () => {
    const expected = tableValues((await readText(log)).table);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(20 as const, 21 as const, 22 as const),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('\t', '   '),
        fc.integer({ min: 0, max: 60 }),
        async (width, more, separator, cutAt) => {
          const lines = rowsOf(width, more).map((cells) => cells.join(separator));
          // The beginning of the first line went to another piece of the file.
          lines[0] = lines[0].slice(cutAt);
          const { table, files } = await readText(`${lines.join('\n')}\n`);
          const first = cutAt === 0 ? 0 : 1;
          expect(files[0]).toMatchObject({ flows: 8 - first, skipped: first });
          for (const name of ['ts', 'id.resp_p', 'duration', 'orig_bytes', 'conn_state', 'resp_ip_bytes', 'history'])
            expect(columnValues(table, name)).toEqual(expected[name].slice(first));
          const unknown = Array.from({ length: more }, (_, c) => `column_${width + c + 1}`);
          for (const [c, name] of unknown.entries()) expect(columnValues(table, name)[0]).toBe(`x${c}.${first}`);
          const note = files[0].notes.find(({ code }) => code === 'headerless');
          expect(note?.detail).toEqual({ fields: width + more, ...(more > 0 ? { unknown: unknown.join(', ') } : {}) });
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('may have addresses with a zone', async () => {
    const zoned = rowsOf(22, 0).map((cells, row) =>
      row % 2 === 0 ? cells.with(2, 'fe80::1%eth0').with(4, 'ff02::fb%eth0') : cells,
    );
    const { table } = await readText(zoned.map((cells) => cells.join('\t')).join('\n'));
    expect(columnValues(table, 'id.orig_h')[0]).toBe('fe80::1%eth0');
    expect(table.rows).toBe(8);
  });

  it('are not taken for those of a conn.log when they are of another log', async () => {
    const dns =
      '1.5\tC1\t10.0.0.1\t5353\t10.0.0.2\t53\tudp\t1\t0.1\texample.com\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\t192.0.2.1\t60.0\tF';
    await expect(readText(`${dns}\n${dns}\n`)).rejects.toMatchObject({ code: 'not-a-zeek-log' });
  });
});

describe('rows under a part of their header', () => {
  const directives = [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#open\t2024-05-20',
  ];

  it('are read without its line #fields, by their width', async () => {
    const expected = tableValues((await readText(log)).table);
    await fc.assert(
      fc.asyncProperty(
        fc
          .subarray([...directives, '#path\tconn', '#types\ttime\tstring'], { minLength: 1 })
          .filter(([line]) => !line.startsWith('#types')),
        fc.constantFrom('\t', ','),
        fc.integer({ min: 0, max: 3 }),
        async (lines, separator, more) => {
          const header = lines
            .filter((line) => separator === '\t' || !line.startsWith('#separator'))
            .map((line) => line.replaceAll('\t', separator));
          const stated = separator === ',' ? ['#separator ,', ...header] : header;
          const text = [...stated, ...rowsOf(22, more).map((cells) => cells.join(separator))].join('\n');
          const { table, files } = await readText(`${text}\n`);
          expect(files[0]).toMatchObject({ flows: 8, skipped: 0 });
          expect(tableValues(table)).toMatchObject(expected);
          expect(files[0].notes.find(({ code }) => code === 'headerless')?.detail).toMatchObject({
            lacks: '#fields',
            fields: 22 + more,
          });
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('are read wherever the header was cut', async () => {
    const expected = tableValues((await readText(log)).table);
    const end = log.indexOf(rows[0].join('\t'));
    for (let at = 1; at <= end; at++) {
      const { table, files } = await readText(log.slice(at));
      expect(tableValues(table), log.slice(at, at + 40)).toEqual(expected);
      expect(files[0].skipped).toBeLessThanOrEqual(1);
    }
  }, 60_000);

  it('are said to lack its line #fields where nothing else tells what they are', async () => {
    const other = (cells: readonly string[]) => [...cells.slice(1), 'x'].join('\t');
    const names = `#fields\t${other(fields)}\n#types\t${other(fields.map(() => 'string'))}\n`;
    const text = rows.map((cells) => `${other(cells)}\n`).join('');
    for (const head of [names.slice(30), names.slice(names.indexOf('#types')), '#separator \\x09\n#path\tconn\n']) {
      const error = await readText(head + text).catch((found: unknown) => found);
      if (!(error instanceof LogError)) throw new Error('was read');
      const { what, next } = explainProblem(error);
      expect(`${what} ${next}`).toContain('#fields');
      expect(next).toContain('Open the log with its whole header');
    }
  });

  it('are those of the log that the header names', async () => {
    const text = '#separator \\x09\n#path\tdns\n1716163200.5\tC1\t10.0.0.1\t5\t10.0.0.2\t53\tudp\n';
    await expect(readText(text)).rejects.toMatchObject({ code: 'other-log', detail: { path: 'dns' } });
  });
});

describe('a log whose tabs became spaces', () => {
  it('is read where its cells can be distinguished, and other rows are skipped for that reason', async () => {
    const expected = tableValues((await readText(log)).table);
    const spaced = log.replaceAll('\t', '      ').split('\n');
    const { table, files } = await readText(
      spaced.with(10, `${spaced[10].slice(0, 200).replace(/ +udp| +tcp/, '')}`).join('\n'),
    );
    expect(table.rows).toBe(7);
    expect(files[0].skips).toMatchObject([{ line: 11, reason: 'tabs-lost' }]);
    expect(files[0].notes.map(({ code }) => code)).toContain('tabs-lost');
    expect(columnValues(table, 'orig_bytes')).toEqual(
      expected.orig_bytes.filter((_, row) => row !== 10 - log.split('\n').findIndex((line) => /^\d/.test(line))),
    );
    // Only the rows were copied so.
    const mixed = log.split('\n').map((line) => (line.startsWith('#') ? line : line.replaceAll('\t', ' ')));
    expect(tableValues((await readText(mixed.join('\n'))).table)).toEqual(expected);
  });
});
