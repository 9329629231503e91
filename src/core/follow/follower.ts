import { headerAfter, headerAtStart, namesOf, readableLength } from './cut-lines.ts';
import { bytesOfText, type FollowState, hasBegun, nextFile, startState, textOfBytes } from './follow-state.ts';
import type { FollowedPath, OpenFile } from './growing-file.ts';
import { beginsWith, headOf, isShort } from './head.ts';
import { closeText, findLater, findRest, newest, type OpenText, openText } from './rotated-files.ts';

/** Whole lines of a log that were not read before. */
export interface Piece {
  readonly kind: 'piece';
  /** Name of the file that they were read from. */
  readonly file: string;
  /** Lines to put above them: the header, empty where they have their own or need none. */
  readonly header: Uint8Array;
  readonly bytes: Uint8Array;
  /** Place of the first byte in the text of the file. */
  readonly at: number;
}

/** What became of the file. */
export interface Turn {
  readonly kind: 'turn';
  /**
   * `rotated`: it was renamed, and another file has its name. `truncated`: it begins again. `later`: a file that had the name for
   * a short time, `file`. `lost`: the rest of the old file cannot be found, so rows may be missing. `damaged`: a compressed file
   * ends early. `too-long`: a line of more than 16 MB was left out.
   */
  readonly what: 'rotated' | 'truncated' | 'later' | 'lost' | 'damaged' | 'too-long';
  readonly file: string;
}

const PIECE_BYTES = 4 << 20;
const LONGEST_LINE = 16 << 20;
/** Files whose heads are taken when following begins: see `findLater`. */
const NEWEST = 8;
/** Polls for which the rest of an old file is looked for. Compressing it may take this long. */
const PATIENCE = 5;

/** Identity of the file before the first one. */
const NOTHING = '';

/**
 * Reads a growing log piece by piece, each row once: through rotation by renaming or copying, truncation, compression of the old
 * file, new headers, and restarts of this program (`state`). A begun line waits for its end.
 *
 *     state ──▶ the file of this name?  ── grew ──▶ its new lines
 *                  │ another one, or it begins again
 *                  ▼
 *               the rest of the old one ──▶ files that had the name since ──▶ the new one from its beginning
 */
export class Follower {
  private readonly path: FollowedPath;
  private now: FollowState;
  /** The file that the state is about. */
  private held: OpenText | null = null;
  private patience = PATIENCE;
  /** Size of a compressed file that ended early, at the poll before. */
  private cutAt = -1;
  private known = 0;

  constructor(path: FollowedPath, state: FollowState = startState) {
    this.path = path;
    this.now = state;
  }

  /** Where following stands after the pieces that came out. */
  get state(): FollowState {
    return this.now;
  }

  /** Bytes that the file had when it was looked at last. */
  get size(): number {
    return this.known;
  }

  /** What came since the last poll. The state is that after a piece as soon as the piece comes out. */
  async *poll(): AsyncGenerator<Piece | Turn> {
    const opened = await this.path.open();
    const isFirst = !hasBegun(this.now);
    if (isFirst) this.now = { ...this.now, ...(await newest(this.path, NEWEST)), identity: NOTHING };
    if (opened === null) {
      yield* this.readHeld();
      return;
    }
    const here = await openText(this.path.name, opened);
    try {
      yield* this.readFrom(here, isFirst);
    } finally {
      if (this.held !== here) await closeText(here);
    }
  }

  private async *readFrom(here: OpenText, isFirst: boolean): AsyncGenerator<Piece | Turn> {
    if (!isFirst && !(await this.isSame(here))) {
      if (!(yield* this.finishOld(here))) return;
      this.now = nextFile(this.now, []);
    }
    await this.hold(here);
    this.patience = PATIENCE;
    this.cutAt = -1;
    yield* this.readOn(here, false);
  }

  async close(): Promise<void> {
    if (this.held !== null) await closeText(this.held);
    this.held = null;
  }

  /** Whether a file is the one that the state is about. An empty file may have had rows meanwhile. */
  private async isSame({ file, text }: OpenText): Promise<boolean> {
    const { head, position, identity } = this.now;
    // A file that was copied back is the same one to a follower that begins again.
    const isOther = head.length === 0 || (this.held !== null && identity !== null && file.identity !== identity);
    return !isOther && (await file.size()) >= Math.max(position, head.length) && (await beginsWith(text, head));
  }

  private async hold(next: OpenText): Promise<void> {
    if (this.held !== null && this.held !== next) await closeText(this.held);
    this.held = next;
  }

  /** Reads the rest of the old file, and files between it and the one that is `here`. False to try again at the next poll. */
  private async *finishOld(here: OpenText): AsyncGenerator<Piece | Turn, boolean> {
    const { identity } = here.file;
    const what = identity !== null && identity === this.now.identity ? 'truncated' : 'rotated';
    const isTruncated = this.held === null || identity === null || what === 'truncated';
    // The writer may go on with the old file until the new one has a row.
    const isWritten = (await here.file.size()) > 0;
    const canWait = !isTruncated || this.held === null || (identity === null && (await this.path.rotated()) !== null);
    if (canWait && !isWritten) {
      yield* this.readHeld();
      return false;
    }
    const old = !isTruncated && (await this.isWhole(this.held)) ? this.held : await this.findOld();
    if (old === undefined) return false;
    if (old !== null) {
      if (!(yield* this.readRest(old))) return false;
    } else if (this.now.head.length > 0) yield { kind: 'turn', what: 'lost', file: this.path.name };
    if (this.now.head.length > 0) yield { kind: 'turn', what, file: this.path.name };
    return yield* this.readLater(here);
  }

