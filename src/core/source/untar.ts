import type { Entry } from './unzip.ts';

const BLOCK = 512;
const decoder = new TextDecoder();

/** The files of a tar archive, as slices of it: nothing is copied. GNU's and pax' long names are followed. */
export async function* untar(blob: Blob): AsyncGenerator<Entry> {
  let longName = '';
  for (let at = 0; at + BLOCK <= blob.size; ) {
    const header = new Uint8Array(await blob.slice(at, at + BLOCK).arrayBuffer());
    if (header[0] === 0) return; // the end is two blocks of zeros
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const kind = String.fromCharCode(header[156]);
    const body = blob.slice(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'L') longName = cString(new Uint8Array(await body.arrayBuffer()));
    else if (kind === 'x') longName = /\d+ path=(.*)\n/.exec(decoder.decode(await body.arrayBuffer()))?.[1] ?? longName;
    else {
      const prefix = text(header, 345, 155);
      const path = longName || (prefix === '' ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`);
      longName = '';
      if (kind === '0' || kind === '\0') yield { path, blob: body, isWhole: body.size === size };
    }
  }
}

function text(header: Uint8Array, at: number, length: number): string {
  return cString(header.subarray(at, at + length)).trim();
}

/** Up to the first zero byte. */
function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}
