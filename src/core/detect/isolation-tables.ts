import { type Control, checkpoint, turns } from '../control.ts';
import { lastAtMost } from '../math/counted.ts';
import { type IsolationTrees, LEAF, NODES } from './isolation-trees.ts';

/**
 * Trees as tables, in which no row has to find its way, since a row's way through a tree is a surprise at every step. A tree's
 * leaves are bits, from the left. A cut whose right side is taken rules out the leaves on its left; what all of a row's cuts
 * leave begins with the row's own leaf (QuickScorer: Lucchese et al., SIGIR 2015). Which cuts of a feature go right depends on
 * how many are at most the value, its code, so what they rule out together is looked up:
 *
 *     value of feature f  -> code (cuts at or below it) -> row of `masks`, a word for up to 32 leaves of a tree
 *     rows of all features, and-ed  ->  first bit that is left of each tree  ->  `path`
 */
export interface IsolationTables {
  /** Of each feature, the places of its cuts in all trees, ascending. */
  readonly cuts: readonly Float64Array[];
  /** Of each feature, the codes of small whole numbers. */
  readonly codes: readonly Uint16Array[];
  readonly groups: readonly TreeGroup[];
}

/** Some trees, few enough that their masks stay in a near cache. */
export interface TreeGroup {
  /** Words of all its trees, a multiple of 4. */
  readonly words: number;
  /** First word of each tree; trees have an even number of words, so that they can be looked at two at a time. */
  readonly trees: Uint32Array;
  readonly masks: Int32Array;
  /** Of each feature, where a code's row begins in `masks`. */
  readonly rows: readonly Uint32Array[];
  /** Length of the path to each leaf, at 32 * word + bit. */
  readonly path: Float64Array;
}

const GROUP = 25;
/** Whole numbers below this have their code in a table. */
export const SMALL = 1 << 16;

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

/** Code of each whole number up to 65,535. */
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
  /** Gives the leaves below a node their bits. */
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
 * Writes to `codes[f * count + i]` the code of feature f of row i; features are column-major with a stride. A million rows of 7
 * features take about 0.2 s.
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

/** Adds the lengths of the paths of rows with these codes through a group's trees to `out[at..]`. */
export function addPaths(group: TreeGroup, codes: Uint16Array, count: number, out: Float64Array, at: number): void {
  const { rows, words } = group;
  const starts = new Int32Array((rows.length + 3) & ~3); // row 0 rules out nothing
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
