import { joined } from '../source/joined.ts';
import { type FormatReader, type LogSink, MOST_BYTES, type Start } from './format.ts';
import { isDataLike } from './recognise.ts';

const LF = 10;

/** Counts the lines of a part that no form recognises. */
export class UnreadLines implements FormatReader {
  private readonly sink: LogSink;
  private line: number;
  private carry: Uint8Array = new Uint8Array(0);

  constructor(sink: LogSink, { lines }: Start) {
    this.sink = sink;
    this.line = lines;
  }

  push(bytes: Uint8Array): void {
    const text = joined(this.carry, bytes);
    let at = 0;
    for (let end = text.indexOf(LF); end >= 0; end = text.indexOf(LF, at)) {
      this.count(text, at, end);
      at = end + 1;
    }
    // Of a line that is too long its beginning says enough.
    this.carry = text.slice(at, at + MOST_BYTES);
  }

  end(): void {
    if (this.carry.length > 0) this.count(this.carry, 0, this.carry.length);
    this.carry = new Uint8Array(0);
  }

  takeRest(): null {
    return null;
  }

  moveTo({ lines }: Start): void {
    this.end();
    this.line = lines;
  }

  private count(text: Uint8Array, at: number, end: number): void {
    this.line++;
    if (isDataLike(text, at, end)) this.sink.skip(this.line, 'not-a-record', {});
  }
}
