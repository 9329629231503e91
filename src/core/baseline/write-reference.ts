import type { BloomFilter } from '../behaviour/bloom-filter.ts';
import type { Largest } from '../behaviour/largest.ts';
import { amountNames, type Reference } from '../behaviour/reference.ts';
import type { Tail } from '../behaviour/tail.ts';

/** A reference as plain JSON values, see docs/baseline.md. Bits and arrays are base64, of little-endian numbers. */
export function referenceForm({ span, norms, contacts }: Reference): object {
  const { hosts, services, channels, counts, largest } = contacts;
  return {
    span: Number.isFinite(span) ? span : null,
    tails: Object.fromEntries([...norms.tails].map(([name, tail]) => [name, tailForm(tail)])),
    counts: Object.fromEntries([...norms.counts].map(([name, steps]) => [name, steps.slice(0, 1 + lastSet(steps))])),
    contacts: {
      hosts: filterForm(hosts, counts.hosts),
      services: filterForm(services, counts.services),
      channels: filterForm(channels, counts.channels),
    },
    largest: Object.fromEntries(amountNames.map((name) => [name, largestForm(largest[name])])),
  };
}

/** Its quantiles and the minima of scale and start; without the last one for a tail that has none. */
function tailForm({ q75, q95, floor, least }: Tail): number[] {
  return least === -Infinity ? [q75, q95, floor] : [q75, q95, floor, least];
}

function lastSet(steps: readonly number[]): number {
  return steps.findLastIndex((count) => count > 0);
}

function filterForm({ bits }: BloomFilter, count: number): object {
  return { count, bits: base64Of(bits) };
}

function largestForm({ keys, amounts, floor }: Largest): object {
  const bytes = new DataView(new ArrayBuffer(8 * keys.length));
  for (let at = 0; at < keys.length; at++) {
    bytes.setUint32(8 * at, keys[at], true);
    bytes.setFloat32(8 * at + 4, amounts[at], true);
  }
  return { floor, entries: base64Of(new Uint8Array(bytes.buffer)) };
}

const PIECE = 8190;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}
