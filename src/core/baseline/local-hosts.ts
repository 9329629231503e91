import { parseAddress } from '../schema/address.ts';
import { isPrivate } from '../schema/address-kind.ts';
import { codeAt } from '../table/category-column.ts';
import type { Interner } from '../table/interner.ts';
import type { Table } from '../table/table.ts';
import type { FlowGroup } from './flow-stream.ts';

/** The fields that `LocalHosts` reads. */
export const LOCAL_FIELDS: readonly string[] = ['id.orig_h', 'local_orig'];
const decoder = new TextDecoder();
/** Kinds of addresses, used where `local_orig` is unset. */
const [UNKNOWN, PRIVATE, PUBLIC] = [0, 1, 2];

/**
 * Counts the flows of local sources: `local_orig` is true, or it is unset and the address is private. 10 bytes or less per
 * source while a group's labels are read, and one text per local source.
 */
export class LocalHosts {
  private readonly found = new Map<string, number>();
  private labels: Interner | null = null;
  /** By the code of a source: its flows as a local one, and the kind of its address. */
  private flowsOf = new Uint32Array(0);
  private kindOf = new Uint8Array(0);

  add({ table, rows }: FlowGroup): void {
    const sources = table.columns.get('id.orig_h');
    if (sources?.kind !== 'category') return;
    this.prepare(sources.labels);
    const isLocal = localOf(table);
    const count = rows?.length ?? table.rows;
    for (let i = 0; i < count; i++) {
      const row = rows?.[i] ?? i;
      const code = codeAt(sources, row);
      const local = isLocal(row);
      if (code === 0 || local === false) continue;
      if (local === null && this.kind(code) !== PRIVATE) continue;
      this.flowsOf[code]++;
    }
  }

  /** Flows by the address of their local source. */
  flows(): ReadonlyMap<string, number> {
    this.settle();
    return this.found;
  }

  private kind(code: number): number {
    if (this.kindOf[code] === UNKNOWN) {
      const address = this.labels === null ? null : parseAddress(this.labels.bytes(code));
      this.kindOf[code] = address !== null && isPrivate(address) ? PRIVATE : PUBLIC;
    }
    return this.kindOf[code];
  }

  private address(code: number): string {
    return this.labels === null ? '' : decoder.decode(this.labels.bytes(code));
  }

  /** Makes room for the codes of `labels`. Codes of other labels are settled first. */
  private prepare(labels: Interner): void {
    if (this.labels !== labels) {
      this.settle();
      this.labels = labels;
      this.flowsOf = new Uint32Array(0);
      this.kindOf = new Uint8Array(0);
    }
    if (this.flowsOf.length > labels.size) return;
    const [flows, kinds] = [new Uint32Array(2 * labels.size + 64), new Uint8Array(2 * labels.size + 64)];
    flows.set(this.flowsOf);
    kinds.set(this.kindOf);
    this.flowsOf = flows;
    this.kindOf = kinds;
  }

  private settle(): void {
    this.flowsOf.forEach((flows, code) => {
      if (flows === 0) return;
      const address = this.address(code);
      this.found.set(address, (this.found.get(address) ?? 0) + flows);
    });
    this.flowsOf.fill(0);
  }
}

/** `local_orig` of a row. Null if it is unset. */
function localOf(table: Table): (row: number) => boolean | null {
  const column = table.columns.get('local_orig');
  if (column?.kind !== 'category') return () => null;
  const [yes, no] = ['T', 'F'].map((label) => column.labels.find(new TextEncoder().encode(label)));
  return (row) => {
    const code = codeAt(column, row);
    return code === 0 ? null : code === yes ? true : code === no ? false : null;
  };
}
