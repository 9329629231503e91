import { isPrivateAddress } from '../schema/private-address.ts';
import { codeAt } from '../table/category-column.ts';
import type { Interner } from '../table/interner.ts';
import type { Table } from '../table/table.ts';
import type { FlowGroup } from './flow-stream.ts';

/**
 * Which networks the local sources of some flows belong to, /16 in IPv4 and /48 in IPv6, without their addresses: a network sets
 * one of 4,096 bits, which sixteen networks of IPv4 share. There is no salt on purpose: two sketches with salts of their own
 * would give away together what each alone does not.
 */
export interface NetworkSketch {
  /** Places of the bits that are set, ascending. */
  readonly bits: readonly number[];
}

/** What is read of a flow for it. */
export const NETWORK_FIELDS: readonly string[] = ['id.orig_h', 'local_orig'];
/** Bits of a sketch. */
export const SKETCH_BITS = 4096;
const decoder = new TextDecoder();

/** Collects the networks of groups of flows. */
export class NetworkCollector {
  private readonly prefixes = new Set<string>();
  private labels: Interner | null = null;
  /** By the code of a source: 1 looked at as local, 2 as not known, 3 both. */
  private seen = new Uint8Array(0);

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
      const mark = local === true ? 1 : 2;
      if ((this.seen[code] & mark) !== 0) continue;
      this.seen[code] |= mark;
      this.take(decoder.decode(sources.labels.bytes(code)), local);
    }
  }

  /** The networks found; null when there were none. */
  networks(): ReadonlySet<string> | null {
    return this.prefixes.size === 0 ? null : this.prefixes;
  }

  private prepare(labels: Interner): void {
    if (this.labels !== labels) this.seen = new Uint8Array(0);
    this.labels = labels;
    if (this.seen.length > labels.size) return;
    const larger = new Uint8Array(2 * labels.size + 64);
    larger.set(this.seen);
    this.seen = larger;
  }

  private take(address: string, local: true | null): void {
    const network = networkOf(address);
    if (network !== null && (local === true || isPrivateAddress(address) === true)) this.prefixes.add(network);
  }
}

/** The sketch of some networks, as `networkOf` writes them. */
export function sketchOf(networks: ReadonlySet<string>): NetworkSketch {
  return { bits: [...new Set([...networks].map(bitOf))].toSorted((a, b) => a - b) };
}

/** How many of the networks a sketch has, by its bits; null when it is so full that it would have most. */
export function countKnown({ bits }: NetworkSketch, networks: ReadonlySet<string>): number | null {
  if (bits.length > SKETCH_BITS / 4) return null;
  return [...networks].filter((network) => bits.includes(bitOf(network))).length;
}

/** `147.32` or `2001:db8:10`; null for what is no address, and for link-local ones, which every network has. */
export function networkOf(address: string): string | null {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(address);
  if (v4 !== null) return v4[1] === '127' || (v4[1] === '169' && v4[2] === '254') ? null : `${v4[1]}.${v4[2]}`;
  if (!/^[0-9a-f:]*:[0-9a-f:.]*$/i.test(address) || /^fe[89ab]/i.test(address)) return null;
  const [head, tail] = address.toLowerCase().split('::');
  if (tail !== undefined && head === '') return null; // loopback, unspecified
  const groups = head.split(':').map((group) => group.replace(/^0+(?=.)/, ''));
  return [...groups, '0', '0', '0'].slice(0, 3).join(':');
}

function bitOf(network: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < network.length; i++) hash = Math.imul(hash ^ network.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) % SKETCH_BITS;
}

/** Whether the sensor says that a flow's source is local; null when it does not say. */
function localOf(table: Table): (row: number) => boolean | null {
  const column = table.columns.get('local_orig');
  if (column?.kind !== 'category') return () => null;
  const [yes, no] = ['T', 'F'].map((label) => column.labels.find(new TextEncoder().encode(label)));
  return (row) => {
    const code = codeAt(column, row);
    return code === 0 ? null : code === yes ? true : code === no ? false : null;
  };
}
