import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { quiet, readText, tableValues } from '../../testing/read-text.ts';
import { makeTar } from '../../testing/tar-file.ts';
import { makeZip } from '../../testing/zip-file.ts';
import { makeZstd } from '../../testing/zstd-file.ts';
import { readLogs } from '../read-logs.ts';

const log = [
  '#separator \\x09',
  '#fields\tts\tuid\tid.resp_p\tduration\torig_bytes\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes',
  '1.5\tC1\t80\t0.25\t10\t20\t50\t1\t60',
  '2.5\tC2\t53\t-\t-\t-\t28\t0\t0',
  '',
].join('\n');
const dns = '#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n1.5\tC1\texample.com\n';

/** The log twice, as two frames that zstd 1.5.4 made of it (`zstd conn.log`, then `cat`). */
const frames = Buffer.from(
  'KLUv/SSitQMA0sYWGoCpOgAtIWI4IkbkNw7G8XRL8ctMGyBgOm+M5r4TBDiQjGguMPKTjz5ywnM/MSI4HWRewqWXvYZBQaQ2L1o+pcuyU9wyPSu9cvE+71KwPCBmcEbh0PaUKscWCQkAOSkDFXwnAS05PBvEfJdThMuA9mtCAcLR4sMotS/9JKK1AwDSxhYagKk6AC0hYjgiRuQ3DsbxdEvxy0wbIGA6b4zmvhMEOJCMaC4w8pOPPnLCcz8xIjgdZF7CpZe9hkFBpDYvWj6ly7JT3DI9K71y8T7vUrA8IGZwRuHQ9pQqxxYJCQA5KQMVfCcBLTk8G8R8l1OEy4D2a0IBwtHiww==',
  'base64',
);

function tar(files: Readonly<Record<string, string>>): Uint8Array {
  return makeTar(Object.entries(files).map(([path, text]) => ({ path, bytes: strToU8(text) })));
}

async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const { gzipSync } = await import('node:zlib');
  return gzipSync(bytes);
}

describe('archives and compression', () => {
  it('reads any number of zstd frames, and says where a cut one ends', async () => {
    const expected = tableValues((await readText(log)).table);
    const { table, files } = await readText(frames);
    expect(table.rows).toBe(4);
    expect(tableValues(table).uid).toBeUndefined();
    expect(files[0].problem).toBeNull();
    expect(tableValues((await readText(frames.subarray(0, frames.length / 2))).table)).toEqual(expected);
    const cut = await readText(frames.subarray(0, frames.length - 20));
    expect(cut.table.rows).toBe(2);
    expect(cut.files[0].problem).toMatchObject({ code: 'damaged-zstd', detail: { why: 'cut', rows: 2 } });
  });

  it('refuses zstd with a window that it would unpack wrongly', async () => {
    const wide = frames.slice();
    wide[4] &= ~0x20; // no single segment: the next byte is the window, here 128 MB
    wide[5] = (27 - 10) << 3;
    await expect(readText(wide)).rejects.toMatchObject({ code: 'damaged-zstd', detail: { why: 'window' } });
  });

  it('opens a zip: conn logs are flows, other logs context, the rest is named', async () => {
    const zip = zipSync({
      'day/conn.log': strToU8(log),
      'day/dns.log': strToU8(dns),
      'day/readme.txt': strToU8('Lorem ipsum'),
      'day/conn.10.log.gz': await gzipped(strToU8(log)),
      '__MACOSX/._conn.log': strToU8('x'),
    });
    const { table, files } = await readText(zip, 'logs.zip');
    expect(table.rows).toBe(4);
    expect(files.map(({ path, flows, context, problem }) => [path, flows, context, problem?.code])).toEqual([
      ['logs.zip/day/conn.log', 2, 0, undefined],
      ['logs.zip/day/dns.log', 0, 1, undefined],
      ['logs.zip/day/readme.txt', 0, 0, 'not-a-zeek-log'],
      ['logs.zip/day/conn.10.log.gz', 2, 0, undefined],
    ]);
  });

  it('keeps what a damaged zip has before the damage', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `${i}.5\tC${i * 7919}\t80\t0.25\t${i * 31}\t20\t50\t1\t60`);
    const zip = zipSync({ 'conn.log': strToU8(`${log}${rows.join('\n')}\n`) });
    const { table, files } = await readText(zip.subarray(0, zip.length / 2), 'logs.zip');
    expect(table.rows).toBeGreaterThan(1000);
    expect(files[0].problem).toMatchObject({ code: 'damaged-archive', detail: { rows: table.rows } });
    await expect(readText(zip.subarray(0, 40), 'logs.zip')).rejects.toMatchObject({ code: 'damaged-archive' });
  });

  it('opens a tar, plain, gzipped or in another archive, long names too', async () => {
    const long = `${'deep/'.repeat(30)}conn.log`;
    const plain = tar({ 'conn.log': log, [long]: log });
    for (const form of [plain, await gzipped(plain), zipSync({ 'a.tar.gz': await gzipped(plain) })]) {
      const { table, files } = await readText(form, 'a');
      expect(table.rows).toBe(4);
      expect(files[1].path.endsWith(long)).toBe(true);
    }
    const cut = await readText(plain.subarray(0, 512 + 140), 'a.tar');
    expect(cut.files[0].problem?.code).toBe('damaged-archive');
  });

  it('unpacks what is compressed again and again, and says where it stops', async () => {
    const expected = tableValues((await readText(log)).table);
    const layers = {
      gzip: (bytes: Uint8Array): Uint8Array => gzipSync(bytes),
      zstd: (bytes: Uint8Array) => makeZstd([{ text: bytes, isChecked: true }]),
      zip: (bytes: Uint8Array) => makeZip([{ path: 'a', bytes, isDeflated: true }]),
      tar: (bytes: Uint8Array) => makeTar([{ path: 'a', bytes }]),
    };
    const any = fc.array(fc.constantFrom(...(Object.keys(layers) as (keyof typeof layers)[])), { maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(any, async (order) => {
        const bytes = order.reduceRight<Uint8Array>((inner, layer) => layers[layer](inner), strToU8(log));
        // Archives in a row count together, and so do layers of compression.
        const archives = order.filter((layer) => layer === 'zip' || layer === 'tar').length;
        const runs = order
          .map((layer) => (layer === 'gzip' || layer === 'zstd' ? 'c' : '|'))
          .join('')
          .split('|');
        const isRead = archives <= 3 && runs.every((run) => run.length <= 3);
        const read = await readText(bytes, 'a').catch((error: unknown) => error);
        if (isRead) expect(read).toMatchObject({ files: [{ flows: 2, problem: null }] });
        else expect(read).toMatchObject({ code: 'packed-too-deep' });
        if (isRead) expect(tableValues((read as Awaited<ReturnType<typeof readText>>).table)).toEqual(expected);
      }),
      { examples: [[['gzip', 'gzip']], [['gzip', 'gzip', 'gzip', 'gzip']], [['zip', 'zip', 'zip', 'zip']]] },
    );
  });

  it('takes an archive without files for one that cannot be read', async () => {
    await expect(readText(zipSync({}), 'none.zip')).rejects.toMatchObject({ code: 'damaged-archive' });
  });

  it('goes by the bytes, not by the name', async () => {
    const blob = new Blob([(await gzipped(strToU8(log))) as BlobPart]);
    const { table } = await readLogs([{ path: 'conn.log.zip', blob }], quiet);
    expect(table.rows).toBe(2);
  });
});
