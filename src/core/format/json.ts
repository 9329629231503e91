import type { CellKernel } from '../table/cell-kernel.ts';
import {
  byteOrderMark,
  type Format,
  type FormatReader,
  type LogSink,
  MOST_BYTES,
  type Rest,
  type Start,
  skipBlank,
  textStart,
} from './format.ts';
import { JsonFlows } from './json-flows.ts';
import { borrowJsonKernel, giveBackJsonKernel, type JsonKernel } from './json-kernel.ts';
import type { Kind } from './json-kind.ts';
import { JsonObject, MORE } from './json-object.ts';
import { behindPrefix, isJson } from './json-sniff.ts';
import { JsonWrappers } from './json-wrappers.ts';
import { beginsPart } from './part.ts';
import { RecordWriter } from './record-writer.ts';
import { defaultLayout } from './zeek-header.ts';

const decoder = new TextDecoder();

/**
 * Objects one after another: a line each, over several lines, behind what a shipper put before them, in an array, or as
 * objects and arrays inside an object, as Elastic, Splunk, pandas and jq export them. Source of what is in them: Zeek's
 * threading/formatters/JSON.
 */
export const json: Format = {
  name: 'JSON',
  sniff: isJson,
  reader: (sink, kernel, start) => new JsonReader(sink, kernel, start),
};

/** An object that is no longer is read whole before its arrays are taken for the records. */
const WINDOW = 1 << 20;
const LF = 10;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const CLOSE = 125;

class JsonReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly writer: RecordWriter;
  private readonly flows: JsonFlows;
  private readonly object: JsonObject;
  /** Until a record does not fit there. */
  private kernel: JsonKernel | null;
  private readonly borrowed: JsonKernel | null;
  /** What is not read yet, from `first` to `length`, and then a zero. */
  private buffer: Uint8Array;
  private readonly first: number;
  private length: number;
  /** Place of the buffer's first byte in the text, less `first`. */
  private offset: number;
  private line = 1;
  private readonly wrappers: JsonWrappers;
  private rest: Rest | null = null;
  /** Fields of the first flow without hosts and ports, or without all that a score needs. */
  private lacking: readonly string[] | null = null;
  /** After a broken record that is not a line: the next is looked for. `before` is the last byte that is not blank. */
  private isLost = false;
  private before = 0;
  /** Records are a line each, so what is on a line of its own and no object is a bad line. */
  private isByLine = true;

  constructor(sink: LogSink, kernel: CellKernel | null, { offset, lines }: Start = textStart) {
    this.sink = sink;
    this.wrappers = new JsonWrappers((line) => sink.skip(line, 'no-flow', {}));
    this.writer = new RecordWriter(sink, kernel);
    this.kernel = kernel === null ? null : borrowJsonKernel();
    this.borrowed = this.kernel;
    this.flows = new JsonFlows(this.kernel);
    this.object = new JsonObject(this.flows.keys, this.kernel);
    this.buffer = this.kernel?.bytes ?? new Uint8Array(0);
    this.first = this.kernel?.textAt ?? 0;
    this.length = this.first;
    this.offset = offset - this.first;
    this.line = lines + 1;
  }

  push(bytes: Uint8Array): void {
    this.take(bytes);
    this.read(false, false);
  }

  takeRest(): Rest | null {
    const { rest } = this;
    this.rest = null;
    return rest;
  }

  moveTo({ offset, lines }: Start): void {
    this.take(new Uint8Array(0));
    this.read(true, true);
    this.drop(this.length);
    this.offset = offset - this.first;
    this.line = lines + 1;
    this.isLost = false;
    if (this.flows.columns.names.length > 0) this.writer.begin(this.flows.layout());
  }

  end(cut: boolean): void {
    this.take(new Uint8Array(0));
    this.read(true, cut);
    if (this.rest !== null) return;
    if (this.wrappers.isInside) this.sink.note('unclosed-array', {});
    this.wrappers.end();
    this.refuse();
    const missing = this.flows.columns.names.length > 0 ? this.flows.columns.missing() : [];
    if (missing.length > 0) this.sink.note('never-present', { fields: missing.join(', ') });
    const several = this.flows.severalValues();
    if (several !== null) this.sink.note('several-values', several);
    const dialect = this.flows.columns.converted();
    if (dialect !== null) this.sink.note('converted-units', { dialect });
    this.flows.forgetKernel();
    if (this.borrowed !== null) giveBackJsonKernel(this.borrowed);
  }

  private take(bytes: Uint8Array): void {
    const needed = this.length + bytes.length + 1;
    const { kernel } = this;
    const room = kernel === null ? this.buffer.length : kernel.textAt + kernel.textLength;
    if (needed > room) {
      const larger = new Uint8Array(needed + (needed >> 2));
      larger.set(this.buffer.subarray(this.first, this.length), this.first);
      this.buffer = larger;
      this.kernel = null;
    }
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
    this.buffer[this.length] = 0;
  }

  private read(isLast: boolean, cut: boolean): void {
    const { buffer, length, wrappers } = this;
    let at = this.first;
    while (at < length && this.rest === null) {
      if (this.isLost) {
        at = this.findRecord(at);
        continue;
      }
      if (wrappers.isPassing) {
        at = wrappers.stepOver(buffer, at, length);
        this.line += wrappers.lines;
        if (!wrappers.isAtRecord) continue;
      }
      const byte = buffer[at];
      if (byte === LF) this.line++;
      if (byte <= 32 || byte === COMMA) {
        at++;
      } else if (byte === OPEN) {
        at = this.flowsOfKnownShapes(at);
        if (buffer[at] !== OPEN) continue;
        const next = this.record(at, isLast, cut);
        if (next === MORE) break;
        at = next;
      } else if (byte === CLOSE_ARRAY && wrappers.isInArray) {
        wrappers.leave();
        at++;
      } else if (byte === OPEN_ARRAY && this.isArray(at)) {
        wrappers.enterArray(this.line);
        at++;
      } else {
        const next = this.oddLine(at, isLast, cut);
        if (next === MORE) break;
        at = next;
      }
    }
    if (this.rest === null) this.drop(Math.min(at, length));
    this.writer.flush();
  }

  /** Whether a bracket begins an array of objects; if it is the last byte, it may. */
  private isArray(at: number): boolean {
    const inner = skipBlank(this.buffer, at + 1);
    return inner >= this.length || [OPEN, OPEN_ARRAY, CLOSE_ARRAY].includes(this.buffer[inner]);
  }

  /** What stands where a record would and is none: the place to go on from, or `MORE`. */
  private oddLine(at: number, isLast: boolean, cut: boolean): number {
    const { buffer, length, wrappers, sink } = this;
    const mark = byteOrderMark(buffer, at);
    if (mark > 0) return at + mark;
    const lineEnd = this.lineEnd(at);
    if (lineEnd < 0 && !isLast && length - at < MOST_BYTES) return MORE;
    const end = lineEnd < 0 ? length : lineEnd;
    if (!wrappers.isInside) {
      if (beginsPart(buffer, at, end)) return this.stopAt(at);
      const found = behindPrefix(buffer, at, end, length, this.object, this.flows);
      if (found >= 0) {
        sink.note('behind-prefix', { prefix: decoder.decode(buffer.subarray(at, Math.min(found, at + 60))).trim() });
        return found;
      }
    }
    return this.badRecord(at, lineEnd, isLast && cut && lineEnd < 0);
  }

  /** Leaves what stands from `at` on to another reader. */
  private stopAt(at: number): number {
    const { buffer, length, offset, line } = this;
    this.rest = { bytes: buffer.slice(at, length), offset: offset + at, lines: line - 1 };
    this.drop(length);
    return length;
  }

  /** Reads flows with the kernel from the object at `at` on. Returns where the kernel stopped. */
  private flowsOfKnownShapes(at: number): number {
    const { kernel } = this;
    if (kernel === null) return at;
    kernel.read(at, this.line, this.offset, this.writer);
    this.line = kernel.stoppedLine;
    if (kernel.stoppedAt > at) this.wrappers.row();
    return kernel.stoppedAt;
  }

  /** Reads the object at `at`, where the kernel stopped. Returns the offset to continue from, or `MORE`. */
  private record(at: number, isLast: boolean, cut: boolean): number {
    const { buffer, length, object, kernel, wrappers } = this;
    let end = kernel?.objectEnd ?? 0;
    if (kernel !== null && end > 0) object.take(kernel);
    else end = object.read(buffer, at, length);
    if (object.innerAt > 0 || object.hasNested) {
      const isWaiting = end === MORE && !isLast && length - at < WINDOW;
      if (isWaiting && (object.innerAt > 0 || !this.isCutLine(at))) return MORE;
      if (this.isAroundRecords(at, end)) {
        wrappers.enterObject(this.line);
        return at + 1;
      }
    }
    if (end === MORE && !isLast && length - at < MOST_BYTES && !this.isCutLine(at)) return MORE;
    if (end < 0) {
      const lineEnd = this.lineEnd(at);
      // Where a line is skipped, its end must be known.
      if (lineEnd < 0 && this.isSkippingLines && !isLast && length - at < MOST_BYTES) return MORE;
      return this.badRecord(at, lineEnd, isLast && (cut || lineEnd < 0));
    }
    const { lines } = object;
    if (lines > 0) this.isByLine = false;
    this.keep(at);
    this.line += lines;
    return end;
  }

  /** Whether the object that was read is a row of a log itself, and not around rows. */
  private isRecord(): boolean {
    const kind = this.flows.kindOf(this.flows.original(this.object, this.buffer));
    return isCertain(this.object, kind);
  }

  /** Whether records are looked for in the object that was read, whole or not; it is not read as one itself then. */
  private isAroundRecords(at: number, end: number): boolean {
    const { object, flows, buffer, length } = this;
    if (flows.isAroundRecords(object, buffer, length, end > 0)) return true;
    if (object.innerAt > 0) return end < 0 || end - at > WINDOW || !this.isRecord();
    return object.isPartial && end > 0 && !this.isRecord();
  }

  /** An object that is not closed on its line, and an object on the next: the first was cut. */
  private isCutLine(at: number): boolean {
    const lineEnd = this.lineEnd(at);
    return this.isByLine && lineEnd >= 0 && this.buffer[lineEnd + 1] === OPEN;
  }

  private keep(at: number): void {
    const { flows, writer, sink, line, kernel, wrappers } = this;
    const found = flows.original(this.object, this.buffer);
    const kind = flows.kindOf(found);
    if (kind.kind === 'none' || (wrappers.isInObject && !isCertain(found.object, kind))) {
      wrappers.noRow(line);
      return;
    }
    wrappers.row();
    if (kind.kind === 'lacking' || (kind.kind === 'flow' && flows.lacksNeeded(found))) {
      this.lacking ??= flows.fieldsOf(found);
      sink.skip(line, 'no-flow', {});
      return;
    }
    if (kind.kind === 'context') {
      sink.context(kind.path);
      return;
    }
    if (flows.learn(found)) {
      writer.begin(flows.layout());
      kernel?.forgetShapes();
    }
    writer.start(this.offset + at, line);
    flows.write(found, writer, () => writer.end());
    writer.finish();
    if (kernel !== null && kernel.objectEnd > 0 && !kernel.isKnown) flows.teach(kernel, found);
  }

  /** Judges flows that cannot be scored, where there are no others, as those of a CSV with these columns. */
  private refuse(): void {
    const { lacking, flows, sink } = this;
    if (lacking !== null && flows.columns.names.length === 0)
      sink.begin({ ...defaultLayout, fields: lacking, types: lacking.map(() => '') });
    this.lacking = null;
  }

  /** Reports a malformed line, or a malformed object over several lines. Returns the offset to continue from. */
  private badRecord(at: number, lineEnd: number, isCut: boolean): number {
    this.sink.skip(this.line, isCut ? 'cut-line' : 'not-json', {});
    if (this.isSkippingLines) return lineEnd < 0 ? this.length : lineEnd;
    this.isLost = true;
    this.before = 0;
    return at + 1;
  }

  /** Whether a line is skipped when something in it is broken; otherwise the next record is looked for. */
  private get isSkippingLines(): boolean {
    return this.isByLine && !this.wrappers.isInside;
  }

  /** The next object that stands where a record would: after another, a comma, or in an object around records a key. */
  private findRecord(from: number): number {
    const { buffer, length, wrappers } = this;
    for (let at = from; at < length; at++) {
      const byte = buffer[at];
      const { before } = this;
      if (byte === LF) this.line++;
      if (byte === OPEN && (before === COMMA || before === CLOSE || (before === COLON && wrappers.isPassing))) {
        this.isLost = false;
        return at;
      }
      if (byte > 32) this.before = byte;
    }
    return length;
  }

  /** Forgets the bytes before `count`. */
  private drop(count: number): void {
    const dropped = count - this.first;
    this.buffer.copyWithin(this.first, count, this.length);
    this.length -= dropped;
    this.offset += dropped;
    this.buffer[this.length] = 0;
  }

  private lineEnd(at: number): number {
    const end = this.buffer.subarray(at, this.length).indexOf(LF);
    return end < 0 ? -1 : at + end;
  }
}

/** Whether it is a row of a log that is known or names a flow: other objects have a time too. */
function isCertain(object: JsonObject, kind: Kind): boolean {
  if (kind.kind === 'context') return kind.path !== 'unknown' || object.namesFlow();
  return kind.kind !== 'none';
}
