import type { LogErrorDetail } from '../errors.ts';
import type { NoteCode, SkipReason } from '../report.ts';
import { isOtherLog } from '../schema/log-names.ts';
import type { FieldBlock } from '../table/field-block.ts';
import type { Layout } from '../table/table.ts';
import type { LogSink } from './format.ts';

/** Of a part of a file that is named as a log: what does not say of which log it is, is of that one. */
export class NamedSink implements LogSink {
  /** The log, empty when the name is none of a log. */
  readonly log: string;
  private readonly sink: LogSink;

  /** `name` is the name of the original file, such as `dns.log`. */
  constructor(sink: LogSink, name: string) {
    this.sink = sink;
    this.log = /^([\w-]+)\./.exec(name)?.[1] ?? '';
  }

  /** Whether the part is of another log than conn. */
  get isOther(): boolean {
    return isOtherLog(this.log);
  }

  begin(layout: Layout): void {
    this.sink.begin(layout.path === '' && this.log !== '' ? { ...layout, path: this.log } : layout);
  }

  rows(block: FieldBlock, offset: number): void {
    this.sink.rows(block, offset);
  }

  skip(line: number, reason: SkipReason, detail: LogErrorDetail): void {
    const isRow = reason === 'no-flow' || reason === 'not-a-record' || reason === 'no-header';
    if (isRow && this.isOther) this.sink.context(this.log);
    else this.sink.skip(line, reason, detail);
  }

  context(path: string): void {
    this.sink.context(path === 'unknown' && this.log !== '' ? this.log : path);
  }

  note(code: NoteCode, detail: LogErrorDetail): void {
    this.sink.note(code, detail);
  }
}
