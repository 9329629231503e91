const LF = 10;
const CR = 13;
const HASH = 35;

/** Where the last `findCells` stopped: the first byte of a line that it did not take. */
export let stoppedAt: usize = 0;

/**
 * Finds the cells of whole lines in [from, to), which ends with a line end, and writes them to `starts` as a
 * `FieldBlock` lays them out. Out comes how many lines: all, `capacity`, or fewer when it meets a line that needs
 * another look: one that is empty, begins with `#`, or has not `cells` cells. `starts` needs room for 16 numbers more
 * than it is to hold, the text for 64 bytes more. Sixty-four bytes a step: one mask tells separators and line ends.
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
  for (let block = from; block < to; block += 64) {
    let ends = marksOf(block, lineEnds);
    let marks = marksOf(block, separators) | ends;
    while (ends != 0) {
      const line = marks & (ends ^ (ends - 1));
      const last = out + (<usize>popcnt(line) << 2) - 4;
      if (last != sentinel) return lines;
      writePlaces(line, <u32>block + 1, out);
      const next = block + <usize>ctz(ends) + 1;
      if (load<u8>(next - 2) == CR) store<u32>(sentinel, next - 1);
      lines++;
      stoppedAt = next;
      if (lines == capacity || next >= to || isApart(next)) return lines;
      store<u32>(sentinel, next, 4);
      out = sentinel + 8;
      sentinel += stride;
      marks ^= line;
      ends &= ends - 1;
    }
    const last = out + (<usize>popcnt(marks) << 2);
    if (last > sentinel) return lines;
    writePlaces(marks, <u32>block + 1, out);
    out = last;
  }
  return lines;
}

/** Which of 64 bytes are as `wanted`. */
// @ts-ignore: decorator
@inline
function marksOf(at: usize, wanted: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(v128.load(at), wanted)) |
    (<u64>i8x16.bitmask(i8x16.eq(v128.load(at, 16), wanted)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(v128.load(at, 32), wanted)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(v128.load(at, 48), wanted)) << 48)
  );
}

/**
 * Writes the place after each of the marks to `out`, four at a time: what is too much is overwritten by the next. A
 * loop that turns once a mark ends elsewhere for every line, and the processor guesses it wrong.
 */
// @ts-ignore: decorator
@inline
function writePlaces(marks: u64, first: u32, out: usize): void {
  do {
    store<u32>(out, first + <u32>ctz(marks));
    marks &= marks - 1;
    store<u32>(out, first + <u32>ctz(marks), 4);
    marks &= marks - 1;
    store<u32>(out, first + <u32>ctz(marks), 8);
    marks &= marks - 1;
    store<u32>(out, first + <u32>ctz(marks), 12);
    marks &= marks - 1;
    out += 16;
  } while (marks != 0);
}

function isApart(at: usize): bool {
  const byte = load<u8>(at);
  return byte == HASH || byte == LF || byte == CR;
}
