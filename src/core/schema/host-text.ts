import { contextName } from './host-field.ts';

/** Contexts that are set, by their fields. */
export type Contexts = readonly (readonly [field: string, value: string])[];

/** Begins the contexts of a host; an address has no parenthesis. */
const [BLANK, OPEN] = [32, 40];

/**
 * A host as text: its address, and in parentheses the contexts that are set, such as `10.0.0.1 (vlan 12, inner_vlan
 * 7)`. It does not depend on the order of the contexts. Different hosts have different texts: marks of the text that
 * are part of an address or a value are written as `%28` and so on.
 */
export function hostText(address: string, contexts: Contexts): string {
  const bare =
    address.includes('(') || address.includes('%2')
      ? address.replace(/%(?=2[58])/g, '%25').replaceAll('(', '%28')
      : address;
  return bare + contextText(contexts);
}

/** What follows the address in the text of a host, nothing without contexts. */
export function contextText(contexts: Contexts): string {
  if (contexts.length === 0) return '';
  const named = contexts
    .map(([field, value]) => [contextName(field), value] as const)
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map(([name, value]) => `${marked(name, /[%\s,()]/g)} ${contextValue(value)}`);
  return ` (${named.join(', ')})`;
}

/** VLANs come first, the outer one before the inner one; then others by name. */
function placeOf(name: string): number {
  const place = ['vlan', 'inner_vlan'].indexOf(name);
  return place < 0 ? 2 : place;
}

/** The address in the text of a host. */
export function addressOfHost(host: Uint8Array): Uint8Array {
  const open = host.indexOf(OPEN);
  return open > 0 && host[open - 1] === BLANK ? host.subarray(0, open - 1) : host;
}

/** A whole number is the same with a point and zeros, which pandas adds to columns with empty cells. */
function contextValue(value: string): string {
  return marked(value.replace(/^(-?\d+)\.0+$/, '$1'), /[%,()]/g);
}

function marked(text: string, marks: RegExp): string {
  return text.replace(marks, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
