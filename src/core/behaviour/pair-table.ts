import { type Control, checkpoint, turns } from '../control.ts';
import { mixed, runKeys } from '../math/hash-keys.ts';

/** What `find` says of a pair that is not there, and an entity where there is none. */
export const NONE = 0x3fff_ffff; // V8 puts larger whole numbers on its heap

const SHARD_BITS = 6;
const SHARDS = 1 << SHARD_BITS;
const FIRST_SLOTS = 16;
/** Of this run. Constants of the module: as fields of a table they made a look-up a third slower. */
const { first: FIRST, second: SECOND } = runKeys;

/**
 * Gives each distinct pair of codes an id from 0 up, in order of first sight. Open addressing, at most half full; a slot
 * is three words, so that a look-up misses the cache once:
 *
 *     slots   a ¦ b ¦ id + 1 ¦ a ¦ b ¦ id + 1 ¦ ...      id + 1 = 0: empty
 *
 * There are 64 such tables, chosen by the hash's high bits: each grows by itself, so that a table of ten million pairs
 * never stops for longer than it takes to move 150,000. 24 to 48 bytes a pair; about 40 ns a look-up in a million.
 */
export class PairTable {
  private readonly shards: Uint32Array[];
  private readonly filled = new Uint32Array(SHARDS);
  /** Slots of each shard less one. */
  private readonly masks: Uint32Array;
  private count = 0;

  /** Begins with room for about `expected` pairs, which saves moving them. */
  constructor(expected = 0) {
    const slots = Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2((2 * expected) / SHARDS + 1)));
    this.shards = Array.from({ length: SHARDS }, () => new Uint32Array(3 * slots));
    this.masks = new Uint32Array(SHARDS).fill(slots - 1);
  }

  /** Number of distinct pairs; ids run from 0 to `size - 1`. */
  get size(): number {
    return this.count;
  }

  /** Id of a pair of whole numbers below 2^32, a new one at first sight. */
  idOf(a: number, b: number): number {
    const hash = hashPair(a, b);
    const shard = hash >>> (32 - SHARD_BITS);
    const slots = this.shards[shard];
    const at = locate(slots, this.masks[shard], a, b, hash);
    const known = slots[at + 2];
    if (known !== 0) return known - 1;
    slots[at] = a;
    slots[at + 1] = b;
    slots[at + 2] = ++this.count;
    // From 3/8 to 1/2 full, so that not all shards grow at once.
    if (++this.filled[shard] * 64 > this.masks[shard] * (24 + (shard >> 3))) this.grow(shard);
    return this.count - 1;
  }

  /**
   * Ids of the pairs `a[i]`, `b[i]`, of the first `count` of them, into `out[at..]`, which may be `a` or `b`. A loop of its own,
   * so that the processor waits for several look-ups at once.
   */
  idsOf(a: Uint32Array, b: Uint32Array, count: number, out: Uint32Array, at: number): void {
    const { shards, masks } = this;
    for (let i = 0; i < count; i++) {
      const hash = hashPair(a[i], b[i]);
      const shard = hash >>> (32 - SHARD_BITS);
      const slots = shards[shard];
      const known = slots[locate(slots, masks[shard], a[i], b[i], hash) + 2];
      out[at + i] = known !== 0 ? known - 1 : this.idOf(a[i], b[i]);
    }
  }

  /** Id of a pair, `NONE` when it was never seen. */
  find(a: number, b: number): number {
    const hash = hashPair(a, b);
    const shard = hash >>> (32 - SHARD_BITS);
    const slots = this.shards[shard];
    const known = slots[locate(slots, this.masks[shard], a, b, hash) + 2];
    return known === 0 ? NONE : known - 1;
  }

  /** The pairs by id. */
  pairs(): { readonly first: Uint32Array; readonly second: Uint32Array } {
    const first = new Uint32Array(this.count);
    const second = new Uint32Array(this.count);
    for (const slots of this.shards) unpack(slots, first, second);
    return { first, second };
  }

  /** The same of a table that may be large, with turns for others. */
  async pairsInTurns({ signal }: Control): Promise<{ readonly first: Uint32Array; readonly second: Uint32Array }> {
    const first = new Uint32Array(this.count);
    const second = new Uint32Array(this.count);
    const isDue = turns();
    for (const slots of this.shards) {
      if (isDue()) await checkpoint(signal);
      unpack(slots, first, second);
    }
    return { first, second };
  }

  private grow(shard: number): void {
    const slots = this.shards[shard];
    const larger = new Uint32Array(2 * slots.length);
    const mask = 2 * this.masks[shard] + 1;
    for (let at = 0; at < slots.length; at += 3) {
      if (slots[at + 2] === 0) continue;
      const hash = hashPair(slots[at], slots[at + 1]);
      const place = locate(larger, mask, slots[at], slots[at + 1], hash);
      larger[place] = slots[at];
      larger[place + 1] = slots[at + 1];
      larger[place + 2] = slots[at + 2];
    }
    this.shards[shard] = larger;
    this.masks[shard] = mask;
  }
}

function unpack(slots: Uint32Array, first: Uint32Array, second: Uint32Array): void {
  for (let at = 0; at < slots.length; at += 3) {
    const id = slots[at + 2] - 1;
    if (id < 0) continue;
    first[id] = slots[at];
    second[id] = slots[at + 1];
  }
}

/** Place of the pair's slot, or of the empty one where it belongs. */
function locate(slots: Uint32Array, mask: number, a: number, b: number, hash: number): number {
  let slot = hash & mask;
  let at = 3 * slot;
  while (slots[at + 2] !== 0 && (slots[at] !== a || slots[at + 1] !== b)) {
    slot = (slot + 1) & mask;
    at = 3 * slot;
  }
  return at;
}

/**
 * Both numbers spread over all bits: shards take the high ones, slots the low ones. The multipliers are random in every run, so that
 * no log can be written whose pairs all meet in one slot. Signed, since V8 puts larger whole numbers on its heap.
 */
function hashPair(a: number, b: number): number {
  return mixed(Math.imul(a, FIRST) ^ Math.imul(b, SECOND));
}
