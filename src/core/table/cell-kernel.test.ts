import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet, tableValues } from '../../testing/read-text.ts';
import { readLogs } from '../read-logs.ts';
import { type CellKernel, createCellKernel } from './cell-kernel.ts';

const names = ['ts', 'id.orig_h', 'id.resp_p', 'service', 'duration', 'orig_bytes', 'resp_bytes', 'resp_pkts'];
const needed = ['orig_ip_bytes', 'resp_ip_bytes', 'history'];
const header = `#separator \\x09\n#unset_field\t-\n#fields\t${[...names, ...needed].join('\t')}\n`;

/** Everything that comes out of reading: values, places of lines, the width of every group, the report. */
async function outcome(log: string | Uint8Array, kernel: CellKernel | null): Promise<unknown> {
  try {
    const blob = new Blob([log as BlobPart]);
    const { table, files } = await readLogs([{ path: 'conn.log', blob }], quiet, {}, kernel);
    const widths = [...table.columns].map(([name, { groups }]) => [name, groups.map((g) => g.constructor.name)]);
    return {
      values: tableValues(table),
      widths,
      files,
      places: Array.from({ length: table.rows }, (_, row) => table.lineStarts.at(row)),
    };
  } catch (error) {
    return { error };
  }
}

async function expectSame(log: string | Uint8Array): Promise<void> {
  expect(await outcome(log, createCellKernel())).toEqual(await outcome(log, null));
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`));
const number = fc.oneof(
  { weight: 6, arbitrary: digits(6) },
  { weight: 3, arbitrary: fc.tuple(digits(11), fc.stringMatching(/^\d{6}$/)).map(([a, b]) => `${a}.${b}`) },
  { weight: 3, arbitrary: fc.constant('-') },
  fc.tuple(digits(20), digits(20)).map(([a, b]) => `${a}.${b}`),
  digits(25),
  fc.constantFrom(
    '',
    '65535',
    '65536',
    '4294967295',
    '999999999',
    '9007199254740993',
    '5.',
    '-1',
    '1e3',
    'nan',
    '-inf',
  ),
);
const label = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('-', 'http', 'ssl', '10.0.0.1', '10.0.0.12', 'fe80::1', '') },
  fc.stringMatching(/^[a-f:]{0,60}$/),
);
const cells = fc.tuple(
  ...names.map((name) => (/_h$|service/.test(name) ? label : number)),
  ...needed.map((name) => (name === 'history' ? label : number)),
);
const line = fc.oneof(
  { weight: 30, arbitrary: cells.map((values) => values.join('\t')) },
  fc.tuple(cells, fc.constantFrom('\t', '\t\t', '\tx', '\r', '\tx\r')).map(([values, end]) => values.join('\t') + end),
  fc.constantFrom('', '\r', '17', '#close', 'a\tb', '\t'.repeat(40), header.trimEnd()),
);

describe('the kernel', () => {
  it('can be had here', () => {
    expect(createCellKernel()).not.toBeNull();
  });

  it('reads any lines as the plain way does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
        await expectSame(`${header}${lines.join('\n')}\n`);
      }),
      { numRuns: 150 },
    );
  });

  it('reads more lines than a block holds, and more labels than its caches', async () => {
    const lines = Array.from({ length: 70_000 }, (_, i) =>
      [
        i / 8,
        `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
        i,
        `s${i % 3}`,
        '-',
        i,
        i * 90000,
        1,
        1,
        1,
        `h${i % 40000}`,
      ].join('\t'),
    );
    await expectSame(`${header}${lines.join('\n')}\n`);
  });

  it('reads lines that are longer than its text, and cells longer than its labels', async () => {
    const row = (service: string) => ['1.5', '10.0.0.1', '80', service, '-', '1', '2', '3', '4', '5', 'S'].join('\t');
    const long = 'x'.repeat(300_000);
    await expectSame(`${header}${[row('a'), row(long), row('b'), row(long.slice(0, 255_000)), row('c')].join('\n')}\n`);
  });

  it.each(['(unset)', 'u'.repeat(300)])('takes the mark %j for unset', async (mark) => {
    const row = ['1.5', mark, '80', 'a', mark, '1', mark, '3', '4', '5', `${mark}x`].join('\t');
    await expectSame(`${header.replace('field\t-', `field\t${mark}`)}${row}\n${row}\n`);
  });

  it('forgets the mark of a log that came before', async () => {
    const row = (mark: string) => ['1.5', mark, '80', 'NA', '-', '1', '2', '3', '4', '5', '-'].join('\t');
    const other = header.replace('field\t-', 'field\tNA');
    await expectSame(
      `${header}${row('-')}\n${row('NA')}\n${other}${row('NA').replace('\t-\t1', '\tNA\t1')}\n${header}${row('-')}\n`,
    );
  });

  it('leaves separators of several bytes to the plain way, and reads lines of very many cells', async () => {
    const row = '1.5||10.0.0.1||80||a||-||1||2||3||4||5||S';
    await expectSame(`${header.replace('\\x09', '\\x7c\\x7c').replaceAll('\t', '||')}${row}\n`);
    expect(createCellKernel()?.fits(Uint8Array.of(9), Uint8Array.of(45), 70_000)).toBe(false);
    const wide = Array.from({ length: 1000 }, (_, i) => `f${i}`);
    const wideRow = `${row.replaceAll('||', '\t')}\t${wide.join('\t')}\n`;
    await expectSame(`${header.trimEnd()}\t${wide.join('\t')}\n${wideRow.repeat(200)}`);
  });
});
