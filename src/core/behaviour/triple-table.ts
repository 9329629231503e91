import { type Control, checkpoint, turns } from '../control.ts';
import { mixed, runKeys } from '../math/hash-keys.ts';

const SHARD_BITS = 6;
const SHARDS = 1 << SHARD_BITS;
const FIRST_SLOTS = 16;
/** Words of a slot, and of a triple. */
const SLOT = 4;
const TRIPLE = 3;
const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
/** Random keys of this run, as in `PairTable`. */
const { first: FIRST, second: SECOND, third: THIRD } = runKeys;

/** The triples by id. */
export interface Triples {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly third: Uint32Array;
}

/**
 * Assigns ids from 0 to distinct triples of codes, in order of first occurrence. As `PairTable`, with slots of four words,
 * which never lie in two cache lines:
 *
 *     slots   a ¦ b ¦ c ¦ id + 1 ¦ a ¦ b ¦ c ¦ id + 1 ¦ ...      id + 1 = 0: empty
 *     chunks  a ¦ b ¦ c ¦ a ¦ b ¦ c ¦ ...                        by id, 16,384 triples each
 *
 * 36 to 69 bytes per triple; about 40 ns per lookup among a million triples.
 */
export class TripleTable {
  private readonly shards: Uint32Array[];
  private readonly filled = new Uint32Array(SHARDS);
  /** Slots of each shard minus one. */
  private readonly masks: Uint32Array;
  private readonly chunks: Uint32Array[] = [];
  private count = 0;

  /** Allocates room for about `expected` triples, which avoids growing. */
  constructor(expected: number) {
    const slots = Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2((2 * expected) / SHARDS + 1)));
    this.shards = Array.from({ length: SHARDS }, () => new Uint32Array(SLOT * slots));
    this.masks = new Uint32Array(SHARDS).fill(slots - 1);
  }

  /** Number of distinct triples. Ids run from 0 to `size - 1`. */
  get size(): number {
    return this.count;
  }

  /** Writes the ids of the first `count` triples `a[i]`, `b[i]`, `c[i]` to `out[at..]`. New triples get the next ids. */
  idsOf(a: Uint32Array, b: Uint32Array, c: Uint32Array, count: number, out: Uint32Array, at: number): void {
    const { shards, masks } = this;
    for (let i = 0; i < count; i++) {
      const hash = hashTriple(a[i], b[i], c[i]);
      const shard = hash >>> (32 - SHARD_BITS);
      const place = locate(shards[shard], masks[shard], a[i], b[i], c[i], hash);
      const known = shards[shard][place + 3];
      out[at + i] = known !== 0 ? known - 1 : this.add(shard, place, a[i], b[i], c[i]);
    }
  }

  /** Copies the triples. Yields to other messages. 12 bytes per triple. */
  async triples({ signal }: Control): Promise<Triples> {
    const { count } = this;
    const triples = { first: new Uint32Array(count), second: new Uint32Array(count), third: new Uint32Array(count) };
    const isDue = turns();
    for (let from = 0; from < count; from += CHUNK) {
      if (isDue()) await checkpoint(signal);
      unpack(this.chunks[from >>> CHUNK_BITS], from, Math.min(CHUNK, count - from), triples);
    }
    return triples;
  }

  /** Id of a new triple, which gets the slot at `place`. */
  private add(shard: number, place: number, a: number, b: number, c: number): number {
    const id = this.count++;
    write(this.shards[shard], place, a, b, c, id + 1);
    const at = id & (CHUNK - 1);
    if (at === 0) this.chunks.push(new Uint32Array(TRIPLE * CHUNK));
    const chunk = this.chunks[id >>> CHUNK_BITS];
    chunk[TRIPLE * at] = a;
    chunk[TRIPLE * at + 1] = b;
    chunk[TRIPLE * at + 2] = c;
    // The limit varies from 9/16 to 2/3, so that the shards grow at different times.
    if (++this.filled[shard] * 64 > this.masks[shard] * (36 + (shard >> 3))) this.grow(shard);
    return id;
  }

  private grow(shard: number): void {
    const mask = 2 * this.masks[shard] + 1;
    this.shards[shard] = withRoom(this.shards[shard], mask);
    this.masks[shard] = mask;
  }
}

/** The same triples in `mask + 1` slots. */
function withRoom(slots: Uint32Array, mask: number): Uint32Array {
  const larger = new Uint32Array(SLOT * (mask + 1));
  for (let at = 0; at < slots.length; at += SLOT) {
    if (slots[at + 3] === 0) continue;
    const [a, b, c] = [slots[at], slots[at + 1], slots[at + 2]];
    write(larger, locate(larger, mask, a, b, c, hashTriple(a, b, c)), a, b, c, slots[at + 3]);
  }
  return larger;
}

function write(slots: Uint32Array, place: number, a: number, b: number, c: number, id: number): void {
  slots[place] = a;
  slots[place + 1] = b;
  slots[place + 2] = c;
  slots[place + 3] = id;
}

function unpack(chunk: Uint32Array, first: number, count: number, out: Triples): void {
  for (let i = 0; i < count; i++) {
    out.first[first + i] = chunk[TRIPLE * i];
    out.second[first + i] = chunk[TRIPLE * i + 1];
    out.third[first + i] = chunk[TRIPLE * i + 2];
  }
}

/** Slot of a triple, or the empty slot for it. */
function locate(slots: Uint32Array, mask: number, a: number, b: number, c: number, hash: number): number {
  let slot = hash & mask;
  let at = SLOT * slot;
  while (slots[at + 3] !== 0 && (slots[at] !== a || slots[at + 1] !== b || slots[at + 2] !== c)) {
    slot = (slot + 1) & mask;
    at = SLOT * slot;
  }
  return at;
}

/** Hash of a triple, as `hashPair`. */
function hashTriple(a: number, b: number, c: number): number {
  return mixed(Math.imul(a, FIRST) ^ Math.imul(b, SECOND) ^ Math.imul(c, THIRD));
}
