import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, toCsv, toJson } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import type { Layout } from '../table/table.ts';
import type { LogSink } from './format.ts';
import { formats } from './index.ts';
import { PartsReader } from './parts.ts';

const log = smallLog(8);
const rows = cut(log).rows.map((cells) => cells.join('\t'));
const texts: Readonly<Record<string, string>> = {
  TSV: log,
  JSON: `${toJson(log).join('\n')}\n`,
  'pretty JSON': `${toJson(log, (o) => o)
    .map((line) => JSON.stringify(JSON.parse(line), null, 2))
    .join('\n')}\n`,
  CSV: toCsv(log).replaceAll('\r', ''),
  'no header': `${rows.join('\n')}\n`,
  'with blanks': log.replaceAll('\t', '    '),
  'JSON in a CSV': `_time,_raw\n${toJson(log)
    .map((line) => `1,"${line.replaceAll('"', '""')}"\n`)
    .join('')}`,
};
const forms = Object.keys(texts);

/** Lines that may stand before a log, and whether each counts as a row that was skipped. */
const junk: readonly (readonly [line: string, isRow: boolean])[] = [
  ['analyst@so16:~$ cat conn.log | head', true],
  ['tail: conn.log: file truncated', true],
  ['Copied from the sensor on Monday, as ticket 4711 says:', true],
  ['sep=,', false],
  ['', false],
  ['   ', false],
  ['# a comment', false],
  ['\ufeff', false],
  ['{"ts":1,"uid":"C1"', true],
  ['"orig_pkts":1,"orig_ip_bytes":60,"resp_pkts":0,"resp_ip_bytes":0}', true],
  ['service":"dns","duration":0.00217,"orig_bytes":51,"resp_bytes":135,"conn_state":"SF"}', true],
  [rows[0].slice(20), true],
  ['-- Logs begin at Mon --', true],
  ['{ int a[] = {1, 2}; }', true],
];

/** Everything that is heard of a text, cells of rows with their lines and places. */
function heard(bytes: Uint8Array, cuts: readonly number[]): { rows: string[]; others: string[] } {
  const out = { rows: [] as string[], others: [] as string[] };
  let layout: Layout | null = null;
  const sink: LogSink = {
    begin: (next) => {
      layout = next;
    },
    skip: (line, reason) => out.others.push(`${line} ${reason}`),
    context: (path) => out.others.push(path),
    note: () => {},
    rows: (block, offset) => {
      for (let i = 0; i < block.count; i++) {
        const at = (f: number) => block.starts[i * block.stride + f];
        const cells = layout?.fields.map((field, f) => {
          const cell = block.bytes.subarray(at(f), at(f + 1) - block.separatorLength);
          return `${field}=${new TextDecoder().decode(cell)}`;
        });
        const place = block.places === null ? offset + at(0) : block.places[i];
        out.rows.push(`${block.lines[i]} ${place} ${cells?.toSorted().join(' ')}`);
      }
    },
  };
  const reader = new PartsReader(sink, null, formats);
  const ends = [...cuts.map((at) => at % bytes.length).toSorted((a, b) => a - b), bytes.length];
  for (const [i, end] of ends.entries()) reader.push(bytes.slice(i === 0 ? 0 : ends[i - 1], end));
  reader.end(false);
  return out;
}

describe('a log behind other lines', () => {
  it('may begin with comments and blank lines', async () => {
    // Once a counterexample of the property below.
    expect((await readText(`# a comment\n   \n${log}`)).files[0]).toMatchObject({ flows: 8, skipped: 0 });
    expect((await readText(`# a comment\n\ufeff\n${log}`)).files[0]).toMatchObject({ flows: 8, skipped: 0 });
  });

  it('is read from its first record on, in any form, and the lines are counted', async () => {
    const before = fc.array(fc.constantFrom(...junk), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(before, fc.constantFrom(...forms), async (lines, form) => {
        const { table, files } = await readText(`${lines.map(([line]) => `${line}\n`).join('')}${texts[form]}`);
        expect(tableValues(table)).toEqual(tableValues((await readText(texts[form])).table));
        const skipped = lines.filter(([, isRow]) => isRow).length;
        expect(files[0]).toMatchObject({ flows: 8, skipped, context: 0, problem: null });
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it.each([
    [
      'a transcript',
      '--2019-07-17 10:00:00--  https://example.com/conn.log\nResolving example.com... 192.0.2.1\nSaved.\n',
    ],
    ['prose', 'Lorem ipsum dolor sit amet,\nconsectetur adipiscing elit; sed do.\n'.repeat(30)],
    ['C', '#include <stdio.h>\nint main(void) {\n  struct s a[] = {{"ts", 1}, {"uid", 2}};\n  return 0;\n}\n'],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'],
    ['a summary', '>== Total === 2019-01-01\n- Connections 1 -\n     Ports        | Sources\n'],
    ['a journal', '{"level":"info","msg":"started"}\n{"level":"info","msg":"stopped"}\n'],
  ])('is not seen in %s', async (_, text) => {
    await expect(readText(text)).rejects.toMatchObject({ code: 'not-a-zeek-log' });
  });
});

const dnsRecords = [1, 2, 3].map((ts) => ({ ts, uid: `D${ts}`, query: 'example.com', qtype_name: 'A', trans_id: 5 }));
const dnsTexts: Readonly<Record<string, (record: (typeof dnsRecords)[number], isFirst: boolean) => string>> = {
  TSV: (record, isFirst) =>
    `${isFirst ? `#separator \\x09\n#path\tdns\n#fields\t${Object.keys(record).join('\t')}\n` : ''}${Object.values(record).join('\t')}\n`,
  JSON: (record) => `${JSON.stringify(record)}\n`,
  'no header': (record) => `${Object.values(record).join('\t')}\n`,
};

describe('several logs in one file', () => {
  /** The logs by turns, as `tail -f` has them: a header comes with the first piece only. */
  function tailed(form: string, other: string, sizes: readonly number[]): string {
    const header =
      form === 'TSV'
        ? `${log
            .split('\n')
            .filter((line) => line.startsWith('#'))
            .join('\n')}\n`
        : form === 'CSV'
          ? `${texts.CSV.split('\n')[0]}\n`
          : '';
    const records = (form === 'CSV' ? texts.CSV.split('\n').slice(1, 9) : form === 'JSON' ? toJson(log) : rows).map(
      (row) => `${row}\n`,
    );
    let next = 0;
    let text = '';
    for (const [turn, size] of [...sizes, records.length].entries()) {
      const piece = records.slice(next, next + size).join('');
      next += size;
      if (piece !== '') text += `==> /logs/conn.log <==\n${turn === 0 ? header : ''}${piece}\n`;
      if (turn < 3) text += `==> /logs/dns.log <==\n${dnsTexts[other](dnsRecords[turn], turn === 0)}\n`;
    }
    return text;
  }

  it('are read each by its own header or names, however often they take turns', async () => {
    const expected = new Map<string, unknown>();
    for (const form of ['TSV', 'JSON', 'CSV', 'no header'])
      expected.set(form, tableValues((await readText(texts[form])).table));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('TSV', 'JSON', 'CSV', 'no header'),
        fc.constantFrom(...Object.keys(dnsTexts)),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }),
        async (form, other, sizes) => {
          const { table, files } = await readText(tailed(form, other, sizes));
          expect(files[0]).toMatchObject({ flows: 8, skipped: 0, context: 3, contexts: [{ log: 'dns', rows: 3 }] });
          expect(tableValues(table)).toEqual(expected.get(form));
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it('are heard the same however the text is cut, with lines and places', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('TSV', 'JSON', 'CSV', 'no header'),
        fc.constantFrom(...Object.keys(dnsTexts)),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 3 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (form, other, sizes, cuts) => {
          const text = `$ tail -f *.log\n${tailed(form, other, sizes)}`;
          const bytes = new TextEncoder().encode(text);
          const whole = heard(bytes, []);
          expect(heard(bytes, cuts)).toEqual(whole);
          const flows = whole.rows.filter((row) => row.includes('orig_bytes='));
          expect(flows).toHaveLength(8);
          for (const row of flows) {
            const [line, place] = row.split(' ').map(Number);
            expect(text.slice(0, place).split('\n')).toHaveLength(line);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may be of different forms, one behind the other, with byte order marks', async () => {
    const expected = tableValues((await readText(texts.TSV)).table);
    const twice = Object.fromEntries(Object.entries(expected).map(([name, values]) => [name, [...values, ...values]]));
    for (const first of ['JSON', 'CSV', 'TSV', 'no header']) {
      for (const mark of ['', '\ufeff']) {
        const { table, files } = await readText(`${mark}${texts[first]}${mark}${texts.TSV}`);
        expect(files[0]).toMatchObject({ flows: 16, skipped: 0 });
        expect(tableValues(table)).toMatchObject(twice);
      }
    }
  });
});
