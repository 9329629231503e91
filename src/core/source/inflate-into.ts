import { LogError } from '../errors.ts';
import { createGunzip, gunzipByKernel } from './gunzip-kernel.ts';
import type { Sent } from './inflate-ahead.ts';
import { ARRAY_BYTES, FileArrays, type LentArrays } from './lent-arrays.ts';
import type { Seal } from './seal.ts';
import { openStoredBytes } from './stored-bytes.ts';

/**
 * Inflates a gzip file into a port, whose other end is an `InflatedAhead`. Needs WebAssembly. Ends when all is sent, or
 * when the other side has enough. The text goes out in arrays of `lent`, which come back to it.
 */
export async function inflateInto(
  port: MessagePort,
  blob: Blob,
  name: string,
  lent: LentArrays,
  before: Seal | null = null,
): Promise<void> {
  const kernel = createGunzip();
  if (kernel === null) throw new Error('no kernel');
  const arrays = new FileArrays(port, lent);
  let array: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;
  let taken = 0;
  let pointsSent = 0;
  const post = (sent: Sent, transfer: Transferable[] = []) => port.postMessage(sent, transfer);
  const send = () => {
    if (array === null) return;
    const points = kernel.points.slice(pointsSent);
    const windows = points.map(({ block }) => block.window.buffer);
    post({ kind: 'text', text: array.subarray(0, filled), taken, points, seal: stored.sealPart() }, [
      array.buffer,
      ...windows,
    ]);
    array = null;
    filled = 0;
    pointsSent += points.length;
  };
  const onTaken = (bytes: number) => {
    taken = bytes;
  };
  const stored = openStoredBytes(blob, name, onTaken, before);
  try {
    for await (const text of gunzipByKernel(kernel, stored.blocks)) {
      for (let at = 0; at < text.length; ) {
        array ??= await arrays.take();
        if (array === null) return;
        const count = Math.min(text.length - at, ARRAY_BYTES - filled);
        array.set(text.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled === ARRAY_BYTES) send();
      }
    }
    send();
    post({ kind: 'end', taken, damage: stored.damage() ?? kernel.damage, seal: stored.sealPart() });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    send();
    post({ kind: 'failed', code: error.code, detail: error.detail });
  }
}
