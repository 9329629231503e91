import type { Control } from '../control.ts';
import { parseAddress } from '../schema/address.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import { addressOfHost } from '../schema/host-text.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { labelText } from '../table/label-text.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import type { Represented } from '../table/represented.ts';
import type { Column, Table } from '../table/table.ts';
import { BLOCK_ROWS, inStretches } from './pace.ts';

const numberFields = [
  'ts',
  'id.orig_p',
  'id.resp_p',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'orig_pkts',
  'resp_pkts',
] as const;
const labelFields = ['id.orig_h', 'id.resp_h', 'proto', 'service', 'conn_state', 'history'] as const;
type NumberField = (typeof numberFields)[number];
type LabelField = (typeof labelFields)[number];

/** An address takes about 1 µs to read. */
const ADDRESSES_AT_ONCE = 2048;

/** Larger numbers are read as this value: sums then stay finite and exact enough. */
const LIMIT = 1e15;

/**
 * Reads blocks of a table into scratch that is lent until the next `read`. Callers see one array type whatever type the
 * table's groups have. A missing column reads as unset. Address fields hold hosts: addresses with their contexts, if
 * the log has these.
 */
export class FlowReader {
  readonly rows: number;
  /** What the rows stand for, see `Table.represents`. */
  readonly represents: Represented | null;
  private readonly columns: ReadonlyMap<NumberField | LabelField, Column>;
  private readonly numberScratch = new Map<NumberField, Float64Array>();
  private readonly codeScratch = new Map<LabelField, Uint32Array>();

  constructor(table: Table) {
    this.rows = table.rows;
    this.represents = table.represents;
    this.columns = columnsOf(table);
    for (const field of numberFields) this.numberScratch.set(field, new Float64Array(BLOCK_ROWS));
    for (const field of labelFields) this.codeScratch.set(field, new Uint32Array(BLOCK_ROWS));
  }

  /** Values of rows `from` to `to`, which are in one block. Unset is 0, or NaN for `ts`. Negative values are 0. */
  numbers(field: NumberField, from: number, to: number): Float64Array {
    const out = this.numberScratch.get(field) as Float64Array;
    const column = this.columns.get(field);
    const unset = field === 'ts' ? Number.NaN : 0;
    if (column?.kind !== 'number') return out.fill(unset);
    const values = group(column, from);
    readNumbers(values, from & GROUP_MASK, to - from, unset, out, 0);
    // Groups of narrow type hold counts, which need no clipping.
    if (field === 'ts' || !(values instanceof Float64Array)) return out;
    for (let i = 0; i < to - from; i++) out[i] = out[i] > LIMIT ? LIMIT : out[i] > 0 ? out[i] : 0;
    return out;
  }

  /** Start of one row in epoch seconds, NaN when unset. */
  timeOf(row: number): number {
    const column = this.columns.get('ts');
    return column?.kind === 'number' ? numberAt(column, row) : Number.NaN;
  }

  /** Bytes of one row, as `numbers` has them. */
  bytesOf(field: 'orig_bytes' | 'resp_bytes', row: number): number {
    const column = this.columns.get(field);
    const bytes = column?.kind === 'number' ? numberAt(column, row) : 0;
    return bytes > LIMIT ? LIMIT : bytes > 0 ? bytes : 0;
  }

  /** Codes of rows `from` to `to`, which are in one block. Unset is 0. */
  codes(field: LabelField, from: number, to: number): Uint32Array {
    const out = this.codeScratch.get(field) as Uint32Array;
    const column = this.columns.get(field);
    if (column?.kind !== 'category') return out.fill(0);
    const place = from & GROUP_MASK;
    out.set(group(column, from).subarray(place, place + to - from));
    return out;
  }

  /** Number of codes of a field, including the unset one. */
  codeCount(field: LabelField): number {
    const column = this.columns.get(field);
    return column?.kind === 'category' ? column.labels.size + 1 : 1;
  }

  /** Text of a code, see `labelText`. Empty for unset. */
  label(field: LabelField, code: number): string {
    const column = this.columns.get(field);
    if (column?.kind !== 'category' || code === 0) return '';
    return labelText(column.labels.bytes(code));
  }

  /** The code of `id.orig_h` that the host with a code of `id.resp_h` has. 0 if it starts no flow, and for unset. */
  asSource(destination: number): number {
    const [sources, destinations] = [this.columns.get('id.orig_h'), this.columns.get('id.resp_h')];
    if (sources?.kind !== 'category' || destinations?.kind !== 'category' || destination === 0) return 0;
    return sources.labels.find(destinations.labels.bytes(destination));
  }

  /** One value per code: `read` of the label, 0 for unset. */
  perLabel(field: LabelField, read: (label: string) => number): Uint32Array {
    const out = new Uint32Array(this.codeCount(field));
    for (let code = 1; code < out.length; code++) out[code] = read(this.label(field, code));
    return out;
  }

  /**
   * One value per address code. Yields to other messages, since there are many addresses. `read` is lent the bytes of
   * an address.
   */
  async perAddress(
    field: AddressField,
    read: (address: Uint8Array | null, code: number) => number,
    control: Control,
  ): Promise<Uint32Array> {
    const out = new Uint32Array(this.codeCount(field));
    const bytes = new Uint8Array(16);
    const readSome = (from: number, to: number) => {
      for (let code = Math.max(1, from); code < to; code++) out[code] = read(this.address(field, code, bytes), code);
    };
    await inStretches(control, out.length, readSome, ADDRESSES_AT_ONCE);
    return out;
  }

  /** The sixteen bytes of a host's address, written to `out`. Null for text that is not an address, and for unset. */
  address(field: AddressField, code: number, out?: Uint8Array): Uint8Array | null {
    const column = this.columns.get(field);
    return column?.kind !== 'category' || code === 0
      ? null
      : parseAddress(addressOfHost(column.labels.bytes(code)), out);
  }
}

function columnsOf({ columns }: Table): Map<NumberField | LabelField, Column> {
  const found = new Map<NumberField | LabelField, Column>();
  for (const field of [...numberFields, ...labelFields]) {
    const isHost = field === 'id.orig_h' || field === 'id.resp_h';
    const column = columns.get(isHost ? hostField(columns, field) : field);
    if (column !== undefined) found.set(field, column);
  }
  return found;
}

function group<C extends NumberColumn | CategoryColumn>(column: C, row: number): C['groups'][number] {
  return column.groups[row >>> GROUP_BITS];
}
