import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnValues, quiet, readText } from '../testing/read-text.ts';
import { LogError } from './errors.ts';
import { readLogs } from './read-logs.ts';
import { fileStarts, sectionOf } from './table/table.ts';

const names = 'ts\tid.orig_h\tduration\torig_bytes\tid.resp_p\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes';
const header = `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${names}\n`;
const row = (ts: number) => `${ts}\t10.0.0.1\t1\t2\t80\t3\t4\t5\t6\n`;
const dns = '#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n1\tC1\tx\n2\tC2\ty\n';

const failure = (log: string | Uint8Array, path?: string) =>
  readText(log, path).then(
    () => null,
    (error: unknown) => (error instanceof LogError ? { code: error.code, detail: error.detail } : error),
  );

function open(files: Record<string, string | Uint8Array>) {
  const list = Object.entries(files).map(([path, log]) => ({ path, blob: new Blob([log as BlobPart]) }));
  return readLogs(list, quiet);
}

describe('readLogs', () => {
  it('makes one run of several files, each row with its file and its place there', async () => {
    const { table, files } = await open({ a: header + row(1) + row(2), b: header, c: header + row(3) });
    expect(columnValues(table, 'ts')).toEqual([1, 2, 3]);
    expect([0, 1, 2].map((flow) => sectionOf(table, flow).file)).toEqual([0, 0, 2]);
    expect([...fileStarts(table, 3)]).toEqual([0, 2, 2, 3]);
    expect(files.map(({ flows }) => flows)).toEqual([2, 0, 1]);
    expect(files[1].problem).toEqual({ code: 'empty', detail: { file: 'b', what: 'rows' } });
  });

  it('counts rows of other logs as context, and refuses files that are no logs, without losing the flows', async () => {
    const { files } = await open({ 'conn.log': header + row(1), 'dns.log': dns, 'README.md': 'What this is' });
    expect(files.map(({ flows, context, log }) => [flows, context, log])).toEqual([
      [1, 0, 'conn'],
      [0, 2, 'dns'],
      [0, 0, ''],
    ]);
    expect(files[1].problem).toBeNull();
    expect(files[2].problem).toMatchObject({ code: 'not-a-zeek-log' });
  });

  it.each([
    ['a file of no bytes', '', { code: 'empty', detail: { file: 'conn.log', what: 'bytes' } }],
    ['a header without rows', header, { code: 'empty', detail: { file: 'conn.log', what: 'rows' } }],
    ['another log', dns, { code: 'other-log', detail: { file: 'conn.log', path: 'dns', rows: 2 } }],
    [
      'prose',
      'Lorem ipsum dolor\n',
      { code: 'not-a-zeek-log', detail: { file: 'conn.log', looks: 'text', seen: 'Lorem ipsum dolor ' } },
    ],
    [
      'a conn.log without a needed field',
      (header + row(1)).replace('orig_ip_bytes', 'other').replace('resp_pkts', 'another'),
      { code: 'missing-field', detail: { file: 'conn.log', path: 'conn', fields: 'orig_ip_bytes, resp_pkts' } },
    ],
    [
      'only lines that are no rows',
      `${header}1\n2\n`,
      {
        code: 'no-rows',
        detail: {
          file: 'conn.log',
          format: 'Zeek TSV',
          rows: 2,
          lines: 2,
          reason: 'too-few-fields',
          line: 5,
          found: 1,
          wanted: 9,
        },
      },
    ],
  ])('fails for %s with a code and the facts', async (_, log, expected) => {
    expect(await failure(log)).toEqual(expected);
  });

  it('fails for a gzip of nothing', async () => {
    expect(await failure(gzipSync(''))).toMatchObject({ code: 'empty' });
    expect(await failure(gzipSync(header + row(1)).subarray(0, 12))).toMatchObject({ code: 'damaged-gzip' });
  });

  it('names every reason when several files fail', async () => {
    const error = await open({ a: '', 'dns.log': dns }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'other-log', causes: [{ code: 'empty' }, { code: 'other-log' }] });
    expect(await open({ a: 'x', b: 'y' }).catch((reason: unknown) => reason)).toMatchObject({ code: 'no-log' });
    expect(await open({}).catch((reason: unknown) => reason)).toMatchObject({ code: 'no-log' });
  });

  it('reads gzip of several members like the plain text, and keeps the rows before a cut', async () => {
    const plain = header + Array.from({ length: 3000 }, (_, i) => row(i)).join('');
    const cut = 20_000;
    const gz = Buffer.concat([gzipSync(plain.slice(0, cut)), gzipSync(plain.slice(cut))]);
    expect(columnValues((await readText(gz)).table, 'ts')).toEqual(columnValues((await readText(plain)).table, 'ts'));
    const { table, files } = await readText(gzipSync(plain).subarray(0, 4000));
    expect(files[0].problem).toMatchObject({ code: 'damaged-gzip', detail: { why: 'cut', rows: table.rows } });
    expect(table.rows).toBeGreaterThan(100);
    expect(columnValues(table, 'ts')).toEqual(Array.from({ length: table.rows }, (_, i) => i));
  });

  it('keeps a field by its name when a later file has more of them', async () => {
    const more = header.replace('resp_ip_bytes', 'resp_ip_bytes\tlabel') + row(2).replace('\n', '\tBenign\n');
    const { table } = await open({ a: header + row(1), b: more });
    expect(columnValues(table, 'label')).toEqual([null, 'Benign']);
  });

  it('reports stored bytes and stops when its signal aborts', async () => {
    const abort = new AbortController();
    const reports: number[] = [];
    const control = {
      signal: abort.signal,
      report: ({ done }: { done: number }) => {
        reports.push(done);
        abort.abort();
      },
    };
    const blob = new Blob([header, row(1).repeat(100_000)]);
    await expect(readLogs([{ path: 'conn.log', blob }], control)).rejects.toThrow(/abort/i);
    expect(reports.length).toBe(1);
    expect(reports[0]).toBeLessThan(blob.size);
  });
});
