import { checkpoint, turns } from '../control.ts';
import { isPrivateAddress } from '../schema/private-address.ts';
import { codeAt } from '../table/category-column.ts';
import type { Column } from '../table/table.ts';
import { addressKey } from './address-key.ts';

/** Kinds of address, a bit each: a multicast group, all hosts of the link, the last of 256, of IPv6. */
export const GROUP = 1;
export const BROADCAST = 2;
export const ENDS_IN_255 = 4;
export const IPV6 = 8;

/** What is known of the addresses in a column, by row. */
export interface Addresses {
  kindOf(row: number): number;
  /** The first 16 bits of an IPv4 address, -1 for any other. */
  networkOf(row: number): number;
  isPrivate(row: number): boolean;
}

/** Looks at each label once: about 0.2 µs. A column that is not there has nothing but unknown addresses. */
export async function readAddresses(column: Column | undefined, signal: AbortSignal): Promise<Addresses> {
  if (column?.kind !== 'category') return { kindOf: () => 0, networkOf: () => -1, isPrivate: () => false };
  const { labels } = column;
  const kinds = new Uint8Array(labels.size + 1);
  const networks = new Int32Array(labels.size + 1).fill(-1);
  const isDue = turns();
  for (let code = 1; code < kinds.length; code++) {
    if (code % 1024 === 1 && isDue()) await checkpoint(signal);
    const label = labels.bytes(code);
    const ipv4 = parseIpv4(label);
    kinds[code] = ipv4 >= 0 ? kindOfIpv4(ipv4) : kindOfOther(label);
    if (ipv4 >= 0) networks[code] = Math.floor(ipv4 / 65536);
  }
  const privacy = new Uint8Array(kinds.length);
  const decoder = new TextDecoder();
  return {
    kindOf: (row) => kinds[codeAt(column, row)],
    networkOf: (row) => networks[codeAt(column, row)],
    isPrivate: (row) => {
      const code = codeAt(column, row);
      if (code === 0) return false;
      if (privacy[code] === 0) {
        privacy[code] = isPrivateAddress(decoder.decode(labels.bytes(code))) === true ? PRIVATE : PUBLIC;
      }
      return privacy[code] === PRIVATE;
    },
  };
}

const PRIVATE = 1;
const PUBLIC = 2;
const ALL = 0xffff_ffff;

function kindOfIpv4(address: number): number {
  if (address === ALL) return BROADCAST;
  const first = Math.floor(address / 0x1_00_00_00);
  if (first >= 224 && first < 240) return GROUP;
  return address % 256 === 255 ? ENDS_IN_255 : 0;
}

/** IPv6 begins with ff for groups; addresses of IPv4 written in its manner count as these. */
function kindOfOther(label: Uint8Array): number {
  const key = addressKey(label);
  if (key[0] !== 6) return 0;
  const isMapped = key.subarray(1, 11).every((byte) => byte === 0) && key[11] === 255 && key[12] === 255;
  if (isMapped) return kindOfIpv4(new DataView(key.buffer, key.byteOffset).getUint32(13));
  return IPV6 | (key[1] === 255 ? GROUP : 0);
}

/** The address as a number, -1 for what is none of IPv4. */
function parseIpv4(label: Uint8Array): number {
  let [address, part, digits, dots] = [0, 0, 0, 0];
  for (const byte of label) {
    if (byte >= 48 && byte < 58) {
      part = part * 10 + byte - 48;
      digits++;
      if (digits > 3 || part > 255) return -1;
    } else if (byte === 46 && digits > 0) {
      address = address * 256 + part;
      [part, digits] = [0, 0];
      dots++;
    } else return -1;
  }
  return dots === 3 && digits > 0 ? address * 256 + part : -1;
}
