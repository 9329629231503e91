import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import { countLines } from './count-lines.ts';
import { type Format, type FormatReader, type LogSink, type Rest, type Start, textStart } from './format.ts';
import { looksLike } from './looks-like.ts';
import { NamedSink } from './named-sink.ts';
import { nextPart, partName } from './part.ts';
import { beginningOf, lineEnd } from './recognise.ts';
import { UnreadLines } from './unread-lines.ts';

const LF = 10;
/** What is looked at to find the first record. */
const HEAD_BYTES = 256 << 10;
/** A longer line names no part. */
const LONGEST_NAME = 1024;
/** More logs than Zeek writes; of others no state is kept. */
const MOST_NAMES = 200;
const nothing = new Uint8Array(0);

/**
 * Reads a file part by part, each in the form that recognises its first lines. Lines before those are skipped. Another
 * part begins where a reader says so, and at lines such as `==> conn.log <==`, which `head` and `tail` put before each
 * of several files: a file that comes again is read on as it was read before.
 *
 *     $ tail -f *.log          skipped
 *     ==> conn.log <==
 *     {"ts":..                 JSON, of conn.log
 *     ==> dns.log <==
 *     {"ts":..                 JSON, of dns.log
 *     ==> conn.log <==
 *     {"ts":..                 the first reader again
 */
export class PartsReader implements Pick<FormatReader, 'push' | 'end'> {
  private readonly sink: LogSink;
  private readonly kernel: CellKernel | null;
  private readonly formats: readonly Format[];
  private readonly forms = new Set<string>();
  private readonly readers = new Set<FormatReader>();
  private reader: FormatReader | null = null;
  /** The beginning of a part that has no reader yet, and where it stands. */
  private head: Uint8Array = nothing;
  private headAt: Start = textStart;
  private isRefused = false;
  /** Whether lines name the parts. After the first of these lines the text is cut at them before it is read. */
  private isNamed = false;
  private readonly byName = new Map<string, FormatReader>();
  private name = '';
  private named: NamedSink | null = null;
  /** Of the next byte where parts are named, and a begun line that may name one. */
  private place: Start = textStart;
  private begun: Uint8Array = nothing;
  private isInLine = false;

  constructor(sink: LogSink, kernel: CellKernel | null, formats: readonly Format[]) {
    this.sink = sink;
    this.kernel = kernel;
    this.formats = formats;
  }

  /** Names of the forms that read the file, empty while none does. */
  get form(): string {
    return [...this.forms].join(' and ');
  }

  /** What the file seems to be if no form recognises it, so that nothing more need be pushed; else null. */
  get refusal(): { readonly looks: string; readonly seen: string } | null {
    return this.isRefused ? looksLike(this.head) : null;
  }

  push(bytes: Uint8Array): void {
    this.read(bytes, false);
  }

  /** The text is over; `cut` as a reader's. */
  end(cut: boolean): void {
    this.read(nothing, true);
    for (const reader of this.readers) if (reader !== this.reader) reader.end(false);
    // What the last reader leaves at its end others read, until one reads to the end.
    for (let last = this.reader; last !== null; last = this.reader) {
      last.end(cut);
      const rest = last.takeRest();
      if (rest === null) break;
      last.end(cut);
      this.hand(this.follow(rest, true), true);
      this.read(nothing, true);
    }
    if (this.isNamed) this.sink.note('several-logs', { logs: [...this.byName.keys()].join(', ') });
  }

  private read(bytes: Uint8Array, isLast: boolean): void {
    if (this.isRefused) return;
    if (this.isNamed) this.readNamed(bytes, isLast);
    else this.feed(bytes, isLast);
  }

  /** Gives bytes to the reader of the part, or collects them until there is one. */
  private feed(bytes: Uint8Array, isLast: boolean): void {
    this.hand(this.reader === null ? this.collect(bytes, isLast) : bytes, isLast);
  }

  private hand(bytes: Uint8Array | null, isLast: boolean): void {
    let next = bytes;
    while (next !== null && this.reader !== null) {
      this.reader.push(next);
      const rest: Rest | null = this.reader.takeRest();
      next = rest && this.follow(rest, isLast);
    }
  }

