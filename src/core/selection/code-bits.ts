import { aligned, startKernel } from '../kernel/module.ts';
import { type CodeGroup, largestCode } from '../table/category-column.ts';
import { GROUP_ROWS } from '../table/groups.ts';

/** A set of codes. */
export interface Wanted {
  /** 1 for each code in the set, 0 for others. */
  readonly flags: Uint8Array;
  /** The only code in the set, -1 if there are several. */
  readonly only: number;
}

/** Null if no flag is set. */
export function wantedOf(flags: Uint8Array): Wanted | null {
  const first = flags.indexOf(1);
  if (first < 0) return null;
  return { flags, only: flags.includes(1, first + 1) ? -1 : first };
}

/**
 * Writes one bit per row to `words` from word `at` on: whether the row's code is wanted. Bits after the last row are 0.
 * 0.3 ns per row for one code and 1 ns for several, in plain code 2 to 3 ns.
 */
export function writeBits(codes: CodeGroup, count: number, wanted: Wanted, words: Uint32Array, at: number): void {
  const kernel = codeKernel();
  if (kernel === null || wanted.flags.length > MOST_FLAGS) writeBitsPlainly(codes, count, wanted, words, at);
  else kernel.write(codes, count, wanted, words, at);
  cutBits(words, at, count);
}

/** As `writeBits`, without WebAssembly. */
export function writeBitsPlainly(
  codes: CodeGroup,
  count: number,
  { flags }: Wanted,
  words: Uint32Array,
  at: number,
): void {
  for (let first = 0, word = at; first < count; first += 32, word++) {
    const end = Math.min(32, count - first);
    let bits = 0;
    for (let bit = 0; bit < end; bit++) bits |= flags[codes[first + bit]] << bit;
    words[word] = bits;
  }
}

/** Clears the bits after the first `count` in the last of their words. */
export function cutBits(words: Uint32Array, at: number, count: number): void {
  if (count % 32 > 0) words[at + (count >>> 5)] &= (1 << (count % 32)) - 1;
}

type Equal = (codes: number, count: number, code: number, out: number) => void;
type Flagged = (codes: number, count: number, flags: number, out: number) => void;

/** Functions of the module. Places are byte offsets in its memory. See `core/kernel/assembly/select.ts`. */
interface Exports {
  readonly equal8: Equal;
  readonly equal16: Equal;
  readonly equal32: Equal;
  readonly flagged8: Flagged;
  readonly flagged16: Flagged;
  readonly flagged32: Flagged;
}

/** Largest set that fits into the kernel's memory. Larger ones use plain code. */
const MOST_FLAGS = 1 << 20;

class CodeKernel {
  private readonly exports: Exports;
  /** The codes of a group: arrays by bytes per code, at the same place. */
  private readonly codes: { readonly 1: Uint8Array; readonly 2: Uint16Array; readonly 4: Uint32Array };
  private readonly flags: Uint8Array;
  private readonly bits: Uint32Array;
  /** The flags in the kernel's memory. */
  private loaded: Uint8Array | null = null;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.codes = {
      1: new Uint8Array(buffer, free, GROUP_ROWS),
      2: new Uint16Array(buffer, free, GROUP_ROWS),
      4: new Uint32Array(buffer, free, GROUP_ROWS),
    };
    this.bits = new Uint32Array(buffer, free + 4 * GROUP_ROWS, GROUP_ROWS / 32);
    this.flags = new Uint8Array(buffer, aligned(this.bits.byteOffset + this.bits.byteLength), MOST_FLAGS);
  }

  write(codes: CodeGroup, count: number, { flags, only }: Wanted, words: Uint32Array, at: number): void {
    const length = Math.ceil(count / 32);
    if (only > largestCode(codes)) {
      words.fill(0, at, at + length);
      return;
    }
    const width = codes.BYTES_PER_ELEMENT as 1 | 2 | 4;
    const own = this.codes[width];
    own.set(codes.subarray(0, count));
    if (only >= 0) this.equal(width)(own.byteOffset, 32 * length, only, this.bits.byteOffset);
    else {
      own.fill(0, count, 32 * length); // older codes may be beyond the flags
      this.load(flags);
      this.flagged(width)(own.byteOffset, 32 * length, this.flags.byteOffset, this.bits.byteOffset);
    }
    words.set(this.bits.subarray(0, length), at);
  }

  private equal(width: 1 | 2 | 4): Equal {
    const { equal8, equal16, equal32 } = this.exports;
    return width === 1 ? equal8 : width === 2 ? equal16 : equal32;
  }

  private flagged(width: 1 | 2 | 4): Flagged {
    const { flagged8, flagged16, flagged32 } = this.exports;
    return width === 1 ? flagged8 : width === 2 ? flagged16 : flagged32;
  }

  private load(flags: Uint8Array): void {
    if (this.loaded !== flags) this.flags.set(flags);
    this.loaded = flags;
  }
}

let kernel: CodeKernel | null | undefined;

/** The one kernel of this thread, null without WebAssembly: see `startKernel`. */
function codeKernel(): CodeKernel | null {
  if (kernel === undefined) {
    const started = startKernel<Exports>(() => 4 * GROUP_ROWS + GROUP_ROWS / 8 + MOST_FLAGS + 256);
    kernel = started && new CodeKernel(started.exports, started.buffer, started.free);
  }
  return kernel;
}
