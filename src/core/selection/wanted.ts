import { parseAddress } from '../schema/address.ts';
import { isInCidr, parseCidr } from '../schema/cidr.ts';
import { addressOfHost } from '../schema/host-text.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { labelOf } from '../table/label-text.ts';

/**
 * The codes that values have in a column, each once; 0 for an empty value, which is an unset cell. An address that no label has in
 * this spelling has the codes of its other spellings. Values that no row has are left out.
 */
export function wantedCodes(column: CategoryColumn, values: readonly string[]): number[] {
  const codes = new Set<number>();
  const addresses: Uint8Array[] = [];
  for (const value of values) {
    const code = value === '' ? 0 : column.labels.find(labelOf(value));
    const address = value === '' || code !== 0 ? null : parseAddress(value);
    if (value === '' || code !== 0) codes.add(code);
    else if (address !== null) addresses.push(address);
  }
  if (addresses.length > 0) {
    const texts = new Set(addresses.map(String));
    for (const code of codesOf(column, (address) => texts.has(String(address)))) codes.add(code);
  }
  return [...codes];
}

/** The codes of addresses in a block, with any contexts; none for a text that is no block. 0.1 µs per label. */
export function codesInPrefix(column: CategoryColumn, prefix: string): number[] {
  const cidr = parseCidr(prefix);
  return cidr === null ? [] : codesOf(column, (address) => isInCidr(address, cidr), addressOfHost);
}

function codesOf(
  { labels }: CategoryColumn,
  isWanted: (address: Uint8Array) => boolean,
  partOf: (label: Uint8Array) => Uint8Array = (label) => label,
): number[] {
  const codes: number[] = [];
  const bytes = new Uint8Array(16);
  for (let code = 1; code <= labels.size; code++) {
    const address = parseAddress(partOf(labels.bytes(code)), bytes);
    if (address !== null && isWanted(address)) codes.push(code);
  }
  return codes;
}

/** The numbers that values say, and whether an unset cell is wanted too. A value that says no number is left out. */
export function wantedNumbers(values: readonly string[]): {
  readonly numbers: readonly number[];
  readonly isUnset: boolean;
} {
  const numbers = values.filter((value) => value.trim() !== '').map(Number);
  return { numbers: [...new Set(numbers.filter((value) => !Number.isNaN(value)))], isUnset: values.includes('') };
}