  /** Another part begins. Returns what is still to be read of it. */
  private follow(rest: Rest, isLast: boolean): Uint8Array | null {
    this.reader = null;
    this.headAt = rest;
    if (partName(rest.bytes, 0, lineEnd(rest.bytes, 0)) === null) return this.begin(rest.bytes);
    this.isNamed = true;
    this.place = rest;
    this.readNamed(rest.bytes, isLast);
    return null;
  }

  private collect(bytes: Uint8Array, isLast: boolean): Uint8Array | null {
    const head = joined(this.head, bytes);
    this.head = nothing;
    if (isLast || head.length >= HEAD_BYTES) return this.begin(head);
    this.head = head === bytes ? head.slice() : head;
    return null;
  }

  /** Begins a reader at the first line that a form recognises. Returns the bytes for it. */
  private begin(head: Uint8Array): Uint8Array | null {
    if (head.length === 0) return null;
    const found = beginningOf(
      head,
      this.formats.filter((format) => this.isPossible(format)),
    );
    if (found === null) return this.beginUnread(head);
    const { at, format, lines, skipped } = found;
    for (const line of skipped) this.sinkOfPart.skip(this.headAt.lines + line + 1, 'not-a-record', {});
    const start = { offset: this.headAt.offset + at, lines: this.headAt.lines + lines };
    const bytes = head.subarray(at);
    if (format === null) return this.follow({ bytes, ...start }, true);
    this.forms.add(format.name);
    // The kernel's memory is for one reader at a time, from its beginning to its end.
    this.use(format.reader(this.sinkOfPart, this.isNamed ? null : this.kernel, start));
    return bytes;
  }

  /** A part that no form recognises is counted where others are read; a whole file is refused. */
  private beginUnread(head: Uint8Array): Uint8Array | null {
    if (!this.isNamed) {
      this.head = head.slice(0, HEAD_BYTES);
      this.isRefused = true;
      return null;
    }
    this.use(new UnreadLines(this.sinkOfPart, this.headAt));
    return head;
  }

  /** Rows of another log look like those of a conn.log where a header does not say what they are. */
  private isPossible({ isAssumed }: Format): boolean {
    return isAssumed !== true || this.named?.isOther !== true;
  }

  private get sinkOfPart(): LogSink {
    return this.named ?? this.sink;
  }

  private use(reader: FormatReader): void {
    this.reader = reader;
    this.readers.add(reader);
    if (this.isNamed && this.byName.size < MOST_NAMES) this.byName.set(this.name, reader);
  }

  /** Reads text in which lines name the parts. */
  private readNamed(bytes: Uint8Array, isLast: boolean): void {
    const text = joined(this.begun, bytes);
    this.begun = nothing;
    let from = 0;
    for (;;) {
      const at = nextPart(text, from, this.isInLine);
      const end = at < 0 ? -1 : text.indexOf(LF, at);
      if (at < 0 || (end < 0 && !isLast && text.length - at < LONGEST_NAME)) {
        const kept = at < 0 ? text.length : at;
        this.feedPart(text.subarray(from, kept), isLast);
        this.begun = text.slice(kept);
        return;
      }
      const name = partName(text, at, end < 0 ? text.length : end);
      const next = end < 0 ? text.length : end + 1;
      this.feedPart(text.subarray(from, name === null ? next : at), name !== null);
      if (name !== null) this.beginNamed(name, next - at);
      from = next;
    }
  }

  /** Gives bytes to the part that was named last; `isWhole` says that nothing of it follows for now. */
  private feedPart(bytes: Uint8Array, isWhole: boolean): void {
    if (bytes.length > 0) this.isInLine = bytes[bytes.length - 1] !== LF;
    this.feed(bytes, isWhole);
    this.move(bytes.length, countLines(bytes, 0, bytes.length));
  }

  private beginNamed(name: string, bytes: number): void {
    this.move(bytes, 1);
    this.name = name;
    this.named = new NamedSink(this.sink, name);
    this.head = nothing;
    this.headAt = this.place;
    this.reader = this.byName.get(name) ?? null;
    this.reader?.moveTo(this.place);
  }

  private move(bytes: number, lines: number): void {
    this.place = { offset: this.place.offset + bytes, lines: this.place.lines + lines };
  }
}
