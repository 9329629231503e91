import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';

/** The bin of each row. Rows outside all bins have the code `bins`. At most 65,534 bins. */
export interface BinCodes {
  readonly codes: Uint8Array | Uint16Array;
  readonly bins: number;
}

/** Rows read per step. */
const BLOCK = 4096;

/** An array of codes for `rows` rows: bytes if the bins allow it, otherwise 16 bits per row. */
function emptyCodes(rows: number, bins: number): Uint8Array | Uint16Array {
  return bins < 256 ? new Uint8Array(rows) : new Uint16Array(rows);
}

/**
 * Bins of values between ascending edges. Bin i holds `edges[i]` up to but excluding `edges[i + 1]`; the last bin
 * includes its upper edge. Looks a value's bin up by its upper 16 bits, then compares it with the next edges. About 2
 * ns per value.
 */
export function codesByEdges(values: Float64Array, edges: readonly number[]): BinCodes {
  const bins = edges.length - 1;
  const codes = emptyCodes(values.length, bins);
  const least = leastBins(edges);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const [low, high] = [edges[0], edges[bins]];
  const inner = Float64Array.from([...edges.slice(1, -1), Number.NaN]); // no value is >= NaN
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    let bin = least[words[2 * row + 1] >>> 16];
    while (value >= inner[bin]) bin++;
    codes[row] = value >= low && value <= high ? bin : bins;
  }
  return { codes, bins };
}

/** For each upper 16 bits of a double: the bin of the lowest value with these bits. */
function leastBins(edges: readonly number[]): Uint16Array {
  const least = new Uint16Array(1 << 16);
  const value = new Float64Array(1);
  const words = new Uint32Array(value.buffer);
  let bin = 0;
  // Visits values in ascending order: negative doubles in descending bit order, then positive ones.
  for (let place = -0x8000; place < 0x8000; place++) {
    const upper = place < 0 ? 0x7fff - place : place;
    words[1] = (upper << 16) | (place < 0 ? 0xffff : 0);
    words[0] = place < 0 ? 0xffff_ffff : 0;
    while (bin < edges.length - 2 && value[0] >= edges[bin + 1]) bin++;
    least[upper] = bin;
  }
  return least;
}

/**
 * Bins of equal width from `start` on. Times after the last bin are in it; unset times are in no bin. About 4 ns per
 * row.
 */
export function codesOfTimes(ts: NumberColumn, rows: number, start: number, width: number, bins: number): BinCodes {
  const codes = emptyCodes(rows, bins);
  const times = new Float64Array(BLOCK);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = Math.min(BLOCK, rows - first);
    readNumbers(ts.groups[first >>> GROUP_BITS], first & GROUP_MASK, count, Number.NaN, times, 0);
    for (let i = 0; i < count; i++) {
      const bin = Math.floor((times[i] - start) / width);
      codes[first + i] = bin >= 0 ? Math.min(bin, bins - 1) : bins;
    }
  }
  return { codes, bins };
}

/**
 * Steps between edges of nearly equal distance. Step i holds times from `edges[i]` up to but excluding `edges[i + 1]`;
 * the last step also holds all later times. Earlier and unset times are in no step. About 5 ns per row.
 */
export function codesByEvenEdges(ts: NumberColumn, rows: number, edges: readonly number[]): BinCodes {
  const bins = edges.length - 1;
  const codes = emptyCodes(rows, bins);
  const times = new Float64Array(BLOCK);
  const start = edges[0];
  const width = (edges[bins] - start) / bins;
  for (let first = 0; first < rows; first += BLOCK) {
    const count = Math.min(BLOCK, rows - first);
    readNumbers(ts.groups[first >>> GROUP_BITS], first & GROUP_MASK, count, Number.NaN, times, 0);
    for (let i = 0; i < count; i++) {
      const time = times[i];
      if (!(time >= start)) {
        codes[first + i] = bins;
        continue;
      }
      let bin = Math.min(bins - 1, Math.floor((time - start) / width));
      while (bin > 0 && time < edges[bin]) bin--;
      while (bin < bins - 1 && time >= edges[bin + 1]) bin++;
      codes[first + i] = bin;
    }
  }
  return { codes, bins };
}
