/** Kinds of file that contain other files or texts. Their first bytes identify them. */
export type Container = 'gzip' | 'zstd' | 'zip' | 'tar' | 'parquet';

/** Bytes that `containerOf` looks at. */
export const MAGIC_BYTES = 512;

/**
 * Null for what is neither compressed nor an archive. Sources: RFC 1952, RFC 8878, APPNOTE.TXT 4.3.7, POSIX ustar,
 * Parquet's README.
 */
export function containerOf(head: Uint8Array): Container | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (starts(head, 0, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  if ((head[0] & 0xf0) === 0x50 && starts(head, 1, [0x2a, 0x4d, 0x18])) return 'zstd'; // a skippable frame comes first
  if (starts(head, 0, [0x50, 0x4b, 3, 4]) || starts(head, 0, [0x50, 0x4b, 5, 6])) return 'zip';
  // The second has an encrypted footer.
  if (starts(head, 0, [0x50, 0x41, 0x52, 0x31]) || starts(head, 0, [0x50, 0x41, 0x52, 0x45])) return 'parquet';
  return starts(head, 257, [0x75, 0x73, 0x74, 0x61, 0x72]) ? 'tar' : null;
}

function starts(bytes: Uint8Array, at: number, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[at + i] === byte);
}