  /** What came to the file that is held, whatever it is called now. One without an identity is as it was when it was opened. */
  private async *readHeld(): AsyncGenerator<Piece | Turn> {
    if (this.held !== null && this.held.file.identity !== null && (await this.isWhole(this.held)))
      yield* this.readOn(this.held, false);
  }

  /** Whether a file that is held still has what was read of it. */
  private async isWhole(held: OpenText | null): Promise<boolean> {
    const { head, position } = this.now;
    return held !== null && (await held.file.size()) >= position && (await beginsWith(held.text, head));
  }

  /** Null when it cannot be found, undefined to look again at the next poll. */
  private async findOld(): Promise<OpenText | null | undefined> {
    const found = await findRest(this.path, this.now);
    if (found !== null) return found;
    // What was read to its end and is gone has no rest that is missed.
    if (this.now.head.length === 0) return null;
    const isHopeless = (await this.path.rotated()) === null;
    return !isHopeless && --this.patience > 0 ? undefined : null;
  }

  /** Reads an old file to its end. False when its compression is not done yet. */
  private async *readRest(old: OpenText): AsyncGenerator<Piece | Turn, boolean> {
    await this.hold(old);
    const { file, text } = old;
    this.now = { ...this.now, modified: await file.modified(), identity: file.identity };
    yield* this.readOn(old, true);
    if (!text.isCut) return true;
    const size = await file.size();
    const isGrowing = size !== this.cutAt;
    this.cutAt = size;
    if (isGrowing) {
      await closeText(old);
      this.held = null;
      return false;
    }
    yield { kind: 'turn', what: 'damaged', file: old.name };
    return true;
  }

  private async *readLater(here: OpenText): AsyncGenerator<Piece | Turn, boolean> {
    for (;;) {
      const known = [...this.now.earlier, this.now.head];
      const [next] = await findLater(this.path, this.now.modified, known, here.text);
      if (next === undefined) return true;
      const file = await next.open();
      if (file === null) continue;
      const later = await openText(next.name, file);
      await this.hold(later);
      this.now = { ...nextFile(this.now, []), head: await headOf(later.text) };
      yield { kind: 'turn', what: 'later', file: next.name };
      if (!(yield* this.readRest(later))) return false;
    }
  }

  /** Reads from the position on; to the last byte if the file `isLast` of its name, else to the last whole row. */
  private async *readOn(open: OpenText, isLast: boolean): AsyncGenerator<Piece | Turn> {
    const { file, text, name } = open;
    await this.note(open);
    let wanted = PIECE_BYTES;
    for (;;) {
      const { position } = this.now;
      const bytes = await text.read(position, position + wanted);
      const isEnd = bytes.length < wanted;
      const skipped = this.skipped(bytes, isEnd && isLast);
      if (skipped > 0) {
        this.now = { ...this.now, position: position + skipped };
        continue;
      }
      const length = this.now.isInLong ? 0 : readableLength(bytes, isEnd && isLast && !text.isCut);
      if (length > 0) yield this.take(name, bytes.subarray(0, length), position);
      else if (!isEnd && wanted >= LONGEST_LINE) {
        this.now = { ...this.now, position: position + bytes.length, isInLong: true };
        yield { kind: 'turn', what: 'too-long', file: name };
      } else if (!isEnd) {
        wanted *= 2;
        continue;
      }
      wanted = PIECE_BYTES;
      if (isEnd) break;
    }
    this.known = text.isCompressed ? this.now.position : await file.size();
  }

  /** Bytes that are no rows: what a writer leaves before its place in a truncated file, and the rest of a line that is too long. */
  private skipped(bytes: Uint8Array, isLast: boolean): number {
    if (this.now.isInLong) {
      const end = bytes.indexOf(10) + 1;
      if (end === 0 && !isLast) return bytes.length;
      this.now = { ...this.now, isInLong: false };
      return end === 0 ? bytes.length : end;
    }
    let count = 0;
    while (count < bytes.length && bytes[count] === 0) count++;
    return count;
  }

  private take(file: string, bytes: Uint8Array, at: number): Piece {
    const before = bytesOfText(this.now.header);
    const header = at === 0 ? headerAtStart(bytes, before) : before;
    const after = headerAfter(bytes, header.length === 0 && at === 0 ? namesOf(bytes) : header);
    this.now = { ...this.now, position: at + bytes.length, header: textOfBytes(after) };
    return { kind: 'piece', file, header, bytes, at };
  }

  /** Notes by what the file can be found again. */
  private async note({ file, text }: { readonly file: OpenFile; readonly text: OpenText['text'] }): Promise<void> {
    const head = isShort(this.now.head) ? await headOf(text) : this.now.head;
    this.now = { ...this.now, head, identity: file.identity, modified: await file.modified() };
  }
}
