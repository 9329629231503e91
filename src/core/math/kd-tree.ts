/**
 * Points of `d` dimensions, halved again and again along the longest side of their box, so that the nearest ones are
 * found without looking at most of the others. Exact. In the order of the tree, so that a leaf's points lie together:
 *
 *              [0, n)             node i: points `starts[i]` to `starts[i + 1 of its level]`
 *         [0, m)    [m, n)        children of node i: 2i + 1, 2i + 2
 *
 * Built in O(n log n * d); 8 bytes a coordinate and some.
 */
export interface KdTree {
  readonly d: number;
  /** Row-major: coordinate j of the point at place p is `points[p * d + j]`. */
  readonly points: Float64Array;
  /** Index of the point at each place, as it was given. */
  readonly order: Uint32Array;
  /** Of each node, its first place and the one after its last. */
  readonly spans: Uint32Array;
  /** Of each node, smallest and largest value along each dimension: `boxes[(2 * node + side) * d + j]`. */
  readonly boxes: Float64Array;
  /** Number of nodes with children; they come first. */
  readonly inner: number;
}

const LEAF = 12;

/** A tree of `n` points, column-major: coordinate j of point i is `columns[j * stride + i]`. */
export function buildKdTree(columns: Float64Array, stride: number, n: number, d: number): KdTree {
  const levels = Math.max(0, Math.ceil(Math.log2(n / LEAF)));
  const inner = 2 ** levels - 1;
  const nodes = 2 * inner + 1;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const spans = new Uint32Array(2 * nodes);
  const boxes = new Float64Array(2 * nodes * d);
  spans[1] = n;
  for (let node = 0; node < nodes; node++) {
    const [start, end] = [spans[2 * node], spans[2 * node + 1]];
    const widest = measure(columns, stride, d, order, start, end, boxes, node);
    if (node >= inner) continue;
    const middle = (start + end) >>> 1;
    if (end - start > 1) select(columns.subarray(widest * stride, widest * stride + n), order, start, end, middle);
    spans.set([start, middle, middle, end], 2 * (2 * node + 1));
  }
  const points = new Float64Array(n * d);
  for (let place = 0; place < n; place++) {
    for (let j = 0; j < d; j++) points[place * d + j] = columns[j * stride + order[place]];
  }
  return { d, points, order, spans, boxes, inner };
}

/** Writes the box of some points and returns its widest dimension. An empty one is infinitely far from everything. */
function measure(
  columns: Float64Array,
  stride: number,
  d: number,
  order: Uint32Array,
  start: number,
  end: number,
  boxes: Float64Array,
  node: number,
): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < d; j++) {
    let low = Infinity;
    let high = -Infinity;
    for (let place = start; place < end; place++) {
      const value = columns[j * stride + order[place]];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    boxes[2 * node * d + j] = low;
    boxes[(2 * node + 1) * d + j] = high;
    if (high - low > width) [width, widest] = [high - low, j];
  }
  return widest;
}

/**
 * Hoare's selection: moves the places before `middle` before those with larger keys. O(end - start) on average, ties or
 * not.
 */
function select(keys: Float64Array, order: Uint32Array, start: number, end: number, middle: number): void {
  let low = start;
  let high = end - 1;
  while (low < high) {
    const pivot = keys[order[(low + high) >>> 1]];
    let i = low;
    let j = high;
    while (i <= j) {
      while (keys[order[i]] < pivot) i++;
      while (keys[order[j]] > pivot) j--;
      if (i > j) break;
      const swapped = order[i];
      order[i++] = order[j];
      order[j--] = swapped;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
