import { type Control, checkpoint } from '../control.ts';
import { type RawLine, readRawLines } from '../query/raw-lines.ts';
import { addedColumns, describeField } from '../schema/conn.ts';
import type { Text } from '../source/text.ts';
import { isUnsetCell } from '../table/field-block.ts';
import { type Layout, rowInFile, type Section, type Table } from '../table/table.ts';
import { ByteWriter } from './byte-writer.ts';
import type { ExportColumn, ExportFormat, ExportRow } from './export-format.ts';
import { hasUsualMarks, withUsualMarks } from './marks.ts';

/** What is exported: rows of the table in their order, with what the detector said of each. */
interface ExportSource {
  readonly table: Table;
  readonly texts: readonly Text[];
  /** Names for the `file` column, one a file. */
  readonly files: readonly string[];
  readonly rows: Uint32Array;
  readonly ranks: Uint32Array;
  readonly scores: Float64Array;
  readonly threshold: number;
}

/** Receives a part of a file. Writing waits for it. */
export type OnPart = (part: Blob) => Promise<void>;

/** Rows whose lines are held at once: about 40 MB of a conn.log. Each batch reads the files once through. */
const BATCH = 1 << 18;

/**
 * Writes rows as a file. Cells come from the logs themselves, so nothing is lost or reformatted on the way. `onPart`, if
 * given, receives the file in parts of some MB, which are not kept; the result is the last part.
 */
export async function exportFlows(
  source: ExportSource,
  format: ExportFormat,
  control: Control,
  onPart: OnPart | null = null,
): Promise<Blob> {
  const { table, texts, rows, ranks, scores, threshold, files } = source;
  const columns = exportColumns(table);
  const out = new ByteWriter();
  const writeRow = format.begin(out, columns);
  const placeOf = rowInFile(table, files.length);
  const cut = cellCutter(columns);
  for (let first = 0; first < rows.length; first += BATCH) {
    const batch = rows.subarray(first, first + BATCH);
    const lines = await gatherLines(table, texts, batch, control.signal);
    for (let place = 0; place < batch.length; place++) {
      const row = batch[place];
      const line = lines.at(place);
      writeRow({
        rank: ranks[row],
        row: placeOf(row),
        file: files[line.section.file],
        score: scores[row],
        anomaly: scores[row] > threshold,
        ...cut(line),
      });
      if ((place & 8191) !== 0) continue;
      if (onPart !== null) for (const part of out.take()) await onPart(part);
      const done = first + place;
      control.report({ phase: 'Exporting', file: '', done, total: rows.length, unit: 'rows', rows: done });
      await checkpoint(control.signal);
    }
  }
  return out.finish(format.mime);
}

/** Fields of all logs of the run, in the order in which they first stand in one. */
function exportColumns(table: Table): ExportColumn[] {
  const columns = new Map<string, ExportColumn>();
  for (const { layout } of table.sections) {
    layout.fields.forEach((name, field) => {
      if (columns.has(name) || addedColumns.includes(name)) return;
      columns.set(name, { name, type: describeField(name, layout.types[field]).type });
    });
  }
  return [...columns.values()];
}

type Cells = Pick<ExportRow, 'bytes' | 'starts' | 'ends'>;

/**
 * Cuts lines into the cells of `columns`, whatever the order in their log. What comes out is lent until the next cut.
 */
function cellCutter(columns: readonly ExportColumn[]): (line: RawLine) => Cells {
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  const areContainers = columns.map(({ type }) => /^(set|vector|table)\[/.test(type));
  let section: Section | null = null;
  let places: number[] = [];
  let isUsual = true;
  return (line) => {
    const { layout } = line.section;
    if (section !== line.section) {
      section = line.section;
      places = columns.map(({ name }) => layout.fields.indexOf(name));
      isUsual = hasUsualMarks(layout);
    }
    const { bytes, starts: cells } = layout.records.cut(line.bytes, line.start, line.end, layout);
    const { separator } = layout;
    for (let c = 0; c < places.length; c++) {
      const cell = places[c];
      const start = cell < 0 ? 0 : cells[cell];
      const end = cell < 0 ? 0 : cells[cell + 1] - separator.length;
      const isUnset = isUnsetCell(layout, bytes, start, end);
      starts[c] = isUnset ? -1 : start;
      ends[c] = isUnset ? -1 : end;
    }
    return isUsual ? { bytes, starts, ends } : rewritten(bytes, starts, ends, layout, areContainers);
  };
}

/** Cells of a log with marks of its own, with Zeek's. */
function rewritten(
  bytes: Uint8Array,
  starts: Int32Array,
  ends: Int32Array,
  layout: Layout,
  areContainers: readonly boolean[],
): Cells {
  const cells = areContainers.map((isContainer, c) =>
    starts[c] < 0 ? null : withUsualMarks(bytes, starts[c], ends[c], layout, isContainer),
  );
  const out = new Uint8Array(cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0));
  let at = 0;
  cells.forEach((cell, c) => {
    if (cell === null) return;
    out.set(cell, at);
    starts[c] = at;
    at += cell.length;
    ends[c] = at;
  });
  return { bytes: out, starts, ends };
}

/** Lines of some rows, copied together so that they can be taken in the order of the rows. */
async function gatherLines(
  table: Table,
  texts: readonly Text[],
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<{ at: (place: number) => RawLine }> {
  const starts = new Uint32Array(rows.length);
  const ends = new Uint32Array(rows.length);
  const sections = new Array<Section>(rows.length);
  let arena = new Uint8Array(rows.length * 192);
  let length = 0;
  const copy = (place: number, { bytes, start, end, section }: RawLine) => {
    if (length + end - start > arena.length) {
      const larger = new Uint8Array(Math.max(arena.length * 2, length + end - start));
      larger.set(arena.subarray(0, length));
      arena = larger;
    }
    arena.set(bytes.subarray(start, end), length);
    starts[place] = length;
    length += end - start;
    ends[place] = length;
    sections[place] = section;
  };
  await readRawLines(table, texts, rows, copy, signal);
  return {
    at: (place) => ({ bytes: arena, start: starts[place], end: ends[place], section: sections[place] }),
  };
}
