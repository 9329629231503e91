import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../testing/forms.ts';
import { cellsOf, readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { explainNote } from '../../words/note-words.ts';
import { LogError } from '../errors.ts';

const { fields, rows } = cut(smallLog(8));
const conn = rows.map((cells) => ['1716163200.5', ...cells.slice(1)].join('\t'));
const expected = async () => tableValues((await readText(`${conn.join('\n')}\n`)).table);
/** Rows of logs with fewer columns than conn.log, with as many, and with more. */
const others = {
  dns: [
    'C1',
    '10.0.0.7',
    '5353',
    '192.0.2.1',
    '53',
    'udp',
    '7',
    '0.01',
    'example.com',
    '1',
    'C_INTERNET',
    ...'1'.repeat(11),
  ],
  weird: ['C1', '10.0.0.7', '5353', '192.0.2.1', '53', 'dns_unmatched_msg', '-', 'F', 'zeek', '-'],
  files: [
    'F1',
    '10.0.0.7',
    '5353',
    '192.0.2.1',
    '53',
    'C1',
    'HTTP',
    '0',
    'MD5',
    'text/html',
    '-',
    '0.1',
    ...'T'.repeat(9),
  ],
  capture_loss: ['900.0', 'zeek', '0', '0', '0.0'],
} as const;
const otherLog = fc.constantFrom(...(Object.keys(others) as (keyof typeof others)[]));
const noise = fc.constantFrom('--', '', 'Binary file conn.log.gz matches', 'grep: x: Is a directory', '# a comment');

describe('rows behind a prefix', () => {
  it('are those of the logs that the prefix names, in any order', async () => {
    const truth = await expected();
    await fc.assert(
      fc.asyncProperty(
        fc.array(otherLog, { maxLength: 12 }),
        fc.array(noise, { maxLength: 3 }),
        fc.constantFrom('', './', 'logs/2024-05-20/'),
        fc.constantFrom('.log', '.10:00:00-11:00:00.log.gz', '.2024-05-20-10-00-00.log'),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        async (logs, lines, folder, ending, isNumbered, order) => {
          const name = (log: string, row: number) => `${folder}${log}${ending}:${isNumbered ? `${row}:` : ''}`;
          const rest = [
            ...logs.map((log, row) => `${name(log, row)}1716163201.5\t${others[log].join('\t')}`),
            ...lines,
          ];
          const all = conn.map((row, i) => `${name('conn', i)}${row}`);
          for (const line of rest) all.splice((order.next().value ?? 0) % (all.length + 1), 0, line);
          const read = await readText(`${all.join('\n')}\n`);
          expect(tableValues(read.table)).toEqual(truth);
          for (const log of Object.keys(others)) {
            const count = logs.filter((one) => one === log).length;
            expect(read.files[0].contexts.find((one) => one.log === log)?.rows ?? 0).toBe(count);
          }
          expect(read.files[0].skipped).toBe(
            lines.filter((line) => /[a-z]/.test(line) && !line.startsWith('#')).length,
          );
          expect(await cellsOf(read, 'uid')).toEqual(rows.map((cells) => cells[1]));
        },
      ),
    );
  });

  it('are distinguished from those of other logs without a name', async () => {
    const truth = await expected();
    await fc.assert(
      fc.asyncProperty(fc.array(otherLog, { maxLength: 30 }), fc.infiniteStream(fc.nat()), async (logs, order) => {
        const all = [...conn];
        for (const log of logs)
          all.splice((order.next().value ?? 0) % (all.length + 1), 0, `1716163201.5\t${others[log].join('\t')}`);
        const lines = all.map((line) => `May 20 00:00:01 sensor zeek: ${line.replaceAll('\t', '#011')}`);
        const { table, files } = await readText(`${lines.join('\n')}\n`);
        expect(tableValues(table)).toEqual(truth);
        expect(files[0]).toMatchObject({ context: logs.length, skipped: 0 });
      }),
    );
  });

  it('have their header after the prefix too, and an added column', async () => {
    const log = [
      '#separator \\x09',
      '#path\tconn',
      `#fields\t${fields.join('\t')}\tnote`,
      ...conn.map((row) => `${row}\tx`),
    ];
    for (const prefix of ['conn.log:', '<13>1 2024-05-20T00:00:00Z sensor zeek - - - ']) {
      const { table, files } = await readText(log.map((line) => prefix + line).join('\n'));
      expect(table.rows).toBe(8);
      expect(table.columns.has('note')).toBe(true);
      const notes = files[0].notes.map(({ code }) => code);
      expect(notes).toContain('behind-prefix');
      expect(notes).not.toContain('headerless');
      expect(files[0].notes.map(explainNote).join(' ')).toContain(prefix.trim());
    }
  });

  it('are read out of a text of JSON, as Docker and journald keep lines, with their header or without', async () => {
    const header = ['#separator \\x09', '#path\tconn', `#fields\t${fields.join('\t')}`];
    const end = fc.constantFrom('', '\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.boolean(), end, fc.constantFrom('log', 'MESSAGE', '_raw'), async (isHeaded, ending, key) => {
        const lines = [...(isHeaded ? header : []), ...conn];
        const log = lines.map((line) => JSON.stringify({ [key]: line + ending, stream: 'stdout', time: '2024' }));
        const read = await readText(log.join('\n'));
        expect(tableValues(read.table)).toEqual(await expected());
        expect(await cellsOf(read, 'uid')).toEqual(rows.map((cells) => cells[1]));
      }),
    );
  });

  it('stand behind a line that is too long, which is counted once', async () => {
    const [row] = conn;
    const log = `conn.log:${row}\n${'x'.repeat(20 << 20)}\nconn.log:${row}\n`;
    const { files } = await readText(log);
    expect(files[0].flows).toBe(2);
    expect(files[0].skippedBy).toMatchObject([{ reason: 'too-long', lines: 1, first: { line: 2 } }]);
  });

  it('of a width that no conn.log has are refused', async () => {
    const narrow = conn.map((row) => `conn.log:${row.split('\t').slice(0, 15).join('\t')}`);
    await expect(readText(narrow.join('\n'))).rejects.toMatchObject({ code: 'not-a-zeek-log' });
  });

  it('of one other log alone are called that log', async () => {
    const log = Array.from({ length: 5 }, () => `dns.log:1716163201.5\t${others.dns.join('\t')}\n`).join('');
    const error = await readText(log).catch((found: unknown) => found);
    expect(error).toBeInstanceOf(LogError);
    expect(error).toMatchObject({ code: 'other-log', detail: { path: 'dns' } });
  });

  it('have a cut last row that is said to be cut', async () => {
    const text = conn.map((row) => `conn.log:${row}\n`).join('');
    const { table, files } = await readText(text.slice(0, -25));
    expect(table.rows).toBe(7);
    expect(files[0].skippedBy).toMatchObject([{ reason: 'cut-line', lines: 1 }]);
  });

  it('are not those of a log with another separator, whatever its cells hold', async () => {
    const truth = await expected();
    const marks = fc.constantFrom('\\t', '#011', '\\011', '\t');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('|', ';', '^'), marks, fc.nat(7), async (separator, mark, row) => {
        const lines = conn.map(
          (line, i) => `${line.replaceAll('\t', separator)}${separator}${i <= row ? `a${mark}b` : '-'}`,
        );
        const header = [
          `#separator ${separator}`,
          `#path${separator}conn`,
          ['#fields', ...fields, 'note'].join(separator),
        ];
        const { table, files } = await readText([...header, ...lines].join('\n'));
        expect(files[0]).toMatchObject({ flows: 8, format: 'Zeek TSV' });
        expect(tableValues(table)).toMatchObject(truth);
      }),
    );
  });

  it('never lose the sign of a time', async () => {
    const text = conn.map((row) => `-${row}\n`).join('');
    await expect(readText(text)).rejects.toBeInstanceOf(LogError);
  });
});
