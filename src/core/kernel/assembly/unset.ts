/** The mark of an unset cell, as long as one cell may be for it. */
let mark: usize = 0;
let markLength: u32 = 0;

export function setUnset(at: usize, length: u32): void {
  mark = at;
  markLength = length;
}

/** Whether a cell is empty or the mark. */
export function isUnset(start: usize, length: u32): bool {
  if (length == 0) return true;
  if (length != markLength || load<u8>(start) != load<u8>(mark)) return false;
  for (let i: u32 = 1; i < length; i++) if (load<u8>(start + i) != load<u8>(mark + i)) return false;
  return true;
}
