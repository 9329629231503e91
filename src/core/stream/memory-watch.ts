import type { Table } from '../table/table.ts';
import type { Plan } from './plan.ts';

/** Reading stops, because the flows take more memory than there is. */
export class TooLarge extends Error {
  /** By what was read up to then. */
  readonly plan: Plan;

  constructor(plan: Plan) {
    super(`${plan.rows} flows need ${plan.needed} of ${plan.available} bytes`);
    this.name = 'TooLarge';
    this.plan = plan;
  }
}

/** A log that is open beside the one that is read. */
interface Beside {
  /** What it takes of the memory, in bytes; 0 without one. */
  readonly bytes: number;
  readonly giveUp: () => void;
}

/** A row's score and place in an order, and the scratch of sorting. */
const SCORE_BYTES = 24;
/** A forecast counts when so much of the memory is taken, and when it says that this much of it will be needed. */
const TAKEN = 0.25;
const FORECAST = 1.5;

/**
 * Measures what the flows read into memory take, labels included. What comes out is to be called after each group of
 * rows, with the share of the bytes that is read. It calls `beside.giveUp` when there is no memory for both logs, and
 * throws `TooLarge` when the flows take more than `available` bytes, or will by far.
 */
export function watchMemory(available: number, beside: Beside): (table: Table, share: number) => void {
  let isBeside = beside.bytes > 0;
  return (table, share) => {
    const taken = bytesOfTable(table) + table.rows * SCORE_BYTES;
    const needed = taken / Math.max(share, Number.MIN_VALUE);
    const forecast = taken > TAKEN * available && needed > FORECAST * available;
    if (taken > available || forecast) {
      const rows = Math.round(table.rows / Math.max(share, 1e-6));
      throw new TooLarge({ rows, needed: Math.max(taken, needed), available });
    }
    if (!isBeside || taken + beside.bytes <= available) return;
    isBeside = false;
    beside.giveUp();
  };
}

/** Bytes of memory that a table's columns take. */
function bytesOfTable({ columns, rows }: Table): number {
  let bytes = rows * LINE_START_BYTES;
  for (const column of columns.values()) {
    for (const group of column.groups) bytes += group.byteLength;
    if (column.kind === 'category') bytes += column.labels.byteLength;
  }
  return bytes;
}

const LINE_START_BYTES = 4;
