import type { ScoreColumn, Scored } from '../core/detect/detect.ts';
import { LogError } from '../core/errors.ts';
import { labelAt } from '../core/query/order.ts';
import { type RawLine, readRawLines } from '../core/query/raw-lines.ts';
import { suspicionsOf } from '../core/query/suspicions.ts';
import { groupingOf, type View } from '../core/query/view.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import type { Problem } from '../core/report.ts';
import { shownField } from '../core/schema/host-field.ts';
import { isUnsetCell } from '../core/table/field-block.ts';
import { numberAt } from '../core/table/number-column.ts';
import { type Column, rowInFile, sectionOf } from '../core/table/table.ts';
import type { Row, RowWindow } from './api.ts';
import { cellText } from './cell-text.ts';
import { numberOrNull } from './number-or-null.ts';
import { isWholeRanking, type Views } from './views.ts';

type Cell = number | string | null;

/**
 * Rows of a view. A host field (`withContext`) is the plain address if the log has no contexts. Reads fields that were
 * left in the files, about 60 ms for 50 rows.
 */
export async function readRows(
  logs: ReadLogs,
  scored: Scored,
  views: Views,
  view: View,
  start: number,
  end: number,
  fields: readonly string[],
  signal: AbortSignal,
): Promise<RowWindow> {
  const { table, files } = logs;
  const { first, rows, total } = await views.window(view, start, end, signal);
  const isRanked = isWholeRanking(view);
  const ranks = isRanked ? noRanks : await views.ranks(signal);
  const identical = groupingOf(view) === 'none' ? null : (await views.grouped(view, signal)).counts;
  const findingOf = groupingOf(view) === 'finding' ? await views.findingOf(view, signal) : () => null;
  const columns = fields.map((field) => table.columns.get(field) ?? table.columns.get(shownField(field)));
  const cells = cellsOf(rows, columns);
  const added = fields.map((field) => views.scoreColumn(field));
  rows.forEach((row, place) => {
    added.forEach((column, at) => {
      if (column !== undefined) cells[place][at] = scoreCell(column, row);
    });
  });
  const left = fields.flatMap((field, at) =>
    columns[at] === undefined && added[at] === undefined ? [{ field, at }] : [],
  );
  const problem = left.length === 0 ? null : await fillFromFiles(logs, rows, left, cells, signal);
  const placeOf = rowInFile(table, files.length);
  return {
    start: first,
    total,
    problem,
    rows: Array.from(rows, (row, place): Row => {
      const { file } = sectionOf(table, row);
      const finding = findingOf(row);
      return {
        flow: row,
        rank: isRanked ? first + place + 1 : ranks[row],
        row: placeOf(row),
        file,
        score: scored.scores[row],
        suspicions: suspicionsOf(table, row),
        identical: identical?.[row] ?? 1,
        finding: finding?.id ?? null,
        ofFinding: finding?.flows ?? 0,
        cells: cells[place],
      };
    }),
  };
}

const noRanks = new Uint32Array(0);

/** Cells of rows in several columns. Null for a missing column and for unset cells. */
export function cellsOf(rows: Uint32Array, columns: readonly (Column | undefined)[]): Cell[][] {
  return Array.from(rows, (row) =>
    columns.map((column): Cell => {
      if (column === undefined) return null;
      if (column.kind === 'number') return numberOrNull(numberAt(column, row));
      const label = labelAt(column, row);
      return label === null ? null : cellText(label);
    }),
  );
}

function scoreCell({ at, words }: ScoreColumn, row: number): Cell {
  const value = at(row);
  if (words !== null) return words[value] ?? null;
  return numberOrNull(value);
}

/** Reads cells from the files. If a file changed, all of these cells stay blank. */
async function fillFromFiles(
  { table, texts }: ReadLogs,
  rows: Uint32Array,
  wanted: readonly { readonly field: string; readonly at: number }[],
  cells: Cell[][],
  signal: AbortSignal,
): Promise<Problem | null> {
  try {
    const fill = (place: number, line: RawLine) => {
      const { layout } = line.section;
      const { bytes, starts } = layout.records.cut(line.bytes, line.start, line.end, layout);
      for (const { field, at } of wanted) {
        const index = layout.fields.indexOf(field);
        if (index < 0) continue;
        const [start, end] = [starts[index], starts[index + 1] - layout.separator.length];
        const isUnset = isUnsetCell(layout, bytes, start, end);
        cells[place][at] = isUnset ? null : cellText(bytes.subarray(start, end));
      }
    };
    await readRawLines(table, texts, rows, fill, signal);
    return null;
  } catch (error) {
    if (!(error instanceof LogError && error.code === 'changed')) throw error;
    for (const row of cells) for (const { at } of wanted) row[at] = '';
    return { code: error.code, detail: error.detail };
  }
}
