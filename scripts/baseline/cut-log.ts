import { numberAt } from '../../src/core/table/number-column.ts';
import type { Table } from '../../src/core/table/table.ts';
import { ATTACK, BENIGN, IGNORED } from '../evaluate/measure.ts';
import { subTable } from './known-logs.ts';

/** A log cut in time: an ordinary day without an attack, and the rest. */
export interface CutLog {
  readonly before: Table;
  readonly after: Table;
  /** By row of `after`. */
  readonly truth: Uint8Array;
  /** Both in one log. Rows before the cut are `IGNORED`. */
  readonly whole: Table;
  readonly wholeTruth: Uint8Array;
}

/** Share of the benign flows that must lie before the attack. */
const ENOUGH = 1 / 3;
/** Minimum number of flows of an ordinary day. */
const LEAST_FLOWS = 300;

/**
 * Cuts at the first flow of the attack if a third of the benign flows lies before. Otherwise at half of the benign flows or of
 * the attack, whichever is earlier, and the attack's flows before the cut are left out. Null if the log is too short.
 */
export function cutLog(table: Table, truth: Uint8Array): CutLog | null {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return null;
  const timesOf = (value: number) =>
    Float64Array.from(
      rowsWhere(table, (row) => truth[row] === value),
      (row) => numberAt(ts, row),
    ).sort();
  const cut = timeOfCut(timesOf(BENIGN), timesOf(ATTACK));
  const isAfter = (row: number) => numberAt(ts, row) >= cut;
  const first = rowsWhere(table, (row) => !isAfter(row) && truth[row] === BENIGN);
  const rest = rowsWhere(table, isAfter);
  const used = rowsWhere(table, (row) => isAfter(row) || truth[row] === BENIGN);
  if (first.length < LEAST_FLOWS) return null;
  return {
    before: subTable(table, first),
    after: subTable(table, rest),
    truth: Uint8Array.from(rest, (row) => truth[row]),
    whole: subTable(table, used),
    wholeTruth: Uint8Array.from(used, (row) => (isAfter(row) ? truth[row] : IGNORED)),
  };
}

/** Both ascending. */
function timeOfCut(benign: Float64Array, attack: Float64Array): number {
  const half = benign[benign.length >> 1];
  if (attack.length === 0) return half;
  const before = benign.filter((time) => time < attack[0]).length;
  return before >= ENOUGH * benign.length ? attack[0] : Math.min(half, attack[attack.length >> 1]);
}

/** The log with only one in `every` of its benign rows after the cut, so that the attack is a large part of them. */
export function thinned({ before, after, truth, whole, wholeTruth }: CutLog, every: number): CutLog {
  const keep = (of: Uint8Array) => (row: number) => of[row] !== BENIGN || row % every === 0;
  const rows = rowsWhere(after, keep(truth));
  const wholeRows = rowsWhere(whole, keep(wholeTruth));
  return {
    before,
    after: subTable(after, rows),
    truth: Uint8Array.from(rows, (row) => truth[row]),
    whole: subTable(whole, wholeRows),
    wholeTruth: Uint8Array.from(wholeRows, (row) => wholeTruth[row]),
  };
}

function rowsWhere({ rows }: Table, isWanted: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(isWanted);
}
