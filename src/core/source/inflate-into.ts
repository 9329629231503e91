import { LogError } from '../errors.ts';
import { createGunzip, gunzipByKernel } from './gunzip-kernel.ts';
import type { Back, Sent } from './inflate-ahead.ts';
import { counted, readBytes } from './read-bytes.ts';

const BLOCK = 1 << 20;
/** Blocks of a file that are on their way or wait to be read, at most. */
const AHEAD = 8;

/**
 * Inflates a gzip file into a port, whose other end is an `InflatedAhead`. Needs WebAssembly. Ends when all is sent, or when
 * the other side has enough.
 */
export async function inflateInto(port: MessagePort, blob: Blob, name: string): Promise<void> {
  const kernel = createGunzip();
  if (kernel === null) throw new Error('no kernel');
  const arrays = new Arrays(port);
  let taken = 0;
  let pointsSent = 0;
  let block = await arrays.next();
  let filled = 0;
  const post = (sent: Sent, transfer: Transferable[] = []) => port.postMessage(sent, transfer);
  const send = () => {
    if (block === null || filled === 0) return;
    const points = kernel.points.slice(pointsSent);
    pointsSent = kernel.points.length;
    post({ kind: 'text', text: block.subarray(0, filled), taken, points }, [block.buffer]);
    filled = 0;
  };
  const stored = counted(readBytes(blob, name), (bytes) => {
    taken = bytes;
  });
  try {
    for await (const text of gunzipByKernel(kernel, stored)) {
      for (let at = 0; at < text.length; ) {
        if (block === null) return;
        const count = Math.min(text.length - at, BLOCK - filled);
        block.set(text.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled < BLOCK) continue;
        send();
        block = await arrays.next();
      }
    }
    send();
    post({ kind: 'end', taken, damage: kernel.damage });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    send();
    post({ kind: 'failed', code: error.code, detail: error.detail });
  }
}

/** The arrays of one file, each of which comes back through the port to be filled again. */
class Arrays {
  private readonly spare: ArrayBuffer[] = [];
  private made = 0;
  private isEnough = false;
  private wake = () => {};

  constructor(port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<Back>) => {
      if (data === null) this.isEnough = true;
      else this.spare.push(data);
      this.wake();
    };
  }

  /** One to fill, as soon as there is one; null when the other side has enough. */
  async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    while (!this.isEnough) {
      const spare = this.spare.pop() ?? (this.made++ < AHEAD ? new ArrayBuffer(BLOCK) : null);
      if (spare !== null) return new Uint8Array(spare);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return null;
  }
}
