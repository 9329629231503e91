import { crc32 } from '../source/crc32.ts';
import type { FileText } from './file-text.ts';

/** The first bytes of a text, by which it is recognised under another name and after compression. Plain data. */
export interface Head {
  /** Bytes, at most `HEAD_BYTES`. 0 for a text of which nothing was seen. */
  readonly length: number;
  /** Their CRC-32. */
  readonly sum: number;
}

/** Holds Zeek's header, with the time at which the log was opened, and the first rows. */
const HEAD_BYTES = 4096;

export const noHead: Head = { length: 0, sum: 0 };

/** The head of a text as it is now. */
export async function headOf(text: Pick<FileText, 'read'>): Promise<Head> {
  const bytes = await text.read(0, HEAD_BYTES);
  return { length: bytes.length, sum: crc32(0, bytes) };
}

/** Whether a text begins as another did, of which less may have been seen. */
export async function beginsWith(text: Pick<FileText, 'read'>, head: Head): Promise<boolean> {
  const bytes = await text.read(0, head.length);
  return bytes.length === head.length && crc32(0, bytes) === head.sum;
}

/** Whether more of the text may identify it better. */
export function isShort({ length }: Head): boolean {
  return length < HEAD_BYTES;
}

export function isSameHead(a: Head, b: Head): boolean {
  return a.length === b.length && a.sum === b.sum;
}
