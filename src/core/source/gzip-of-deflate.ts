/** A member without name and time: RFC 1952, 2.3. */
export const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/**
 * A gzip file of a raw deflate stream, of which nothing is copied: gzip's trailer is the CRC-32 and the size that a zip
 * keeps of the unpacked file. Without `sizes` it is a gzip file that is cut off before its trailer.
 */
export function gzipOfDeflate(deflated: Blob, sizes: { readonly crc: number; readonly unpacked: number } | null): Blob {
  if (sizes === null) return new Blob([GZIP_HEADER, deflated]);
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, sizes.crc, true);
  trailer.setUint32(4, sizes.unpacked % 2 ** 32, true);
  return new Blob([GZIP_HEADER, deflated, trailer]);
}
