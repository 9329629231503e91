/**
 * Processor time of many small logs in Node, compressed against plain: `npx tsx scripts/bench/small-files.ts`. Each
 * form is read once to warm up, then `RUNS` times, interleaved. The ratio compares the fastest runs.
 */
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { readLogs } from '../../src/core/read-logs.ts';
import { makeSample } from '../../src/core/sample/sample.ts';
import type { LogFile } from '../../src/core/source/unpack.ts';
import { makeTar } from '../../src/testing/tar-file.ts';

const FILES = Number(process.argv[2] ?? 3000);
const RUNS = Number(process.argv[3] ?? 3);
/** Rows per file, so that its plain text has about 4 kB. */
const ROWS = 24;

const lines = new TextDecoder().decode(makeSample()).split('\n');
const head = lines.filter((line) => line.startsWith('#') && !line.startsWith('#close'));
const rows = lines.filter((line) => line !== '' && !line.startsWith('#'));
const texts = Array.from({ length: FILES }, (_, file) => {
  const own = Array.from({ length: ROWS }, (_, row) => rows[(file * ROWS + row) % rows.length]);
  return strToU8(`${[...head, ...own].join('\n')}\n`);
});

const asFiles = (bytes: readonly Uint8Array[], ending: string): LogFile[] =>
  bytes.map((one, i) => ({ path: `conn.${i}.log${ending}`, blob: new Blob([one as BlobPart]) }));
const asZip = (bytes: readonly Uint8Array[], ending: string, level: 0 | 6): LogFile[] => [
  {
    path: 'logs.zip',
    blob: new Blob([
      zipSync(Object.fromEntries(bytes.map((one, i) => [`${i}.log${ending}`, one])), { level }) as BlobPart,
    ]),
  },
];

const asTar = (bytes: readonly Uint8Array[], ending: string): Buffer =>
  makeTar(bytes.map((one, i) => ({ path: `${i}.log${ending}`, bytes: one })));
const one = (path: string, bytes: Uint8Array): LogFile[] => [{ path, blob: new Blob([bytes as BlobPart]) }];

const packed = texts.map((text) => new Uint8Array(gzipSync(text)));
const forms: Readonly<Record<string, readonly LogFile[]>> = {
  'plain files': asFiles(texts, ''),
  '.gz files': asFiles(packed, '.gz'),
  'plain in a zip, stored': asZip(texts, '', 0),
  'plain in a zip, deflated': asZip(texts, '', 6),
  '.gz in a zip, stored': asZip(packed, '.gz', 0),
  '.gz in a zip, deflated': asZip(packed, '.gz', 6),
  'plain in a tar': one('logs.tar', asTar(texts, '')),
  'plain in a .tar.gz': one('logs.tar.gz', gzipSync(asTar(texts, ''))),
  '.gz in a tar': one('logs.tar', asTar(packed, '.gz')),
};

const control = { signal: new AbortController().signal, report: () => {} };
const best = new Map<string, number>();
for (let run = 0; run <= RUNS; run++) {
  for (const [name, files] of Object.entries(forms)) {
    const before = process.cpuUsage();
    const { table } = await readLogs(files, control);
    const { user, system } = process.cpuUsage(before);
    if (table.rows !== FILES * ROWS) throw new Error(`${name}: ${table.rows} rows`);
    if (run > 0) best.set(name, Math.min(best.get(name) ?? Infinity, (user + system) / 1000));
  }
}
const plain = best.get('plain files') ?? Number.NaN;
console.log(`${FILES} files of ${texts[0].length} bytes, ${packed[0].length} compressed`);
for (const [name, ms] of best)
  console.log(`${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / plain).toFixed(2)}`);
