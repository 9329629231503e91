import { type Control, checkpoint, turns } from '../control.ts';
import { lastAtMost } from '../math/counted.ts';
import { type IsolationTrees, LEAF, NODES } from './isolation-trees.ts';

/**
 * Trees as lookup tables. Walking a tree mispredicts a branch at every node, so rows are scored by bit masks instead
 * (QuickScorer: Lucchese et al., SIGIR 2015). The leaves of a tree are bits, from the left. A cut whose right side is
 * taken excludes the leaves on its left. The first bit that remains is the row's leaf. The cuts of a feature that go
 * right depend on the number of cuts at or below its value, its code, so their combined mask is looked up:
 *
 *     value of feature f  -> code (cuts at or below it) -> row of `masks`, a word for up to 32 leaves of a tree
 *     rows of all features, and-ed  ->  first bit that is left of each tree  ->  `path`
 */
export interface IsolationTables {
  /** By feature: the thresholds of its cuts in all trees, ascending. */
  readonly cuts: readonly Float64Array[];
  /** By feature: the codes of small integers. */
  readonly codes: readonly Uint16Array[];
  readonly groups: readonly TreeGroup[];
}

/** A group of trees whose masks fit into the L2 cache. */
export interface TreeGroup {
  /** Words of all its trees, a multiple of 4. */
  readonly words: number;
  /** First word of each tree. Trees have an even number of words, so two are read at a time. */
  readonly trees: Uint32Array;
  readonly masks: Int32Array;
  /** By feature: the offset in `masks` of each code's row. */
  readonly rows: readonly Uint32Array[];
  /** Length of the path to each leaf, at 32 * word + bit. */
  readonly path: Float64Array;
}

const GROUP = 25;
/** Integers below this have their code in a table. */
export const SMALL = 1 << 16;

/** Builds the tables of a forest over `d` features. Yields to other messages. */
export async function tabulate(
  trees: IsolationTrees,
  d: number,
  { signal }: Pick<Control, 'signal'>,
): Promise<IsolationTables> {
  const cuts = Array.from({ length: d }, (_, feature) => {
    const own = trees.threshold.filter((_, node) => trees.feature[node] === feature).sort();
    return own.filter((value, i) => i === 0 || value !== own[i - 1]);
  });
  const groups: TreeGroup[] = [];
  const isDue = turns();
  for (let first = 0; first < trees.count; first += GROUP) {
    if (isDue()) await checkpoint(signal);
    groups.push(groupOf(trees, first, Math.min(first + GROUP, trees.count), cuts));
  }
  return { cuts, codes: cuts.map(codesOfSmall), groups };
}

/** Code of each integer up to 65,535. */
function codesOfSmall(cuts: Float64Array): Uint16Array {
  const codes = new Uint16Array(SMALL);
  for (let value = 0, code = 0; value < SMALL; value++) {
    while (code < cuts.length && cuts[code] <= value) code++;
    codes[value] = code;
  }
  return codes;
}

/** A cut and the leaves on its left, counted from the first bit of the group's first word. */
interface Cut {
  readonly feature: number;
  readonly threshold: number;
  readonly from: number;
  readonly to: number;
}

function groupOf(trees: IsolationTrees, first: number, end: number, cuts: readonly Float64Array[]): TreeGroup {
  const own: Cut[] = [];
  const path: number[] = [];
  const starts: number[] = [];
  /** Numbers the leaves below a node. */
  const number = (tree: number, node: number): void => {
    const feature = trees.feature[tree + node];
    if (feature === LEAF) {
      path.push(trees.path[tree + node]);
      return;
    }
    const from = path.length;
    number(tree, 2 * node + 1);
    own.push({ feature, threshold: trees.threshold[tree + node], from, to: path.length });
    number(tree, 2 * node + 2);
  };
  for (let tree = first; tree < end; tree++) {
    starts.push(path.length / 32);
    number(tree * NODES, 0);
    while (path.length % 64 !== 0) path.push(0);
  }
  while (path.length % 128 !== 0) path.push(0);
  const words = path.length / 32;
  const masks: number[] = [];
  const rows = cuts.map((known, feature) => {
    const ascending = own.filter((cut) => cut.feature === feature).toSorted((a, b) => a.threshold - b.threshold);
    const row = new Int32Array(words).fill(-1);
    const places = new Uint32Array(known.length + 1);
    masks.push(...row);
    let next = 0;
    for (let code = 0; code <= known.length; code++) {
      const before = next;
      while (next < ascending.length && code > 0 && ascending[next].threshold <= known[code - 1]) {
        const { from, to } = ascending[next++];
        for (let bit = from; bit < to; bit++) row[bit >>> 5] &= ~(0x8000_0000 >>> (bit & 31));
      }
      if (next > before) masks.push(...row);
      places[code] = masks.length - words;
    }
    return places;
  });
  return {
    words,
    trees: Uint32Array.from(starts),
    masks: Int32Array.from(masks),
    rows,
    path: Float64Array.from(path),
  };
}

/**
 * Writes the code of feature f of row i to `codes[f * count + i]`. Features are column-major with a stride. A million
 * rows of 7 features take about 0.2 s.
 */
export function writeCodes(
  tables: IsolationTables,
  values: Float64Array,
  stride: number,
  count: number,
  codes: Uint16Array,
): void {
  for (let f = 0; f < tables.cuts.length; f++) {
    const cuts = tables.cuts[f];
    const small = tables.codes[f];
    for (let i = 0; i < count; i++) {
      const value = values[f * stride + i];
      const whole = value | 0;
      codes[f * count + i] =
        whole === value && whole >= 0 && whole < SMALL ? small[whole] : lastAtMost(cuts, value) + 1;
    }
  }
}

/** Adds the path lengths of rows with these codes in a group's trees to `out[at..]`. */
export function addPaths(group: TreeGroup, codes: Uint16Array, count: number, out: Float64Array, at: number): void {
  const { rows, words } = group;
  const starts = new Int32Array((rows.length + 3) & ~3); // row 0 excludes no leaf
  const left = new Int32Array(words);
  for (let i = 0; i < count; i++) {
    for (let f = 0; f < rows.length; f++) starts[f] = rows[f][codes[f * count + i]];
    out[at + i] += sumPaths(group, starts, left);
  }
}

function sumPaths({ words, trees, masks, path }: TreeGroup, starts: Int32Array, left: Int32Array): number {
  left.fill(-1);
  for (let f = 0; f < starts.length; f += 4) {
    const a = starts[f];
    const b = starts[f + 1];
    const c = starts[f + 2];
    const d = starts[f + 3];
    for (let w = 0; w < words; w++) left[w] &= masks[a + w] & masks[b + w] & masks[c + w] & masks[d + w];
  }
  let sum = 0;
  for (let tree = 0; tree < trees.length; tree++) {
    let w = trees[tree];
    while (left[w] === 0) w++;
    sum += path[32 * w + Math.clz32(left[w])];
  }
  return sum;
}
