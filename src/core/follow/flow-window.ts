import { joined } from '../source/joined.ts';
import type { LogFile } from '../source/unpack.ts';
import type { Piece } from './follower.ts';
import { asFile } from './read-piece.ts';

/** Limits of a window. */
export interface WindowLimits {
  readonly flows: number;
  readonly bytes: number;
  readonly seconds: number;
}

export const windowLimits: WindowLimits = { flows: 100_000, bytes: 64 << 20, seconds: 24 * 3600 };

interface Entry extends Piece {
  readonly flows: number;
  /** When it came, in milliseconds. */
  readonly came: number;
  /** Count of the pieces before it. */
  readonly number: number;
}

const LF = 10;

/**
 * The last flows, as the text of their lines: 100,000 flows, 64 MB or a day, whichever is less. Pieces leave it whole, so that it
 * may hold up to one piece more.
 */
export class FlowWindow {
  private readonly limits: WindowLimits;
  private entries: Entry[] = [];
  private bytes = 0;
  private added = 0;
  flows = 0;

  constructor(limits = windowLimits) {
    this.limits = limits;
  }

  /** Pieces that were added up to now. */
  get count(): number {
    return this.added;
  }

  add(piece: Piece, flows: number, now: number): void {
    const last = this.entries.at(-1);
    const header = last !== undefined && isSame(last.header, piece.header) ? last.header : piece.header;
    this.entries.push({ ...piece, header, bytes: piece.bytes.slice(), flows, came: now, number: this.added++ });
    this.flows += flows;
    this.bytes += piece.bytes.length;
    this.leave(now);
  }

  /** The lines as files, one for each stretch of a followed file: only those of pieces from number `from` on. */
  files(from = 0): LogFile[] {
    const files: { readonly first: Entry; readonly parts: Uint8Array[]; end: number }[] = [];
    for (const entry of this.entries) {
      if (entry.number < from) continue;
      const last = files.at(-1);
      const goesOn = last !== undefined && entry.at > 0 && last.first.file === entry.file && last.end === entry.at;
      if (goesOn) last.parts.push(entry.bytes);
      else files.push({ first: entry, parts: [entry.bytes], end: 0 });
      const file = files[files.length - 1];
      file.end = entry.at + entry.bytes.length;
    }
    return files.map(({ first, parts }) => asFile({ header: first.header, bytes: ended(parts) }, first.file));
  }

  /** Flows of the pieces from number `from` on. */
  flowsFrom(from: number): number {
    let flows = 0;
    for (let i = this.entries.length - 1; i >= 0 && this.entries[i].number >= from; i--) flows += this.entries[i].flows;
    return flows;
  }

  private leave(now: number): void {
    const { flows, bytes, seconds } = this.limits;
    let gone = 0;
    for (; gone < this.entries.length - 1; gone++) {
      const entry = this.entries[gone];
      const isOver = this.flows - entry.flows >= flows || this.bytes > bytes || now - entry.came > 1000 * seconds;
      if (!isOver) break;
      this.flows -= entry.flows;
      this.bytes -= entry.bytes.length;
    }
    if (gone > 0) this.entries = this.entries.slice(gone);
  }
}

/** The parts as one; the last line of a rotated file may lack its end. */
function ended(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all[length - 1] === LF ? all : joined(all, Uint8Array.of(LF));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
