import type { CellKernel } from '../table/cell-kernel.ts';
import { type Format, type FormatReader, type LogSink, MOST_BYTES, skipBlank } from './format.ts';
import { JsonFlows } from './json-flows.ts';
import { borrowJsonKernel, giveBackJsonKernel, type JsonKernel } from './json-kernel.ts';
import { JsonObject, MORE, WRAPPER } from './json-object.ts';
import { RecordWriter } from './record-writer.ts';

/**
 * Objects one after another: a line each, over several lines, in an array, or in an array inside an object, as Elastic and
 * Splunk export them. Source of what is in them: Zeek's threading/formatters/JSON.
 */
export const json: Format = {
  name: 'JSON',
  sniff: (head) => {
    const at = skipBlank(head, 0);
    // A name without quotes is no JSON but SUP.
    if (head[at] === OPEN) return [QUOTE, CLOSE].includes(head[skipBlank(head, at + 1)]);
    if (head[at] !== OPEN_ARRAY) return false;
    const inner = skipBlank(head, at + 1);
    return head[inner] === OPEN || head[inner] === CLOSE_ARRAY;
  },
  reader: (sink, kernel) => new JsonReader(sink, kernel),
};

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
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
  /** Arrays around the records, each with the open objects around it in its own object. */
  private readonly arrays: number[] = [];
  /** After the records of a wrapper: open objects and arrays to step over, and where in a text it stands. */
  private tail = 0;
  private inText = false;
  private isEscaped = false;
  /** After a broken record that is not a line: the next is looked for. `before` is the last byte that is not blank. */
  private isLost = false;
  private before = 0;
  /** Records are a line each, so what is on a line of its own and no object is a bad line. */
  private isByLine = true;

  constructor(sink: LogSink, kernel: CellKernel | null) {
    this.sink = sink;
    this.writer = new RecordWriter(sink, kernel);
    this.kernel = kernel === null ? null : borrowJsonKernel();
    this.borrowed = this.kernel;
    this.flows = new JsonFlows(this.kernel);
    this.object = new JsonObject(this.flows.keys, this.kernel);
    this.buffer = this.kernel?.bytes ?? new Uint8Array(0);
    this.first = this.kernel?.textAt ?? 0;
    this.length = this.first;
    this.offset = -this.first;
  }

  push(bytes: Uint8Array): void {
    this.take(bytes);
    this.read(false, false);
  }

  end(cut: boolean): void {
    this.take(new Uint8Array(0));
    this.read(true, cut);
    const missing = this.flows.names.length > 0 ? this.flows.missing() : [];
    if (missing.length > 0) this.sink.note('never-present', { fields: missing.join(', ') });
    const dialect = this.flows.converted();
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
    const { buffer, length } = this;
    let at = this.first + (this.offset === -this.first ? byteOrderMark(buffer.subarray(this.first)) : 0);
    while (at < length) {
      if (this.tail > 0) {
        at = this.stepOver(at);
        continue;
      }
      if (this.isLost) {
        at = this.findRecord(at);
        continue;
      }
      const byte = buffer[at];
      if (byte === LF) this.line++;
      if (byte <= 32) {
        at++;
      } else if (byte === OPEN) {
        at = this.flowsOfKnownShapes(at);
        if (buffer[at] !== OPEN) continue;
        const next = this.record(at, isLast, cut);
        if (next === MORE) break;
        at = next;
      } else if (byte === OPEN_ARRAY && this.arrays.length === 0) {
        this.arrays.push(0);
        at++;
      } else if (byte === CLOSE_ARRAY && this.arrays.length > 0) {
        this.tail = this.arrays.pop() ?? 0;
        at++;
      } else if (byte === COMMA) at++;
      else {
        const end = this.lineEnd(at);
        if (end < 0 && !isLast && length - at < MOST_BYTES) break;
        at = this.badRecord(at, end, isLast && cut && end < 0);
      }
    }
    this.drop(Math.min(at, length));
    this.writer.flush();
  }

  /** Reads what the kernel can of the flows from the object at `at` on; out comes where it stopped. */
  private flowsOfKnownShapes(at: number): number {
    const { kernel } = this;
    if (kernel === null) return at;
    kernel.read(at, this.line, this.offset, this.writer);
    this.line = kernel.stoppedLine;
    return kernel.stoppedAt;
  }

  /** Reads the object at `at`, where the kernel stopped; out comes the place to go on from, or `MORE`. */
  private record(at: number, isLast: boolean, cut: boolean): number {
    const { buffer, length, object, kernel } = this;
    let end = kernel?.objectEnd ?? 0;
    if (kernel !== null && end > 0) object.take(kernel);
    else end = object.read(buffer, at, length);
    if (end === WRAPPER) {
      this.arrays.push(object.innerDepth);
      this.line += object.lines;
      return object.innerAt;
    }
    if (end === MORE && !isLast && length - at < MOST_BYTES) {
      const lineEnd = this.lineEnd(at);
      // An object that is not closed on its line, and an object on the next: the first was cut.
      if (!(this.isByLine && lineEnd >= 0 && buffer[lineEnd + 1] === OPEN)) return MORE;
    }
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

  private keep(at: number): void {
    const { flows, writer, sink, line, kernel } = this;
    const found = flows.original(this.object, this.buffer);
    const kind = flows.kindOf(found);
    if (kind.kind === 'none') {
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

  /** Tells of a line, or of an object over several, that cannot be read; out comes the place to go on from. */
  private badRecord(at: number, lineEnd: number, isCut: boolean): number {
    this.sink.skip(this.line, isCut ? 'cut-line' : 'not-json', {});
    if (this.isSkippingLines) return lineEnd < 0 ? this.length : lineEnd;
    this.isLost = true;
    this.before = 0;
    return at + 1;
  }

  /** Whether a line is skipped when something in it is broken; otherwise the next record is looked for. */
  private get isSkippingLines(): boolean {
    return this.isByLine && this.arrays.length === 0;
  }

  /** The next object that stands where a record would: after another, or a comma. */
  private findRecord(from: number): number {
    const { buffer, length } = this;
    for (let at = from; at < length; at++) {
      const byte = buffer[at];
      if (byte === LF) this.line++;
      if (byte === OPEN && (this.before === COMMA || this.before === CLOSE)) {
        this.isLost = false;
        return at;
      }
      if (byte > 32) this.before = byte;
    }
    return length;
  }

  /** Steps over what follows the records of a wrapper. */
  private stepOver(from: number): number {
    const { buffer, length } = this;
    let at = from;
    for (; at < length && this.tail > 0; at++) {
      const byte = buffer[at];
      if (byte === LF) this.line++;
      if (this.inText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.inText = false;
      } else if (byte === QUOTE) this.inText = true;
      else if (byte === OPEN || byte === OPEN_ARRAY) this.tail++;
      else if (byte === CLOSE || byte === CLOSE_ARRAY) this.tail--;
    }
    return at;
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

function byteOrderMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
