import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { toCsv, toJson } from '../../testing/forms.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { exportFlows } from '../export/export-flows.ts';
import { exportFormats } from '../export/index.ts';
import { type ReadLogs, readLogs } from '../read-logs.ts';

const decoder = new TextDecoder();

/** One flow, in whole microseconds and bytes. */
interface Flow {
  readonly ts: number;
  readonly duration: number;
  readonly bytes: number;
}

const flows = fc.array(
  fc.record({
    ts: fc.integer({ min: 1_600_000_000_000_000, max: 1_700_000_000_000_000 }),
    duration: fc.nat(90_000_000),
    bytes: fc.nat(3_000_000_000),
  }),
  { minLength: 1, maxLength: 6 },
);

const seconds = (micros: number) => `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
const iso = (micros: number) =>
  `${new Date(Math.floor(micros / 1e6) * 1000).toISOString().slice(0, 19)}.${seconds(micros).split('.')[1]}Z`;

/** Ways to write times, durations and counts; the first is Zeek's. */
const ways = {
  ts: [
    seconds,
    iso,
    (t: number) => iso(t).replace('T', ' ').replace('Z', ' UTC'),
    String,
    (t: number) => seconds(t).replace('.', ','),
  ],
  duration: [
    seconds,
    (d: number) => `${d}us`,
    (d: number) => `0 days 00:0${Math.floor(d / 60e6)}:${clock(d)}`,
    (d: number) => `PT${seconds(d)}S`,
  ],
  bytes: [String, (b: number) => `${b}.0`, (b: number) => String(b).replace(/\B(?=(\d{3})+$)/g, ' ')],
};

function clock(micros: number): string {
  const [whole, fraction] = seconds(micros % 60e6).split('.');
  return `${whole.padStart(2, '0')}.${fraction}`;
}

function logOf(list: readonly Flow[], ts: number, duration: number, bytes: number): string {
  const rows = list.map((flow) => ({
    ts: ways.ts[ts](flow.ts),
    duration: ways.duration[duration](flow.duration),
    orig_bytes: ways.bytes[bytes](flow.bytes),
  }));
  return decoder.decode(connLog(rows));
}

/** The same cells as texts in every format. */
const formats: Record<string, (log: string) => string> = {
  TSV: (log) => log,
  CSV: (log) => toCsv(log, ';'),
  JSON: (log) => toJson(log.replace(/^#types.*$/m, (line) => line.replace(/\t\w+/g, '\tstring'))).join('\n'),
};

async function exported({ table, texts }: ReadLogs, id: string): Promise<string> {
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const scores = new Float64Array(table.rows);
  const format = exportFormats.find((candidate) => candidate.id === id) ?? exportFormats[0];
  const source = { table, texts, files: ['x'], rows, ranks: rows.map((row) => row + 1), scores, threshold: 1 };
  return (await exportFlows(source, format, quiet)).text();
}

describe('numbers in other forms', () => {
  it('are read the same in every format, and exports write them as Zeek would', async () => {
    const way = (list: readonly unknown[]) => fc.nat(list.length - 1);
    await fc.assert(
      fc.asyncProperty(flows, way(ways.ts), way(ways.duration), way(ways.bytes), async (list, ts, duration, bytes) => {
        for (const write of Object.values(formats)) {
          const read = await readText(write(logOf(list, ts, duration, bytes)));
          expect(read.files[0]).toMatchObject({ flows: list.length, skipped: 0, problem: null });
          expect(columnValues(read.table, 'ts')).toEqual(list.map((flow) => Number(seconds(flow.ts))));
          expect(columnValues(read.table, 'duration')).toEqual(list.map((flow) => Number(seconds(flow.duration))));
          expect(columnValues(read.table, 'orig_bytes')).toEqual(list.map((flow) => flow.bytes));
          const [header, ...lines] = (await exported(read, 'csv')).trimEnd().split('\r\n');
          const place = (field: string) => header.split(',').indexOf(field);
          lines.forEach((line, i) => {
            const cells = line.split(',');
            expect(cells[place('orig_bytes')]).toBe(String(list[i].bytes));
            for (const field of ['ts', 'duration'] as const) {
              expect(cells[place(field)]).toMatch(/^\d+(\.\d+)?$/);
              expect(Number(cells[place(field)])).toBe(Number(seconds(list[i][field])));
            }
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leave a row whose bad cell no score needs, unset in table and exports, and say so', async () => {
    const fields = ['missed_bytes', 'id.orig_p', 'orig_pkts', 'ts', 'ip_proto'];
    for (const field of fields) {
      for (const write of Object.values(formats)) {
        const read = await readText(write(decoder.decode(connLog([{ [field]: 'aa:bb' }, { [field]: '7' }]))));
        expect(read.files[0]).toMatchObject({ flows: 2, skipped: 0 });
        expect(columnValues(read.table, field)).toEqual([null, 7]);
        expect(read.files[0].notes).toContainEqual({
          code: 'not-numbers',
          detail: expect.objectContaining({ field, cells: 1, text: 'aa:bb' }),
        });
        expect(await exported(read, 'csv')).not.toContain('aa:bb');
      }
    }
  });

  it('that may mean two things refuse the file by its column and cell', async () => {
    for (const write of Object.values(formats)) {
      const log = write(decoder.decode(connLog([{ ts: '03/04/2024 10:00:00' }, { ts: '04/04/2024 10:00:00' }])));
      await expect(readText(log)).rejects.toMatchObject({
        code: 'ambiguous-column',
        detail: { field: 'ts', text: '03/04/2024 10:00:00', kind: 'date' },
      });
    }
  });

  it('late in a file change how its first rows are read', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({ duration: i === 2999 ? '0,5' : '2,500' }));
    const { table } = await readText(connLog(rows));
    expect(columnValues(table, 'duration')).toEqual(rows.map(({ duration }) => Number(duration.replace(',', '.'))));
  });
});

describe('types that a log states', () => {
  const file = (path: string, log: Uint8Array | string) => ({ path, blob: new Blob([log as BlobPart]) });

  it('do not change how fields are read that we know, nor other logs', async () => {
    const wrong = decoder
      .decode(connLog([{ ts: 1 }, { ts: 2 }]))
      .replace(/^#types.*$/m, (line) => line.replace(/\t\w+/g, '\tcount'));
    const right = connLog([{ ts: 3, service: 'dns' }]);
    const { table, files } = await readLogs([file('a', wrong), file('b', right)], quiet);
    expect(files.map(({ flows, skipped }) => [flows, skipped])).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(columnValues(table, 'service')).toEqual(['ssl', 'ssl', 'dns']);
    expect(columnValues(table, 'duration')).toEqual([0.25, 0.25, 0.25]);
  });

  it('make a field text that is a number in one log and text in another, whichever comes first', async () => {
    const fields = [
      'ts',
      'duration',
      'orig_bytes',
      'id.resp_p',
      'resp_bytes',
      'orig_ip_bytes',
      'resp_pkts',
      'resp_ip_bytes',
      'mine',
    ];
    const text = decoder.decode(connLog('1 1 1 80 1 1 1 1 abc', { fields }));
    const number = decoder.decode(connLog('2 1 1 80 1 1 1 1 12', { fields })).replace(/\tstring$/m, '\tcount');
    for (const [logs, expected] of [
      [
        [text, number],
        ['abc', '12'],
      ],
      [
        [number, text],
        ['12', 'abc'],
      ],
    ] as const) {
      const { table, files } = await readLogs(
        logs.map((log, i) => file(`${i}`, log)),
        quiet,
      );
      expect(files.map(({ skipped }) => skipped)).toEqual([0, 0]);
      expect(columnValues(table, 'mine')).toEqual(expected);
    }
  });
});
