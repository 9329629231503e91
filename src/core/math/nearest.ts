import type { KdTree } from './kd-tree.ts';

/** Finds the nearest points of a tree, one query after another. The results are overwritten by the next one. */
export class NearestSearch {
  /** Squared distances, ascending; infinite where there are fewer than `k` points. */
  readonly squares: Float64Array;
  /** Places in the tree. */
  readonly places: Uint32Array;
  private readonly tree: KdTree;
  private readonly k: number;
  /** Nodes still to be looked at, and how near they can be at best. */
  private readonly nodes = new Uint32Array(64);
  private readonly bounds = new Float64Array(64);

  constructor(tree: KdTree, k: number) {
    this.tree = tree;
    this.k = k;
    this.squares = new Float64Array(k);
    this.places = new Uint32Array(k);
  }

  /**
   * The `k` points nearest to `point`, of several at the same distance those that come first on the way. Nearer
   * children first; what cannot hold a nearer one is left out. In a tree of 20,000 flows about 3 µs for k = 6, 10 for k
   * = 21.
   */
  find(point: Float64Array): void {
    const { nodes, bounds, squares, k } = this;
    const { inner } = this.tree;
    squares.fill(Infinity);
    let top = 0;
    nodes[0] = 0;
    bounds[0] = 0;
    while (top >= 0) {
      const node = nodes[top];
      const bound = bounds[top--];
      if (bound >= squares[k - 1]) continue;
      if (node >= inner) {
        this.scan(node, point);
        continue;
      }
      let near = 2 * node + 1;
      let far = near + 1;
      let nearBound = this.boundOf(near, point);
      let farBound = this.boundOf(far, point);
      if (farBound < nearBound) {
        [near, far] = [far, near];
        [nearBound, farBound] = [farBound, nearBound];
      }
      nodes[++top] = far;
      bounds[top] = farBound;
      nodes[++top] = near;
      bounds[top] = nearBound;
    }
  }

  /** Squared distance from a point to a node's box. */
  private boundOf(node: number, point: Float64Array): number {
    const { boxes, d } = this.tree;
    const low = 2 * node * d;
    const high = low + d;
    let bound = 0;
    for (let j = 0; j < d; j++) {
      const value = point[j];
      const outside =
        value < boxes[low + j] ? boxes[low + j] - value : value > boxes[high + j] ? value - boxes[high + j] : 0;
      bound += outside * outside;
    }
    return bound;
  }

  private scan(node: number, point: Float64Array): void {
    const { squares, places, k } = this;
    const { points, spans, d } = this.tree;
    const end = spans[2 * node + 1];
    let worst = squares[k - 1];
    for (let place = spans[2 * node]; place < end; place++) {
      let square = 0;
      for (let j = 0, at = place * d; j < d; j++, at++) {
        const difference = points[at] - point[j];
        square += difference * difference;
      }
      if (square >= worst) continue;
      let slot = k - 1;
      while (slot > 0 && squares[slot - 1] > square) {
        squares[slot] = squares[slot - 1];
        places[slot] = places[slot - 1];
        slot--;
      }
      squares[slot] = square;
      places[slot] = place;
      worst = squares[k - 1];
    }
  }
}
