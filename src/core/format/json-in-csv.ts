import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { RecordForm } from '../table/table.ts';
import { countLines } from './count-lines.ts';
import { DelimitedCells, separators } from './delimited-cells.ts';
import {
  type Format,
  type FormatReader,
  type LogSink,
  MOST_BYTES,
  type Start,
  skipBlank,
  textStart,
} from './format.ts';
import { JsonFlows } from './json-flows.ts';
import { isOriginalName } from './json-keys.ts';
import { RecordWriter } from './record-writer.ts';

/**
 * A CSV with a column that holds the records as Zeek wrote them, in JSON: what Splunk, Kibana and Sentinel export with
 * `_raw`, `message` or `line`. The JSON is the record, and the other columns are left out.
 */
export const jsonInCsv: Format = {
  name: 'JSON in a CSV',
  sniff: (head) => headerOf(head) !== null,
  reader: (sink, kernel, start) => new JsonInCsvReader(sink, kernel, start),
};

const LF = 10;
const decoder = new TextDecoder();
/** Records that are looked at for one that holds JSON. */
const RECORDS = 5;

interface Header {
  readonly separator: number;
  /** The column of the records. */
  readonly column: number;
  readonly columns: number;
  /** Place after the header's line. */
  readonly end: number;
}

/** Null when the first line does not name a column that holds records in the lines behind it. */
function headerOf(head: Uint8Array): Header | null {
  const start = skipBlank(head, 0);
  const cells = new DelimitedCells();
  for (const separator of separators) {
    const end = cells.read(head, start, head.length, separator, true);
    const { count, isOdd } = cells;
    const column = Array.from({ length: count }, (_, c) => decoder.decode(cells.text(c)).trim()).findIndex(
      isOriginalName,
    );
    // A line such as `conn.log` is no header.
    if (column < 0 || isOdd || (count === 1 && decoder.decode(cells.text(0)).includes('.'))) continue;
    let at = end;
    for (let record = 0; record < RECORDS && at < head.length; record++) {
      at = cells.read(head, at, head.length, separator, true);
      if (cells.count === count && new JsonFlows(null).originalIn(cells.text(column)) !== null)
        return { separator, column, columns: count, end };
    }
  }
  return null;
}

class JsonInCsvReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly writer: RecordWriter;
  private readonly flows = new JsonFlows(null);
  private readonly cells = new DelimitedCells();
  private header: Header | null = null;
  private headerText = '';
  private carry: Uint8Array = new Uint8Array(0);
  private offset: number;
  private line: number;

  constructor(sink: LogSink, kernel: CellKernel | null, { offset, lines }: Start = textStart) {
    this.sink = sink;
    this.writer = new RecordWriter(sink, kernel);
    this.offset = offset;
    this.line = lines + 1;
  }

  push(bytes: Uint8Array): void {
    this.read(bytes, false, false);
  }

  end(cut: boolean): void {
    this.read(new Uint8Array(0), true, cut);
    const several = this.flows.severalValues();
    if (several !== null) this.sink.note('several-values', several);
    const missing = this.flows.columns.names.length > 0 ? this.flows.columns.missing() : [];
    if (missing.length > 0) this.sink.note('never-present', { fields: missing.join(', ') });
  }

  takeRest(): null {
    return null;
  }

  moveTo({ offset, lines }: Start): void {
    this.read(new Uint8Array(0), true, true);
    this.offset = offset;
    this.line = lines + 1;
    if (this.flows.columns.names.length > 0) this.begin();
  }

  private read(bytes: Uint8Array, isLast: boolean, cut: boolean): void {
    const { carry, cells } = this;
    const text = joined(carry, bytes);
    const offset = this.offset - carry.length;
    let at = this.header === null ? this.readHeader(text) : 0;
    const { header } = this;
    while (header !== null && at < text.length) {
      const end = cells.read(text, at, text.length, header.separator, isLast);
      if (end < 0 && text.length - at <= MOST_BYTES) break;
      if (end < 0) at = this.skipLong(text, at);
      else {
        if (isLast && cut && text[end - 1] !== LF) this.sink.skip(this.line, 'cut-line', {});
        else this.record(offset + at, header);
        this.line += cells.lines;
        at = end;
      }
    }
    if (isLast && at < text.length) this.sink.skip(this.line, 'cut-line', {});
    this.carry = isLast ? text.subarray(0, 0) : text.slice(at);
    this.offset += bytes.length;
    this.writer.flush();
  }

  private readHeader(text: Uint8Array): number {
    this.header = headerOf(text);
    if (this.header === null) return 0;
    const { end, separator, column } = this.header;
    this.cells.read(text, skipBlank(text, 0), text.length, separator, true);
    this.headerText = decoder.decode(this.cells.text(column));
    this.line += countLines(text, 0, end);
    return end;
  }

  private skipLong(text: Uint8Array, at: number): number {
    this.sink.skip(this.line, 'too-long', {});
    const end = text.indexOf(LF, at);
    if (end >= 0) this.line++;
    return end < 0 ? text.length : end + 1;
  }

  private record(place: number, { column, columns }: Header): void {
    const { cells, flows, writer, sink, line } = this;
    if (cells.count === 1 && cells.isEmpty(0)) return;
    if (cells.count !== columns) {
      sink.skip(line, cells.count > columns ? 'too-many-fields' : 'too-few-fields', {
        found: cells.count,
        wanted: columns,
      });
      return;
    }
    const text = cells.text(column);
    const found = flows.originalIn(text);
    const kind = found === null ? null : flows.kindOf(found);
    if (found === null || kind === null || kind.kind === 'none' || kind.kind === 'lacking') {
      // The header comes again where files were put one after another.
      if (decoder.decode(text) !== this.headerText) sink.skip(line, found === null ? 'not-json' : 'no-flow', {});
      return;
    }
    if (kind.kind === 'context') {
      sink.context(kind.path);
      return;
    }
    if (flows.learn(found)) this.begin();
    writer.start(place, line);
    flows.write(found, writer, () => writer.end());
    writer.finish();
  }

  private begin(): void {
    if (this.header !== null) this.writer.begin(this.flows.layout(recordsOf(this.header, this.flows)));
  }
}

/** Finds records in the text again. */
function recordsOf({ separator, column }: Header, flows: JsonFlows): RecordForm {
  const cells = new DelimitedCells();
  return {
    end: (bytes, start, limit) => cells.endOf(bytes, start, limit, separator),
    cut(bytes, start, end, layout) {
      cells.read(bytes, start, end, separator, true);
      return flows.cellsOf(cells.count > column ? flows.originalIn(cells.text(column)) : null, layout);
    },
  };
}
