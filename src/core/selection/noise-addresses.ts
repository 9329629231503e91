import { checkpoint, turns } from '../control.ts';
import { isIpv4, parseAddress } from '../schema/address.ts';
import { endsIn255, isBroadcast, isMulticast, isPrivate } from '../schema/address-kind.ts';
import { codeAt } from '../table/category-column.ts';
import type { Column } from '../table/table.ts';

/** Kinds of address as bit flags: multicast group, limited broadcast, last octet 255, IPv6, private network. */
export const GROUP = 1;
export const BROADCAST = 2;
export const ENDS_IN_255 = 4;
export const IPV6 = 8;
const PRIVATE = 16;

/** The address kinds of a column, by row. */
export interface Addresses {
  kindOf(row: number): number;
  /** The first 16 bits of an IPv4 address, -1 for any other label. */
  firstHalfOf(row: number): number;
  isPrivate(row: number): boolean;
}

/** Classifies each distinct label once, at about 0.2 µs per label. A missing column reads as unknown addresses. */
export async function readAddresses(column: Column | undefined, signal: AbortSignal): Promise<Addresses> {
  if (column?.kind !== 'category') return { kindOf: () => 0, firstHalfOf: () => -1, isPrivate: () => false };
  const { labels } = column;
  const kinds = new Uint8Array(labels.size + 1);
  const networks = new Int32Array(labels.size + 1).fill(-1);
  const bytes = new Uint8Array(16);
  const isDue = turns();
  for (let code = 1; code < kinds.length; code++) {
    if (code % 1024 === 1 && isDue()) await checkpoint(signal);
    const address = parseAddress(labels.bytes(code), bytes);
    if (address === null) continue;
    kinds[code] = kindOf(address);
    if (isIpv4(address)) networks[code] = (address[12] << 8) | address[13];
  }
  return {
    kindOf: (row) => kinds[codeAt(column, row)],
    firstHalfOf: (row) => networks[codeAt(column, row)],
    isPrivate: (row) => (kinds[codeAt(column, row)] & PRIVATE) !== 0,
  };
}

function kindOf(address: Uint8Array): number {
  const family = (isIpv4(address) ? 0 : IPV6) | (isPrivate(address) ? PRIVATE : 0);
  if (isBroadcast(address)) return family | BROADCAST;
  if (isMulticast(address)) return family | GROUP;
  return family | (endsIn255(address) ? ENDS_IN_255 : 0);
}
