import { type Control, checkpoint, turns } from '../control.ts';
import { mixed, runKeys } from '../math/hash-keys.ts';

/** Result of `find` for an unknown pair, and the id of no entity. */
export const NONE = 0x3fff_ffff; // V8 stores larger integers on its heap

const SHARD_BITS = 6;
const SHARDS = 1 << SHARD_BITS;
const FIRST_SLOTS = 16;
/** Random keys of this run. Module constants: as fields of the table they made lookups a third slower. */
const { first: FIRST, second: SECOND } = runKeys;

/**
 * Assigns ids from 0 to distinct pairs of codes, in order of first occurrence. Open addressing, at most half full. A
 * slot is three words, so that a lookup misses the cache once:
 *
 *     slots   a ¦ b ¦ id + 1 ¦ a ¦ b ¦ id + 1 ¦ ...      id + 1 = 0: empty
 *
 * The table has 64 shards, chosen by the high bits of the hash. Each shard grows alone: with ten million pairs a step
 * moves at most 150,000. 24 to 48 bytes per pair; about 40 ns per lookup among a million pairs.
 */
export class PairTable {
  private readonly shards: Uint32Array[];
  private readonly filled = new Uint32Array(SHARDS);
  /** Slots of each shard minus one. */
  private readonly masks: Uint32Array;
  private count = 0;

  /** Allocates room for about `expected` pairs, which avoids growing. */
  constructor(expected = 0) {
    const slots = Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2((2 * expected) / SHARDS + 1)));
    this.shards = Array.from({ length: SHARDS }, () => new Uint32Array(3 * slots));
    this.masks = new Uint32Array(SHARDS).fill(slots - 1);
  }

  /** Number of distinct pairs. Ids run from 0 to `size - 1`. */
  get size(): number {
    return this.count;
  }

  /** Id of a pair of integers below 2^32. A new pair gets the next id. */
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
    // The limit varies from 3/8 to 1/2, so that the shards grow at different times.
    if (++this.filled[shard] * 64 > this.masks[shard] * (24 + (shard >> 3))) this.grow(shard);
    return this.count - 1;
  }

  /**
   * Writes the ids of the first `count` pairs `a[i]`, `b[i]` to `out[at..]`. `out` may be `a` or `b`. The simple loop
   * lets the processor overlap lookups.
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

  /** Id of a known pair, otherwise `NONE`. */
  find(a: number, b: number): number {
    const hash = hashPair(a, b);
    const shard = hash >>> (32 - SHARD_BITS);
    const slots = this.shards[shard];
    const known = slots[locate(slots, this.masks[shard], a, b, hash) + 2];
    return known === 0 ? NONE : known - 1;
  }

  /** The pairs by id. 8 bytes per pair. */
  pairs(): { readonly first: Uint32Array; readonly second: Uint32Array } {
    const first = new Uint32Array(this.count);
    const second = new Uint32Array(this.count);
    for (const slots of this.shards) unpack(slots, first, second);
    return { first, second };
  }

  /** The same, yielding to other messages. For large tables. */
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
    const mask = 2 * this.masks[shard] + 1;
    this.shards[shard] = withRoom(this.shards[shard], mask);
    this.masks[shard] = mask;
  }
}

/** The same pairs in `mask + 1` slots. */
function withRoom(slots: Uint32Array, mask: number): Uint32Array {
  const larger = new Uint32Array(3 * (mask + 1));
  for (let at = 0; at < slots.length; at += 3) {
    if (slots[at + 2] === 0) continue;
    const place = locate(larger, mask, slots[at], slots[at + 1], hashPair(slots[at], slots[at + 1]));
    larger[place] = slots[at];
    larger[place + 1] = slots[at + 1];
    larger[place + 2] = slots[at + 2];
  }
  return larger;
}

function unpack(slots: Uint32Array, first: Uint32Array, second: Uint32Array): void {
  for (let at = 0; at < slots.length; at += 3) {
    const id = slots[at + 2] - 1;
    if (id < 0) continue;
    first[id] = slots[at];
    second[id] = slots[at + 1];
  }
}

/** Slot of a pair, or the empty slot for it. */
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
 * Hash of a pair with all bits mixed: the high bits choose the shard, the low bits the slot. The multipliers are random
 * per run, so a log cannot be crafted to collide. Signed, since V8 stores larger integers on its heap.
 */
function hashPair(a: number, b: number): number {
  return mixed(Math.imul(a, FIRST) ^ Math.imul(b, SECOND));
}
