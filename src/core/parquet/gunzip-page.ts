import { Gunzip } from 'fflate';

/**
 * Unpacks the gzip members of a Parquet page into `output`, which has their length, and returns it. Throws on damage.
 * Builds have it in place of the copy of fflate in hyparquet-compressors, which is 2.6 kB: the engine has fflate anyway.
 */
export function gunzip(input: Uint8Array, output: Uint8Array): Uint8Array {
  let at = 0;
  const members = new Gunzip((chunk) => {
    output.set(chunk, at);
    at += chunk.length;
  });
  members.push(input, true);
  return output;
}
