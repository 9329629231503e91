import { bitCount, bits, fill, take } from './bits';
import { buildTable, CODES, DISTANCES, INVALID, LITERALS, ROOT } from './huffman';
import { IS_DAMAGED, IS_OVER, NEEDS_INPUT } from './outcome';

/** Of the block whose header was read: whether it is the last, and its bytes when it is stored, or -1. */
export let isLast: bool = false;
export let storedLength: i32 = -1;
/** The tables of its codes. */
export const literals = memory.data(16384); // TABLE_ENTRIES of four bytes
export const distances = memory.data(16384);
const codeLengths = memory.data(16384);
const lengths = memory.data(512);
/** The order in which lengths of code lengths stand, RFC 1951 3.2.7. */
const order = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Reads a block's header, and its codes; the caller goes back when the input ends before it does. */
export function readHeader(inputEnd: usize): i32 {
  if (!fill(3, inputEnd)) return NEEDS_INPUT;
  const last = take(1) != 0;
  const kind = take(2);
  if (kind == 0) {
    take(bitCount & 7);
    if (!fill(32, inputEnd)) return NEEDS_INPUT;
    const length = take(16);
    if (take(16) != (~length & 0xffff)) return IS_DAMAGED;
    storedLength = length;
  } else if (kind == 1) {
    memory.fill(lengths, 8, 144);
    memory.fill(lengths + 144, 9, 112);
    memory.fill(lengths + 256, 7, 24);
    memory.fill(lengths + 280, 8, 8);
    buildTable(LITERALS, lengths, 288, literals);
    memory.fill(lengths, 5, 32);
    buildTable(DISTANCES, lengths, 32, distances);
    storedLength = -1;
  } else if (kind == 2) {
    const outcome = readCodes(inputEnd);
    if (outcome != IS_OVER) return outcome;
    storedLength = -1;
  } else return IS_DAMAGED;
  isLast = last;
  return IS_OVER;
}

function readCodes(inputEnd: usize): i32 {
  if (!fill(14, inputEnd)) return NEEDS_INPUT;
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const lengthCount = take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) return IS_DAMAGED;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < lengthCount; i++) {
    if (!fill(3, inputEnd)) return NEEDS_INPUT;
    store<u8>(lengths + load<u8>(order + i), <u8>take(3));
  }
  if (!buildTable(CODES, lengths, 19, codeLengths)) return IS_DAMAGED;
  const all = literalCount + distanceCount;
  let last: u8 = 0;
  for (let i: u32 = 0; i < all; ) {
    // A code of at most 7 bits and its extra bits, of which fewer may be left at the very end.
    const isWhole = fill(14, inputEnd);
    const entry = load<u32>(codeLengths + (<usize>(bits & ((1 << ROOT) - 1)) << 2));
    const used: i32 = entry & 255;
    const symbol = entry >> 16;
    const isInvalid = ((entry >> 8) & INVALID) != 0;
    const extra: i32 = symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0;
    if (!isWhole && (isInvalid || used + extra > bitCount)) return NEEDS_INPUT;
    if (isInvalid) return IS_DAMAGED;
    take(used);
    if (symbol < 16) {
      last = <u8>symbol;
      store<u8>(lengths + i, last);
      i++;
      continue;
    }
    if (symbol == 16 && i == 0) return IS_DAMAGED;
    const repeat = take(extra) + (symbol == 18 ? 11 : 3);
    if (symbol != 16) last = 0;
    if (i + repeat > all) return IS_DAMAGED;
    memory.fill(lengths + i, last, repeat);
    i += repeat;
  }
  if (load<u8>(lengths + 256) == 0) return IS_DAMAGED; // no end of block
  // Distances stand behind the literals: built first, since they are where the next table's lengths are not.
  if (!buildTable(DISTANCES, lengths + literalCount, distanceCount, distances)) return IS_DAMAGED;
  if (!buildTable(LITERALS, lengths, literalCount, literals)) return IS_DAMAGED;
  return IS_OVER;
}
