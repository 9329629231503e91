import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet } from '../../testing/read-text.ts';
import { makeZip } from '../../testing/zip-file.ts';
import { readLogs } from '../read-logs.ts';

/** Counts how many instances of WebAssembly modules are made meanwhile. */
async function instancesMade(job: () => Promise<unknown>): Promise<number> {
  const { Instance } = WebAssembly;
  let made = 0;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, args, self) {
      made++;
      return Reflect.construct(target, args, self);
    },
  });
  try {
    await job();
  } finally {
    WebAssembly.Instance = Instance;
  }
  return made;
}

it('lends one kernel from file to file, whatever holds them', async () => {
  const packed = new Uint8Array(gzipSync(connLog('1.5 10.0.0.1\n2.5 10.0.0.2')));
  const files = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ path: `${i}.log.gz`, blob: new Blob([packed]) }));
  const zip = (count: number) => {
    const list = files(count).map(({ path }, i) => ({ path, bytes: packed, isDeflated: i % 2 === 0 }));
    return [{ path: 'a.zip', blob: new Blob([makeZip(list) as BlobPart]) }];
  };
  for (const form of [files, zip]) {
    const few = await instancesMade(() => readLogs(form(3), quiet));
    const many = await instancesMade(async () => {
      const { table, texts } = await readLogs(form(200), quiet);
      expect(table.rows).toBe(400);
      for (const text of texts) await text.read(0, 10);
    });
    expect(many).toBeLessThanOrEqual(few);
  }
});
