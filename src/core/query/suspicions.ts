import { forEachGroup } from '../table/groups.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';

/** Why a flow's numbers cannot be trusted; worded in `ui/messages.ts`. */
export type Suspicion = 'payload-over-ip' | 'capture-loss' | 'negative' | 'beyond-2-53' | 'port-over-65535';

/** Payload beyond the IP bytes that carried it by so much is no retransmission: packets were missed, or numbers forged. */
const FAR_BYTES = 1_000_000;
const FAR_TIMES = 10;
const LEAST = 1000;

type Test = { readonly fields: readonly string[]; readonly isSuspect: (a: number, b: number) => boolean };

const isFarAbove = (payload: number, ip: number) =>
  payload > ip + FAR_BYTES || (payload > LEAST && payload > FAR_TIMES * ip);
const numbers = ['duration', 'orig_bytes', 'resp_bytes', 'orig_pkts', 'resp_pkts', 'orig_ip_bytes', 'resp_ip_bytes'];

/** One or two fields a test; an unset number is never suspect. */
const tests: readonly (Test & { readonly kind: Suspicion })[] = [
  { kind: 'payload-over-ip', fields: ['orig_bytes', 'orig_ip_bytes'], isSuspect: isFarAbove },
  { kind: 'payload-over-ip', fields: ['resp_bytes', 'resp_ip_bytes'], isSuspect: isFarAbove },
  { kind: 'capture-loss', fields: ['missed_bytes'], isSuspect: (missed) => missed > 0 },
  ...['id.orig_p', 'id.resp_p'].map((port) => ({
    kind: 'port-over-65535' as const,
    fields: [port],
    isSuspect: (value: number) => value > 65535,
  })),
  ...numbers.map((field) => ({ kind: 'negative' as const, fields: [field], isSuspect: (value: number) => value < 0 })),
  ...numbers.map((field) => ({
    kind: 'beyond-2-53' as const,
    fields: [field],
    isSuspect: (value: number) => value > Number.MAX_SAFE_INTEGER,
  })),
];

/** What is suspect about one flow, each kind once. */
export function suspicionsOf(table: Table, row: number): Suspicion[] {
  const found = new Set<Suspicion>();
  for (const { kind, columns, isSuspect } of testsFor(table)) {
    const [a, b] = columns.map((column) => numberAt(column, row));
    if (isSuspect(a, b)) found.add(kind);
  }
  return [...found];
}

/** How many flows do not say whether their source or destination is local: it is then derived from the address. */
export function countDerivedLocal(table: Table): number {
  const columns = ['local_orig', 'local_resp'].map((name) => table.columns.get(name));
  let flows = 0;
  forEachGroup(table.rows, (group, _first, count) => {
    for (let i = 0; i < count; i++) {
      if (columns.some((column) => column?.kind === 'category' && column.groups[group][i] === 0)) flows++;
    }
  });
  return flows;
}

/** How many flows each suspicion meets, those it meets only. One pass over some ten columns. */
export function countSuspicions(table: Table): { readonly kind: Suspicion; readonly flows: number }[] {
  const counts = new Map<Suspicion, number>();
  const applicable = testsFor(table).filter(({ kind, columns }) => kind !== 'beyond-2-53' || columns.some(isWide));
  const kinds = [...new Set(applicable.map(({ kind }) => kind))];
  forEachGroup(table.rows, (group, _first, count) => {
    const scratch = [new Float64Array(count), new Float64Array(count)];
    for (const wanted of kinds) {
      const isMet = new Uint8Array(count);
      for (const { kind, columns, isSuspect } of applicable) {
        if (kind !== wanted) continue;
        columns.forEach((column, c) => {
          readNumbers(column.groups[group], 0, count, Number.NaN, scratch[c], 0);
        });
        for (let i = 0; i < count; i++) if (isSuspect(scratch[0][i], scratch[1][i])) isMet[i] = 1;
      }
      const flows = isMet.reduce((sum, met) => sum + met, 0);
      if (flows > 0) counts.set(wanted, (counts.get(wanted) ?? 0) + flows);
    }
  });
  return [...counts].map(([kind, flows]) => ({ kind, flows }));
}

/** Counts beyond 2^53 are doubles, and so is any group that has one. */
function isWide(column: NumberColumn): boolean {
  return column.groups.some((group) => group instanceof Float64Array);
}

function testsFor(table: Table): { kind: Suspicion; columns: NumberColumn[]; isSuspect: Test['isSuspect'] }[] {
  return tests.flatMap(({ kind, fields, isSuspect }) => {
    const columns = fields.map((field) => table.columns.get(field));
    const isThere = (column: (typeof columns)[number]): column is NumberColumn => column?.kind === 'number';
    return columns.every(isThere) ? [{ kind, columns, isSuspect }] : [];
  });
}
