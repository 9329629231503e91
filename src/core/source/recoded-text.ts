import { joined } from './joined.ts';
import type { Recoding } from './recoding.ts';
import type { Text } from './text.ts';

/** Bytes that are decoded at once. */
const PIECE = 256 << 10;
/** Decoded stretches that are kept. */
const KEPT = 12;
const nothing = new Uint8Array(0);

/** Where decoded stretches begin and end: places in the text as it is stored, and in what was decoded of it. */
export class RecodedPlaces {
  readonly stored: number[] = [0];
  readonly text: number[] = [0];

  add(stored: number, text: number): void {
    this.stored.push(stored + this.stored[this.stored.length - 1]);
    this.text.push(text + this.text[this.text.length - 1]);
  }

  /** The last stretch that begins at `at` or before it. */
  indexAt(at: number): number {
    let low = 0;
    let high = this.text.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.text[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * Decodes blocks of a text. `onPiece` is called with the stored and the decoded bytes of each stretch. Empty blocks
 * pass.
 */
export async function* recode(
  blocks: AsyncIterable<Uint8Array>,
  recoding: Recoding,
  onPiece: (stored: number, text: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = nothing;
  const decoded = (piece: Uint8Array): Uint8Array => {
    const text = recoding.decode(piece);
    onPiece(piece.length, text.length);
    return text;
  };
  for await (const block of blocks) {
    if (block.length === 0) yield block;
    const bytes = joined(held, block);
    let at = 0;
    for (;;) {
      const piece = bytes.subarray(at, at + PIECE);
      const whole = recoding.whole(piece);
      if (whole === 0) break;
      yield decoded(piece.subarray(0, whole));
      at += whole;
    }
    held = bytes.slice(at);
  }
  if (held.length > 0) yield decoded(held);
}

/**
 * A text that is decoded again where it is read, a stretch at a time. So it takes no memory, and what it is made of is
 * compared.
 */
export function recodedText(inner: Text, recoding: Recoding, places: RecodedPlaces): Text {
  const { stored, text } = places;
  const size = text[text.length - 1];
  const kept = new Map<number, Promise<Uint8Array>>();
  const stretch = (index: number): Promise<Uint8Array> => {
    const found = kept.get(index) ?? inner.read(stored[index], stored[index + 1]).then(recoding.decode);
    kept.delete(index);
    kept.set(index, found);
    found.catch(() => {
      if (kept.get(index) === found) kept.delete(index); // another read may succeed
    });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return found;
  };
  return {
    size,
    seal: inner.seal,
    async read(from, to) {
      const out = new Uint8Array(to - from);
      for (let index = places.indexAt(from), at = from; at < to; index++) {
        const end = Math.min(to, text[index + 1]);
        out.set((await stretch(index)).subarray(at - text[index], end - text[index]), at - from);
        at = end;
      }
      return out;
    },
    hasAnyPart: inner.hasAnyPart,
    async *blocks(from, to) {
      if (!inner.hasAnyPart) {
        yield* recode(inner.blocks(0, inner.size), recoding);
        return;
      }
      const first = places.indexAt(from);
      const last = Math.min(places.indexAt(Math.max(from, to - 1)) + 1, text.length - 1);
      let at = text[first];
      for await (const block of recode(inner.blocks(stored[first], stored[last]), recoding)) {
        const wanted = block.subarray(Math.max(0, from - at), Math.max(0, to - at));
        at += block.length;
        if (wanted.length > 0) yield wanted;
      }
    },
  };
}
