/** Codes of a row lie side by side, of eight features. */
const CODES: usize = 16;

/**
 * Writes each value's code, the number of ascending cuts at or below it, to every eighth place of `codes`. `small` has
 * those of whole numbers up to 65,535.
 */
export function writeCodes(values: usize, count: u32, cuts: usize, cutCount: u32, small: usize, codes: usize): void {
  const end = values + (<usize>count << 3);
  for (let at = values; at < end; at += 8, codes += CODES) {
    const value = load<f64>(at);
    const whole = <u32>value;
    if (<f64>whole == value && whole < 65536) {
      store<u16>(codes, load<u16>(small + (<usize>whole << 1)));
      continue;
    }
    let from = cuts;
    let length = cutCount;
    while (length > 1) {
      const half = length >> 1;
      const middle = from + (<usize>half << 3);
      from = select<usize>(middle, from, load<f64>(middle - 8) <= value);
      length -= half;
    }
    const found = <u32>((from - cuts) >> 3);
    store<u16>(codes, found + (cutCount > 0 && load<f64>(from) <= value ? 1 : 0));
  }
}

/**
 * Adds to `out` the lengths of the rows' paths through a group of trees, as `addPaths` in `detect/isolation-tables.ts`,
 * to the bit. `rows` has the place of each feature's table, and that, by code, the place of its masks, which are
 * `bytes` long, a multiple of 16. `trees` has of each tree where its words and its paths begin: in `left`, and
 * absolute.
 */
export function addPaths(
  codes: usize,
  count: u32,
  rows: usize,
  bytes: usize,
  left: usize,
  trees: usize,
  treeCount: u32,
  out: usize,
): void {
  const a = <usize>load<u32>(rows);
  const b = <usize>load<u32>(rows, 4);
  const c = <usize>load<u32>(rows, 8);
  const d = <usize>load<u32>(rows, 12);
  const e = <usize>load<u32>(rows, 16);
  const f = <usize>load<u32>(rows, 20);
  const g = <usize>load<u32>(rows, 24);
  const h = <usize>load<u32>(rows, 28);
  const treesEnd = trees + (<usize>treeCount << 3);
  for (let i: u32 = 0; i < count; i++, codes += CODES, out += 8) {
    const ma = <usize>load<u32>(a + (<usize>load<u16>(codes) << 2));
    const mb = <usize>load<u32>(b + (<usize>load<u16>(codes, 2) << 2));
    const mc = <usize>load<u32>(c + (<usize>load<u16>(codes, 4) << 2));
    const md = <usize>load<u32>(d + (<usize>load<u16>(codes, 6) << 2));
    const me = <usize>load<u32>(e + (<usize>load<u16>(codes, 8) << 2));
    const mf = <usize>load<u32>(f + (<usize>load<u16>(codes, 10) << 2));
    const mg = <usize>load<u32>(g + (<usize>load<u16>(codes, 12) << 2));
    const mh = <usize>load<u32>(h + (<usize>load<u16>(codes, 14) << 2));
    for (let at: usize = 0; at < bytes; at += 16) {
      const ab = v128.and(v128.load(ma + at), v128.load(mb + at));
      const cd = v128.and(v128.load(mc + at), v128.load(md + at));
      const ef = v128.and(v128.load(me + at), v128.load(mf + at));
      const gh = v128.and(v128.load(mg + at), v128.load(mh + at));
      v128.store(left + at, v128.and(v128.and(ab, cd), v128.and(ef, gh)));
    }
    let sum: f64 = 0;
    for (let tree = trees; tree < treesEnd; tree += 8) {
      let words = left + <usize>load<u32>(tree);
      let path = <usize>load<u32>(tree, 4);
      let bits = load<u64>(words);
      while (bits == 0) {
        words += 8;
        path += 512;
        bits = load<u64>(words);
      }
      // The first leaf is the highest bit of the first word, which is the low half here.
      sum += load<f64>(path + (<usize>clz(rotl<u64>(bits, 32)) << 3));
    }
    store<f64>(out, load<f64>(out) + sum);
  }
}
