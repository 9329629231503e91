import type { Scored } from '../detect/detect.ts';
import { codeAt } from '../table/category-column.ts';
import { labelText } from '../table/label-text.ts';
import { numberAt } from '../table/number-column.ts';
import { lineStart, type Table } from '../table/table.ts';
import type { Piece } from './follower.ts';

/** A flow above the threshold, as plain data. Numbers are NaN, and texts empty, where the log has none. */
export interface FlowReport {
  readonly ts: number;
  readonly duration: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly proto: string;
  readonly service: string;
  readonly state: string;
  readonly sent: number;
  readonly received: number;
  readonly score: number;
  /** Score divided by the threshold. */
  readonly multiple: number;
  /** Features that raise the score most, with their values and the typical ones; at most `MOST_REASONS`. */
  readonly why: readonly { readonly feature: string; readonly value: number; readonly typical: number }[];
  /** Seconds from the start of the flow, and from its end, to the report. */
  readonly lag: Lag;
  /** The line of the log. */
  readonly line: string;
}

export interface Lag {
  readonly sinceStart: number;
  readonly sinceEnd: number;
}

const MOST_REASONS = 2;
const LF = 10;
const decoder = new TextDecoder();

/** Reports the rows of a piece above the threshold, in the order of the log. `now` in milliseconds. */
export function reportFlows(piece: Piece, table: Table, scored: Scored, threshold: number, now: number): FlowReport[] {
  const reports: FlowReport[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (scored.scores[row] > threshold) reports.push(reportOf(piece, table, scored, row, threshold, now));
  }
  return reports;
}

function reportOf(piece: Piece, table: Table, scored: Scored, row: number, threshold: number, now: number): FlowReport {
  const number = (name: string) => numberIn(table, name, row);
  const text = (name: string) => textIn(table, name, row);
  const score = scored.scores[row];
  return {
    ts: number('ts'),
    duration: number('duration'),
    source: text('id.orig_h'),
    destination: text('id.resp_h'),
    port: number('id.resp_p'),
    proto: text('proto'),
    service: text('service'),
    state: text('conn_state'),
    sent: number('orig_bytes'),
    received: number('resp_bytes'),
    score,
    multiple: score / threshold,
    why: reasonsOf(scored, row),
    lag: lagOf(table, row, now),
    line: lineOf(piece, lineStart(table, row)),
  };
}

/** Seconds from a flow to `now`. */
export function lagOf(table: Table, row: number, now: number): Lag {
  const sinceStart = now / 1000 - numberIn(table, 'ts', row);
  const duration = numberIn(table, 'duration', row);
  return { sinceStart, sinceEnd: sinceStart - (Number.isNaN(duration) ? 0 : duration) };
}

function reasonsOf({ explain, features, description }: Scored, row: number): FlowReport['why'] {
  const { parts } = explain(row);
  return parts
    .map((part, feature) => ({ part, feature }))
    .filter(({ part }) => part > 0)
    .toSorted((a, b) => b.part - a.part)
    .slice(0, MOST_REASONS)
    .map(({ feature }) => ({
      feature: features.names[feature],
      value: features.at(row, feature),
      typical: description.features[feature].typical,
    }));
}

function numberIn(table: Table, name: string, row: number): number {
  const column = table.columns.get(name);
  return column?.kind === 'number' ? numberAt(column, row) : Number.NaN;
}

function textIn(table: Table, name: string, row: number): string {
  const column = table.columns.get(name);
  if (column?.kind !== 'category') return '';
  const code = codeAt(column, row);
  return code === 0 ? '' : labelText(column.labels.bytes(code));
}

/** `place` counts from the beginning of the header and the bytes together. */
function lineOf({ header, bytes }: Piece, place: number): string {
  const start = place - header.length;
  const end = bytes.indexOf(LF, start);
  return decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end)).trimEnd();
}
