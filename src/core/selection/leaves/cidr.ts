import { parseAddress } from '../../schema/address.ts';
import { cidrText, isInCidr, parseCidr } from '../../schema/cidr.ts';
import { addressOfHost } from '../../schema/host-text.ts';
import { isBrokenAddress } from '../value-text.ts';
import { bindField } from './bind-field.ts';
import type { CellTest, Leaf } from './leaf.ts';

/** The cell is an address in a CIDR block such as `10.0.0.0/8`, with or without a host context: see `parseCidr`. */
export interface CidrPredicate {
  readonly op: 'cidr';
  readonly field: string;
  readonly prefix: string;
}

/** `src:10.0.0.0/8`, or `10.0.0.0/8` for either end. */
export const cidrLeaf: Leaf<CidrPredicate> = {
  op: 'cidr',
  examples: ['src:10.0.0.0/8', 'dst:2001:db8::/32', '192.0.2.0/24'],
  key: ({ field, prefix }) => [field, prefix],
  fields: ({ field }) => [field],
  normalise: (predicate) => {
    const cidr = parseCidr(predicate.prefix);
    return cidr === null ? predicate : { ...predicate, prefix: cidrText(cidr) };
  },
  bind: bindField,
  test: ({ field, prefix }, { columnOf }): CellTest => {
    const column = columnOf(field);
    const cidr = parseCidr(prefix);
    if (column.kind !== 'category' || cidr === null) return { kind: 'any', of: [] };
    const bytes = new Uint8Array(16);
    const isWanted = (label: Uint8Array) => {
      const address = parseAddress(addressOfHost(label), bytes);
      return address !== null && isInCidr(address, cidr);
    };
    return { kind: 'labels', column, codes: [], isWanted };
  },
  readTerm: ({ text, isQuoted }, { kindOf, wrong }) => {
    if (isQuoted || kindOf('host') !== 'address') return null;
    if (isBrokenBlock(text)) return wrong('wrong-block');
    return parseCidr(text) === null ? null : { op: 'cidr', field: 'host', prefix: text };
  },
  readValue: ({ field, kind, text, isQuoted }, reading) => {
    if (isQuoted || kind !== 'address') return null;
    if (parseCidr(text) !== null) return { op: 'cidr', field, prefix: text };
    return text.includes('/') ? reading.wrong('wrong-block') : null;
  },
  claims: (text) => parseCidr(text) !== null,
  print: ({ field, prefix }) => ({ field, written: [prefix] }),
  namesAddress: () => true,
  words: ({ field, prefix }, say) => `${say.field(field)} in ${prefix}`,
};

/** Whether a text has the form of a block without being one: `10.0.0.0/40`. */
function isBrokenBlock(text: string): boolean {
  const [, address] = /^(.+)\/\d+$/.exec(text) ?? [];
  if (address === undefined || parseCidr(text) !== null) return false;
  return isBrokenAddress(address) || parseAddress(address) !== null;
}
