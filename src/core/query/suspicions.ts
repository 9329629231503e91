import { checkpoint } from '../control.ts';
import { type CategoryColumn, codeAt } from '../table/category-column.ts';
import { forEachGroup, GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import { boundsOf, type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';

/** A reason to doubt a flow's numbers. Worded in `words/note-words.ts`. */
export type Suspicion = 'payload-over-ip' | 'capture-loss' | 'negative' | 'port-over-65535' | 'swapped'; // ^ in history

/**
 * Payload that exceeds the IP bytes by this much is not explained by retransmission: packets were missed, or the
 * numbers forged.
 */
const FAR_BYTES = 1_000_000;
const FAR_TIMES = 10;
const LEAST = 1000;

interface Test {
  readonly fields: readonly string[];
  readonly isSuspect: (a: number, b: number) => boolean;
  /** Whether values of the first field within these bounds can be suspect. False skips the group. */
  readonly canBe?: (low: number, high: number) => boolean;
}

const isFarAbove = (payload: number, ip: number) =>
  payload > ip + FAR_BYTES || (payload > LEAST && payload > FAR_TIMES * ip);

/** One or two fields per test. An unset number is never suspect. */
const tests: readonly (Test & { readonly kind: Suspicion })[] = [
  { kind: 'payload-over-ip', fields: ['orig_bytes', 'orig_ip_bytes'], isSuspect: isFarAbove },
  { kind: 'payload-over-ip', fields: ['resp_bytes', 'resp_ip_bytes'], isSuspect: isFarAbove },
  { kind: 'capture-loss', fields: ['missed_bytes'], isSuspect: (missed) => missed > 0 },
  ...['id.orig_p', 'id.resp_p'].map((port) => ({
    kind: 'port-over-65535' as const,
    fields: [port],
    isSuspect: (value: number) => value > 65535,
    canBe: (_: number, high: number) => high > 65535,
  })),
  // The reader rejects negative counts, so only durations are tested.
  { kind: 'negative', fields: ['duration'], isSuspect: (value) => value < 0, canBe: (low) => low < 0 },
];

/** The suspicions about one flow, each once. */
export function suspicionsOf(table: Table, row: number): Suspicion[] {
  const found = new Set<Suspicion>();
  for (const { kind, columns, isSuspect } of testsFor(table)) {
    const [a, b] = columns.map((column) => numberAt(column, row));
    if (isSuspect(a, b)) found.add(kind);
  }
  const history = historyOf(table);
  if (history !== null && swappedLabels(history)[codeAt(history, row)] === 1) found.add('swapped');
  return [...found];
}

/** The number of flows with an unset `local_orig` or `local_resp`: Oddflow then derives locality from the address. */
export function countDerivedLocal(table: Table): number {
  const columns = ['local_orig', 'local_resp'].flatMap((name) => {
    const column = table.columns.get(name);
    return column?.kind === 'category' ? [column] : [];
  });
  if (columns.length === 0) return 0;
  let flows = 0;
  forEachGroup(table.rows, (group, _first, count) => {
    const one = columns[0].groups[group];
    const other = columns[columns.length - 1].groups[group];
    for (let i = 0; i < count; i++) if (one[i] === 0 || other[i] === 0) flows++;
  });
  return flows;
}

/**
 * The number of flows per suspicion, only for suspicions that occur. Yields to other messages; about 50 ms per million
 * rows.
 */
export async function countSuspicions(table: Table, signal: AbortSignal): Promise<SuspicionCount[]> {
  const counts = new Map<Suspicion, number>();
  for (let group = 0; group << GROUP_BITS < table.rows; group++) {
    countSuspicionsIn(table, group, counts);
    await checkpoint(signal);
  }
  return [...counts].map(([kind, flows]) => ({ kind, flows }));
}

/** The number of flows with one suspicion. */
export interface SuspicionCount {
  readonly kind: Suspicion;
  readonly flows: number;
}

/** Adds the flows of one group of rows to the counts by suspicion. */
export function countSuspicionsIn(table: Table, group: number, counts: Map<Suspicion, number>): void {
  const count = Math.min(GROUP_ROWS, table.rows - (group << GROUP_BITS));
  const applicable = testsFor(table).filter(({ columns: [first], canBe }) => {
    const { low, high } = boundsOf(first.groups[group]);
    return canBe === undefined || canBe(low, high);
  });
  const scratch = [new Float64Array(count), new Float64Array(count)];
  for (const wanted of new Set(applicable.map(({ kind }) => kind))) {
    const isMet = new Uint8Array(count);
    for (const { kind, columns, isSuspect } of applicable) {
      if (kind !== wanted) continue;
      columns.forEach((column, c) => {
        readNumbers(column.groups[group], 0, count, Number.NaN, scratch[c], 0);
      });
      for (let i = 0; i < count; i++) if (isSuspect(scratch[0][i], scratch[1][i])) isMet[i] = 1;
    }
    let flows = 0;
    for (let i = 0; i < count; i++) flows += isMet[i];
    if (flows > 0) counts.set(wanted, (counts.get(wanted) ?? 0) + flows);
  }
  const flows = countSwapped(table, group, count);
  if (flows > 0) counts.set('swapped', (counts.get('swapped') ?? 0) + flows);
}

/** Zeek's mark in `history` for a flow whose source and destination it swapped. */
const SWAPPED = '^'.charCodeAt(0);

function historyOf(table: Table): CategoryColumn | null {
  const column = table.columns.get('history');
  return column?.kind === 'category' ? column : null;
}

/** Whether each label of `history` has the mark, by code. */
function swappedLabels(history: CategoryColumn): Uint8Array {
  const known = swapped.get(history);
  if (known?.length === history.labels.size + 1) return known;
  const flags = new Uint8Array(history.labels.size + 1);
  for (let code = 1; code < flags.length; code++) flags[code] = history.labels.bytes(code).includes(SWAPPED) ? 1 : 0;
  swapped.set(history, flags);
  return flags;
}

const swapped = new WeakMap<CategoryColumn, Uint8Array>();

/** Returns 0 for a streamed log, whose labels are not kept. */
function countSwapped(table: Table, group: number, count: number): number {
  const history = historyOf(table);
  if (history === null) return 0;
  const flags = swappedLabels(history);
  const codes = history.groups[group];
  let flows = 0;
  for (let i = 0; i < count; i++) flows += flags[codes[i]];
  return flows;
}

function testsFor(table: Table): (Test & { kind: Suspicion; columns: NumberColumn[] })[] {
  return tests.flatMap((test) => {
    const { fields } = test;
    const columns = fields.map((field) => table.columns.get(field));
    const isThere = (column: (typeof columns)[number]): column is NumberColumn => column?.kind === 'number';
    return columns.every(isThere) ? [{ ...test, columns }] : [];
  });
}
