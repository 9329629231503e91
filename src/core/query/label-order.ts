import { argsort } from '../math/argsort.ts';
import type { Interner } from '../table/interner.ts';
import { addressKey } from './address-key.ts';

/**
 * Place of each label by its code: byte order, or for addresses numeric order with IPv4 before IPv6; `places[0]` is not
 * used. Six bytes of each label are sorted as a number, then ties by comparing the rest.
 */
export function labelOrder(labels: Interner, isAddress: boolean): Float64Array {
  const size = labels.size;
  const keyOf = isAddress ? (code: number) => addressKey(labels.bytes(code)) : (code: number) => labels.bytes(code);
  const prefixes = new Float64Array(size);
  for (let code = 1; code <= size; code++) prefixes[code - 1] = prefix(keyOf(code));
  const order = argsort(prefixes, false);
  for (let start = 0; start < size; ) {
    let end = start + 1;
    while (end < size && prefixes[order[end]] === prefixes[order[start]]) end++;
    if (end - start > 1) {
      // `bytes` lends a view; both stay valid because nothing is interned here.
      order.subarray(start, end).sort((a, b) => compareBytes(keyOf(a + 1), keyOf(b + 1)));
    }
    start = end;
  }
  const places = new Float64Array(size + 1);
  for (let place = 0; place < size; place++) places[order[place] + 1] = place;
  return places;
}

/** The first six bytes as one number; a byte that is not there counts as less than any. */
function prefix(bytes: Uint8Array): number {
  let value = 0;
  for (let i = 0; i < 6; i++) value = value * 257 + (i < bytes.length ? bytes[i] + 1 : 0);
  return value;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
