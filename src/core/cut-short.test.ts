import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangingFile } from '../testing/changing-file.ts';
import { connLog } from '../testing/conn-log.ts';
import { columnValues, quiet } from '../testing/read-text.ts';
import { makeZstd } from '../testing/zstd-file.ts';
import { readLogs } from './read-logs.ts';
import { passOnce } from './stream/first-pass.ts';
import { createCellKernel } from './table/cell-kernel.ts';

const rows = 40_000;
const log = connLog(Array.from({ length: rows }, (_, i) => ({ ts: i + 1, orig_bytes: (i * 7919) % 100_003 })));
const forms: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['conn.log', log],
  ['conn.log.gz', gzipSync(log)],
  ['conn.log.zst', makeZstd([{ text: log, isChecked: false }])],
];

/** A file that has become `length` bytes when it is read. */
function shrunk(bytes: Uint8Array, length: number): Blob {
  const file = new ChangingFile(bytes);
  file.overwrite(bytes.subarray(0, length));
  return file;
}

describe('a file that becomes shorter while it is read', () => {
  it.each(forms)('is read up to its end, which is reported with its counts: %s', async (path, bytes) => {
    const share = fc.double({ min: 0.5, max: 0.999, noNaN: true });
    const property = fc.asyncProperty(share, async (part) => {
      const length = Math.floor(bytes.length * part);
      const read = await readLogs([{ path, blob: shrunk(bytes, length) }], quiet);
      const { problem, flows } = read.files[0];
      expect(problem).toEqual({
        code: 'cut-short',
        detail: { file: path, rows: flows, at: length, size: bytes.length, why: 'shorter' },
      });
      expect(flows).toBeGreaterThan(0);
      expect(flows).toBeLessThan(rows);
      expect(columnValues(read.table, 'ts')).toEqual(Array.from({ length: flows }, (_, i) => i + 1));
    });
    await fc.assert(property, { numRuns: 5 });
  });

  it.each(forms)('is reported after the first of two passes as well: %s', async (path, bytes) => {
    const means = { kernel: createCellKernel(), inflate: null };
    const length = Math.floor(bytes.length * 0.7);
    const first = await passOnce([{ path, blob: shrunk(bytes, length) }], quiet, means, 2 ** 30, async () => {});
    expect(first.files[0].problem).toMatchObject({ code: 'cut-short', detail: { rows: first.flows, at: length } });
  });

  it('ends its log where the browser refuses to read on', async () => {
    const file = new Blob([log as BlobPart]);
    file.stream = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(log.slice(0, 1_000_000) as Uint8Array<ArrayBuffer>);
        },
        pull: (controller) => controller.error(new DOMException('it changed', 'NotReadableError')),
      });
    const { files, table } = await readLogs([{ path: 'conn.log', blob: file }], quiet);
    expect(files[0].problem).toMatchObject({ code: 'cut-short', detail: { rows: table.rows, why: 'unreadable' } });
  });
});
