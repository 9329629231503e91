import type { Problem } from '../core/errors.ts';
import type { Row } from '../worker/api.ts';
import { safeText } from './safe-text.ts';
import type { Scored } from './score-logs.ts';

/** The columns that `zeek_anomaly_detector` 0.2 prints, in its order, between the row and the score. */
const fields = [
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'orig_pkts',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];
/** It prints unset numbers as 0, as it scores them. */
const areNumbers = fields.map((field) => /duration|bytes|pkts/.test(field));

/**
 * The highest scores as a table: the row in the file, the columns above, and the score as the shortest decimal that
 * reads back to the same number. With several files the last column is the file. `problem`: a file changed since it was
 * read, so that labels are blank.
 */
export async function flowTable(
  { engine, run, view, signal }: Scored,
  flows: number,
): Promise<{ readonly text: string; readonly problem: Problem | null }> {
  const { rows, problem } = await engine.rows(view, 0, flows, fields, signal);
  const hasFiles = run.files.filter((file) => file.flows > 0).length > 1;
  const head = ['', ...fields, 'score', ...(hasFiles ? ['file'] : [])];
  const lines = rows.map((row) => [...cellsOf(row), ...(hasFiles ? [safeText(run.files[row.file].path)] : [])]);
  return { text: aligned([head, ...lines]), problem };
}

function cellsOf({ row, score, cells }: Row): string[] {
  const texts = cells.map((cell, at) => (cell === null ? (areNumbers[at] ? '0' : '-') : safeText(String(cell))));
  return [String(row), ...texts, String(score)];
}

/** Lines of columns: the first is flush left, the others flush right. */
function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0].map((_, column) => lines.reduce((most, line) => Math.max(most, line[column].length), 0));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return lines.map((line) => `${line.map(pad).join('  ').trimEnd()}\n`).join('');
}
