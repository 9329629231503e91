import { mixed } from '../math/hash-keys.ts';
import type { Channels } from './channels.ts';
import type { FlowReader } from './flow-reader.ts';
import { ICMP } from './words.ts';

/** Two hashes of one thing, each of 32 bits. They are the same in every run, so they can be saved. */
export interface Key {
  readonly first: number;
  readonly second: number;
}

/** Hashes of the hosts, services and channels of a log. */
export interface ContactKeys {
  source(channel: number): Key;
  destination(channel: number): Key;
  service(channel: number): Key;
  channel(channel: number): Key;
}

/** Starts of the two hashes: the digits of pi. */
const SEEDS = [0x243f_6a88, 0x85a3_08d3] as const;
/** Numbers that are hashed with the keys, so that keys of different kinds differ. */
const [HOST, SERVICE, CHANNEL] = [1, 2, 3];

/** Hashes each host and port once. Keys of services and channels are computed from these. 8 bytes per host, 4 per port. */
export function contactKeys(reader: FlowReader, { ports, pairs, pair, port }: Channels): ContactKeys {
  const sources = hostHashes(reader, 'id.orig_h');
  const destinations = hostHashes(reader, 'id.resp_h');
  const portHash = new Uint32Array(ports.count);
  for (let id = 0; id < ports.count; id++) {
    const proto = ports.transport[id] === ICMP ? 'icmp' : reader.label('proto', ports.proto[id]);
    portHash[id] = hashText(SEEDS[0], encoder.encode(`${ports.port[id]}/${proto}`));
  }
  const host = (hashes: Hashes, code: number): Key => ({
    first: joined(hashes.first[code], HOST),
    second: joined(hashes.second[code], HOST),
  });
  const keyOf = (at: number, kind: number, from: Hashes | null): Key => {
    const destination = pairs.destination[pair[at]];
    const hash = (of: 'first' | 'second') => {
      const served = joined(joined(destinations[of][destination], portHash[port[at]]), kind);
      return from === null ? served : joined(served, from[of][pairs.source[pair[at]]]);
    };
    return { first: hash('first'), second: hash('second') };
  };
  return {
    source: (channel) => host(sources, pairs.source[pair[channel]]),
    destination: (channel) => host(destinations, pairs.destination[pair[channel]]),
    service: (channel) => keyOf(channel, SERVICE, null),
    channel: (channel) => keyOf(channel, CHANNEL, sources),
  };
}

/** The two hashes of each code. */
interface Hashes {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

const encoder = new TextEncoder();

/** The 16 bytes of an address, so that notations do not matter, and its contexts as text; other text as it is. */
function hostHashes(reader: FlowReader, field: 'id.orig_h' | 'id.resp_h'): Hashes {
  const count = reader.codeCount(field);
  const hashes = { first: new Uint32Array(count), second: new Uint32Array(count) };
  const bytes = new Uint8Array(16);
  for (let code = 1; code < count; code++) {
    const label = reader.label(field, code);
    const address = reader.address(field, code, bytes);
    const rest = encoder.encode(address === null ? label : contextsOf(label));
    for (const [of, seed] of [
      ['first', SEEDS[0]],
      ['second', SEEDS[1]],
    ] as const) {
      hashes[of][code] = hashText(address === null ? seed : hashText(seed, address), rest);
    }
  }
  return hashes;
}

/** What follows the address in the text of a host with contexts. */
function contextsOf(host: string): string {
  const open = host.indexOf(' (');
  return open < 0 ? '' : host.slice(open);
}

function hashText(seed: number, bytes: Uint8Array): number {
  let hash = seed;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return mixed(hash) >>> 0;
}

function joined(a: number, b: number): number {
  return mixed(Math.imul(a, 0x9e37_79b1) ^ (b + 0x7f4a_7c15)) >>> 0;
}
