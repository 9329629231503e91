import { whenDue } from '../control.ts';
import { argsortWords, placesOf } from '../math/argsort.ts';
import { type Items, WIDTH } from '../math/radix-sort.ts';
import type { Text } from '../source/text.ts';
import { isUnsetCell } from '../table/field-block.ts';
import type { Table } from '../table/table.ts';
import type { FieldKernel } from './field-kernel.ts';
import { compareBytes } from './label-order.ts';
import { type RawLine, readRawLines } from './raw-lines.ts';
import { walkCells } from './walk-cells.ts';

/** The first eight bytes of a field's cells, by row. They nearly always decide the order. */
export interface TextKeys {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** 0 for unset, `SHORT` for a cell of at most eight bytes, `LONG` for a longer one. */
  readonly shape: Uint8Array;
}

const SHORT = 1;
const LONG = 2;

/** Reads the keys from the files: see `walkCells`. 9 bytes per row. */
export async function readTextKeys(
  table: Table,
  texts: readonly Text[],
  field: string,
  kernel: FieldKernel | null,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<TextKeys> {
  const high = new Uint32Array(table.rows);
  const low = new Uint32Array(table.rows);
  const shape = new Uint8Array(table.rows);
  await walkCells(table, texts, field, kernel, signal, onShare, (first, count, bytes, places, { layout }) => {
    if (bytes === kernel?.bytes) {
      kernel.writeKeys(count, first, high, low, shape);
      return;
    }
    for (let i = 0, row = first; i < count; i++, row++) {
      const start = places[2 * i];
      const end = places[2 * i + 1];
      if (isUnsetCell(layout, bytes, start, end)) continue;
      high[row] = word(bytes, start, end);
      low[row] = word(bytes, start + 4, end);
      shape[row] = end - start > 8 ? LONG : SHORT;
    }
  });
  return { high, low, shape };
}

/** Up to this many longer cells with the same first eight bytes are read one by one. Random names have few of them. */
const FEW = 20_000;

/**
 * The rows of `ranked` sorted by a field's cells, byte by byte. Equal cells keep their order in `ranked`; unset cells
 * come last. Returns null when too many cells share their first eight bytes: the field then has to be read as a column.
 */
export async function textOrder(
  table: Table,
  texts: readonly Text[],
  field: string,
  { high, low, shape }: TextKeys,
  descending: boolean,
  ranked: Uint32Array,
  signal: AbortSignal,
): Promise<Uint32Array | null> {
  const isUnset = (row: number) => shape[row] === 0;
  const set = shape.includes(0) ? ranked.filter((row) => !isUnset(row)) : ranked;
  const sorted = await argsortWords(high, low, descending, set, whenDue(signal));
  const order = placesOf(sorted);
  const runs = runsOf(sorted, order, shape);
  if (runs === null) return null;
  await sortRuns(table, texts, field, order, runs, descending, signal);
  if (set === ranked) return order;
  const all = new Uint32Array(ranked.length);
  all.set(order);
  all.set(ranked.filter(isUnset), order.length);
  return all;
}

/** Runs of equal keys that contain longer cells. Null when there are too many. */
function runsOf(sorted: Items, order: Uint32Array, shape: Uint8Array): [number, number][] | null {
  const runs: [number, number][] = [];
  let alike = 0;
  for (let from = 0, to = 1; from < order.length; from = to++) {
    const high = sorted[WIDTH * from + 1];
    const low = sorted[WIDTH * from + 2];
    while (to < order.length && sorted[WIDTH * to + 1] === high && sorted[WIDTH * to + 2] === low) to++;
    if (to - from === 1 || order.subarray(from, to).every((row) => shape[row] !== LONG)) continue;
    runs.push([from, to]);
    alike += to - from;
    if (alike > FEW) return null;
  }
  return runs;
}

/** Sorts each run of rows by whole cells, keeping the order of equal cells. */
async function sortRuns(
  table: Table,
  texts: readonly Text[],
  field: string,
  order: Uint32Array,
  runs: readonly (readonly [number, number])[],
  descending: boolean,
  signal: AbortSignal,
): Promise<void> {
  const rows = Uint32Array.from(runs.flatMap(([from, to]) => [...order.subarray(from, to)]));
  const cells = new Map<number, Uint8Array>();
  const keep = (place: number, { bytes, start, end, section: { layout } }: RawLine) => {
    const record = layout.records.cut(bytes, start, end, layout);
    const index = layout.fields.indexOf(field);
    cells.set(
      rows[place],
      record.bytes.slice(record.starts[index], record.starts[index + 1] - layout.separator.length),
    );
  };
  await readRawLines(table, texts, rows, keep, signal);
  const sign = descending ? -1 : 1;
  const cellOf = (row: number) => cells.get(row) ?? new Uint8Array(0);
  for (const [from, to] of runs) {
    const sorted = [...order.subarray(from, to)].sort((a, b) => sign * compareBytes(cellOf(a), cellOf(b)));
    order.set(sorted, from);
  }
}

/** Four bytes as a number that sorts like them. Missing bytes count as zero. */
function word(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 <= end) return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
  let value = 0;
  for (let place = at; place < at + 4; place++) value = value * 256 + (place < end ? bytes[place] : 0);
  return value;
}
