import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnValues, readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import type { FormatReader, LogSink } from './format.ts';
import { zeekTsv } from './zeek-tsv.ts';

const fields = [
  'ts',
  'uid',
  'duration',
  'orig_bytes',
  'id.resp_p',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
  'service',
];
const types = ['time', 'string', 'interval', 'count', 'port', 'count', 'count', 'count', 'count', 'string'];
const rows = [
  ['1.5', 'C1', '0.25', '10', '80', '20', '50', '1', '60', 'http'],
  ['2.5', 'C2', '-', '-', '53', '-', '28', '0', '0', '-'],
  ['3.5', 'C3', '7', '11', '443', '21', '51', '2', '61', 'ssl'],
];

function log(separator = '\t', lines: readonly (readonly string[])[] = rows, names = fields, kinds = types): string {
  const escaped = [...separator].map((c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
  return [
    `#separator ${escaped}`,
    ['#set_separator', ','].join(separator),
    ['#empty_field', '(empty)'].join(separator),
    ['#unset_field', '-'].join(separator),
    ['#path', 'conn'].join(separator),
    ['#fields', ...names].join(separator),
    ['#types', ...kinds].join(separator),
    ...lines.map((line) => line.join(separator)),
    `#close${separator}2026-01-01-00-00-00`,
    '',
  ].join('\n');
}

describe('a Zeek TSV log', () => {
  it('becomes typed columns in which unset is not zero', async () => {
    const { table, files } = await readText(log());
    expect(table.rows).toBe(3);
    expect(columnValues(table, 'duration')).toEqual([0.25, null, 7]);
    expect(columnValues(table, 'resp_pkts')).toEqual([1, 0, 2]);
    expect(columnValues(table, 'service')).toEqual(['http', null, 'ssl']);
    expect(table.columns.has('uid')).toBe(false);
    expect(files[0]).toMatchObject({ flows: 3, skipped: 0, log: 'conn', problem: null });
  });

  it.each([',', ';', '||', '\x01'])('is read with the separator %j', async (separator) => {
    expect(tableValues((await readText(log(separator))).table)).toEqual(tableValues((await readText(log())).table));
  });

  it('is the same with CRLF, without a final newline, with a BOM or blanks before it, and with blank lines', async () => {
    const expected = tableValues((await readText(log())).table);
    for (const form of [
      log().replaceAll('\n', '\r\n'),
      log()
        .replace(/#close.*\n/, '')
        .trimEnd(),
      `\ufeff${log()}`,
      `### made by a test\n${log()}`,
      `\t${log()}`,
      log().replaceAll('\n', '\n\n'),
    ]) {
      const { table, files } = await readText(form);
      expect(tableValues(table)).toEqual(expected);
      expect(files[0].skipped).toBe(0);
    }
  });

  it('is the same whatever the order of its columns', async () => {
    const expected = tableValues((await readText(log())).table);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          fields.map((_, i) => i),
          { minLength: fields.length },
        ),
        async (order) => {
          const pick = (cells: readonly string[]) => order.map((i) => cells[i]);
          const shuffled = log('\t', rows.map(pick), pick(fields), pick(types));
          expect(tableValues((await readText(shuffled)).table)).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is the same however its bytes are cut', () => {
    const bytes = new TextEncoder().encode(log('||').replaceAll('\n', '\r\n'));
    const whole = read([bytes]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 }), (cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
        expect(read(ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end)))).toEqual(whole);
      }),
    );
  });

  it('goes on with other fields when its header comes again', async () => {
    const names = ['uid', ...fields.filter((name) => name !== 'uid'), 'vlan'];
    const second = log('\t', [['C9', '9.5', '1', '1', '22', '1', '1', '1', '1', 'ssh', '7']], names, [
      'string',
      ...types.filter((_, i) => i !== 1),
      'int',
    ]);
    const { table, files } = await readText(log() + second);
    expect(columnValues(table, 'id.resp_p')).toEqual([80, 53, 443, 22]);
    expect(columnValues(table, 'vlan')).toEqual([null, null, null, 7]);
    expect(files[0].notes).toContainEqual({ code: 'header-changed', detail: { fields: 11 } });
  });

  it('counts and lists lines that are no rows, and keeps the others', async () => {
    const lines = [...rows, ['17'], [...rows[0], 'more'], [...rows[0], ''], rows[0].with(3, 'many'), rows[1]];
    const { table, files } = await readText(log('\t', lines));
    expect(table.rows).toBe(5);
    expect(files[0].skipped).toBe(3);
    expect(files[0].skips).toEqual([
      { line: 11, reason: 'too-few-fields', detail: { found: 1, wanted: 10 } },
      { line: 12, reason: 'too-many-fields', detail: { found: 11, wanted: 10 } },
      { line: 14, reason: 'not-a-number', detail: { field: 'orig_bytes', text: 'many', reading: 'count' } },
    ]);
  });

  it('tells a last line that was cut', async () => {
    const { table, files } = await readText(`${log().replace(/#close.*\n/, '')}9.9\tC8`);
    expect(table.rows).toBe(3);
    expect(files[0].skips).toEqual([{ line: 11, reason: 'cut-line', detail: { found: 2, wanted: 10 } }]);
  });

  it('keeps rows with bytes that are not UTF-8 and says how many labels have them', async () => {
    const bytes = Buffer.from(log().replace('http', 'caf#'), 'latin1');
    bytes[bytes.indexOf('caf#') + 3] = 0xe9;
    const { table, files } = await readText(bytes);
    expect(columnValues(table, 'service')[0]).toBe('caf\ufffd');
    expect(files[0].notes).toContainEqual({ code: 'not-utf8', detail: { labels: 1 } });
  });
});

/** Everything a reader tells its sink, as plain data. */
function read(chunks: readonly Uint8Array[]): unknown[] {
  const told: unknown[] = [];
  const sink: LogSink = {
    begin: ({ fields: names }) => told.push(names),
    skip: (line, reason) => told.push([line, reason]),
    context: () => {},
    note: () => {},
    rows: (block, offset) => {
      for (let i = 0; i < block.count; i++) {
        const cells = Array.from({ length: block.stride - 1 }, (_, f) => {
          const at = i * block.stride + f;
          return new TextDecoder().decode(
            block.bytes.subarray(block.starts[at], block.starts[at + 1] - block.separatorLength),
          );
        });
        told.push([offset + block.starts[i * block.stride], block.lines[i], ...cells]);
      }
    },
  };
  const reader: FormatReader = zeekTsv.reader(sink, createCellKernel());
  for (const chunk of chunks) reader.push(chunk);
  reader.end(false);
  return told;
}

describe('a log that a spreadsheet saved as text', () => {
  it('has tabs behind its lines, and a quoted comma', async () => {
    const small = smallLog(8);
    const expected = tableValues((await readText(small)).table);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.constantFrom('\n', '\r\n'), async (more, end) => {
        const lines = small.replace('#set_separator\t,', '#set_separator\t","').trimEnd().split('\n');
        const padded = lines.map((line) =>
          /^#(fields|types)/.test(line) ? line : line + '\t'.repeat(line.startsWith('#') ? more : 1),
        );
        const { table, files } = await readText(padded.join(end));
        expect(tableValues(table)).toEqual(expected);
        expect(files[0]).toMatchObject({ skipped: 0, problem: null });
      }),
      { numRuns: 20 },
    );
  });
});
