import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet, readText, tableValues } from '../../testing/read-text.ts';
import { decodeCell } from '../format/escapes.ts';
import { exportFlows } from './export-flows.ts';
import { exportFormats } from './index.ts';

const names =
  'ts,uid,note,duration,orig_bytes,id.resp_p,resp_bytes,orig_ip_bytes,resp_pkts,resp_ip_bytes,tags,local_orig'.split(
    ',',
  );
const types = 'time,string,string,interval,count,port,count,count,count,count,set[string],bool'.split(',');
const rows = [
  ['1.500000', 'C1', '=1+1', '0.100', '10', '80', '20', '30', '1', '40', 'a,b', 'T'],
  ['2.500000', 'C2', 'say "hi", all', '-', '-', '53', '-', '28', '0', '0', '(empty)', 'F'],
  ['3.500000', '@C3', 'caf\\xc3\\xa9 \\\\ \\x2d', '7', '5000000000', '443', '21', '51', '2', '61', '-', '-'],
  ['4.500000', '-C4', '\\x2d', '8', '9007199254740991', '443', '21', '51', '2', '61', 'x', 'T'],
];

function logOf(lines: readonly (readonly string[])[], separator = '\t'): string {
  const escaped = [...separator].map((c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
  const head = [
    ['#set_separator', ','],
    ['#empty_field', '(empty)'],
    ['#unset_field', '-'],
    ['#path', 'conn'],
    ['#fields', ...names],
    ['#types', ...types],
  ];
  return `#separator ${escaped}\n${[...head, ...lines].map((line) => line.join(separator)).join('\n')}\n`;
}

async function exported(log: string, id: string): Promise<string> {
  const { table, texts } = await readText(log);
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const source = {
    table,
    texts,
    files: ['conn.log'],
    rows: order,
    ranks: order.map((row) => row + 1),
    scores: Float64Array.from(order, (row) => 9.25 - row),
    threshold: 8,
  };
  const format = exportFormats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(id);
  return (await exportFlows(source, format, quiet)).text();
}

describe('exports', () => {
  it('CSV has our five columns, then the log’s own as written, formulas guarded, numbers not', async () => {
    expect((await exported(logOf(rows), 'csv')).split('\r\n')).toEqual([
      `rank,row,file,score,anomaly,${names.join(',')}`,
      `1,0,conn.log,9.25,true,1.500000,C1,'=1+1,0.100,10,80,20,30,1,40,"a,b",T`,
      `2,1,conn.log,8.25,true,2.500000,C2,"say ""hi"", all",-,-,53,-,28,0,0,(empty),F`,
      `3,2,conn.log,7.25,false,3.500000,'@C3,caf\\xc3\\xa9 \\\\ \\x2d,7,5000000000,443,21,51,2,61,-,-`,
      `4,3,conn.log,6.25,false,4.500000,'-C4,\\x2d,8,9007199254740991,443,21,51,2,61,x,T`,
      '',
    ]);
  });

  it('NDJSON has numbers with the digits of the log, sets as arrays, and leaves out what is unset', async () => {
    const lines = (await exported(logOf(rows), 'ndjson')).trimEnd().split('\n');
    expect(lines[0]).toContain('"ts":1.500000');
    expect(lines[3]).toContain('"orig_bytes":9007199254740991');
    const objects = lines.map((line) => JSON.parse(line));
    expect(objects[0]).toMatchObject({
      rank: 1,
      row: 0,
      file: 'conn.log',
      score: 9.25,
      anomaly: true,
      tags: ['a', 'b'],
    });
    expect(objects[1]).toMatchObject({ note: 'say "hi", all', tags: [], local_orig: false });
    expect('duration' in objects[1]).toBe(false);
    expect(objects[2].note).toBe('café \\ -');
  });

  it('Zeek TSV reads back to the same table, whatever the separator was', async () => {
    const expected = (await readText(logOf(rows))).table;
    for (const separator of ['\t', '|']) {
      const text = await exported(logOf(rows, separator), 'zeek-tsv');
      const { table, files } = await readText(text);
      expect(files[0].skipped).toBe(0);
      const { rank, row, file, score, anomaly, ...own } = tableValues(table);
      expect(own).toEqual(tableValues(expected));
      expect(score).toEqual([9.25, 8.25, 7.25, 6.25]);
      expect(anomaly).toEqual(['T', 'T', 'F', 'F']);
      expect([rank, row, file?.[0]]).toEqual([[1, 2, 3, 4], [0, 1, 2, 3], 'conn.log']);
    }
  });

  it('an export of an export has the five columns once', async () => {
    const again = await exported(await exported(logOf(rows), 'zeek-tsv'), 'csv');
    expect(again).toBe(await exported(logOf(rows), 'csv'));
  });
});

/** Characters that cannot be seen, but for a line's end: C0, C1, bidi, zero width, separators, tags. */
const unseen = [
  ...'\u0000\u0001\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200d\u200f\u2028\u202e\u2060\u2066\u2069\ufeff\ufe0f\u{e0041}',
];

describe('an export that is read again', () => {
  const text = fc
    .string({
      unit: fc.constantFrom(
        'a',
        'x',
        '2',
        'd',
        '-',
        '=',
        '@',
        "'",
        '"',
        ',',
        ';',
        ' ',
        'é',
        '(',
        '😀',
        '\\',
        ...unseen,
      ),
      maxLength: 8,
    })
    .map((raw) => (raw === '' ? '(empty)' : raw === '-' ? '\\x2d' : raw));
  const cells = fc.record({
    ts: fc.integer({ min: 1, max: 2_000_000_000_000_000 }).map((micros) => (micros / 1e6).toFixed(6)),
    note: fc.oneof(text, fc.constantFrom('-', '(empty)', '\\x0a\\x09', '\\x28empty)', "'x", "'")),
    bytes: fc.oneof(fc.constant('-'), fc.nat().map(String), fc.constant('9007199254740991')),
    tags: fc.constantFrom('-', '(empty)', 'a', 'a,b', 'a\\x2cb,c', '\\x2d'),
    local: fc.constantFrom('T', 'F', '-'),
  });
  const logs = fc
    .array(cells, { minLength: 1, maxLength: 12 })
    .map((list) =>
      logOf(
        list.map(({ ts, note, bytes, tags, local }, i) => [
          ts,
          `C${i}`,
          note,
          '0.5',
          bytes,
          '80',
          '20',
          '30',
          '1',
          '40',
          tags,
          local,
        ]),
      ),
    );
  const values = async (log: string) => {
    const { table } = await readText(log);
    const own = Object.entries(tableValues(table)).filter(
      ([name]) => !['rank', 'row', 'file', 'score', 'anomaly'].includes(name),
    );
    const decoded = (value: string | number | null) =>
      typeof value === 'string' ? decodeCell(new TextEncoder().encode(value)) : value;
    // JSON has no key for what is unset, so a column without any value does not come back.
    const set = own.filter(([, column]) => column.some((value) => value !== null));
    return Object.fromEntries(set.map(([name, column]) => [name, column.map(decoded)]));
  };

  it.each(exportFormats.map(({ id }) => id))('%s gives the same table', async (id) => {
    await fc.assert(
      fc.asyncProperty(logs, async (log) => {
        expect(await values(await exported(log, id))).toEqual(await values(log));
      }),
      { numRuns: 100 },
    );
  });
});
