const LF = 10;
const CR = 13;
const HASH = 35;

/** Where the last `findCells` stopped: the first byte of a line that it did not take. */
export let stoppedAt: usize = 0;

/**
 * Finds the cells of whole lines in [from, to), which ends with a line end, and writes them to `starts` as a `FieldBlock`
 * lays them out. Out comes how many lines: all, `capacity`, or fewer when it meets a line that needs another look: one
 * that is empty, begins with `#`, or has not `cells` cells. `starts` needs room for 16 numbers more than it is to hold,
 * the text for 16 bytes more. Sixteen bytes a step: one mask tells separators and line ends.
 */
export function findCells(from: usize, to: usize, separator: u32, starts: usize, cells: u32, capacity: u32): u32 {
  stoppedAt = from;
  if (from >= to || isApart(from)) return 0;
  const separators = i8x16.splat(<i8>separator);
  const lineEnds = i8x16.splat(<i8>LF);
  const stride: usize = (<usize>cells + 1) << 2;
  let lines: u32 = 0;
  let out = starts;
  let sentinel = starts + (<usize>cells << 2);
  store<u32>(out, from);
  out += 4;
  for (let block = from; block < to; block += 16) {
    const bytes = v128.load(block);
    const ends = i8x16.bitmask(i8x16.eq(bytes, lineEnds));
    let marks = i8x16.bitmask(i8x16.eq(bytes, separators)) | ends;
    if (ends == 0) {
      while (marks != 0) {
        store<u32>(out, block + ctz(marks) + 1);
        out += 4;
        marks &= marks - 1;
      }
      if (out > sentinel) return lines;
      continue;
    }
    while (marks != 0) {
      const bit = ctz(marks);
      const at = block + bit;
      marks &= marks - 1;
      if (((ends >> bit) & 1) == 0) {
        store<u32>(out, at + 1);
        out += 4;
        continue;
      }
      if (out != sentinel) return lines;
      store<u32>(out, load<u8>(at - 1) == CR ? at : at + 1);
      lines++;
      const next = at + 1;
      stoppedAt = next;
      if (lines == capacity || next >= to || isApart(next)) return lines;
      store<u32>(out, next, 4);
      out += 8;
      sentinel += stride;
    }
  }
  return lines;
}

function isApart(at: usize): bool {
  const byte = load<u8>(at);
  return byte == HASH || byte == LF || byte == CR;
}
