import type { Control } from '../../control.ts';
import { ANSWER, type Channels, ESTABLISHED, type HostPairs, INFRASTRUCTURE, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { TCP } from '../words.ts';

/** First contacts of hosts with other networks, each after a request from another network to the host. */
export interface Callbacks {
  /** By host pair: seconds from the last request before the first contact to this contact. NaN without. */
  readonly seconds: Float64Array;
  /** By host pair: row of this request. */
  readonly request: Uint32Array;
  /** By host pair: requests from other networks to its source, in the whole log. */
  readonly requests: Uint32Array;
  /** 1 for TCP channels to other networks whose flows can be a first contact, of hosts that get requests. */
  readonly isOut: Uint8Array;
}

/** Servers ask back on this port who the client is (RFC 1413). */
export const IDENT = 113;
/** FTP opens its data connections from the server's side. */
export const FTP_DATA = 'ftp-data';
/** Shorter times from a request to a contact count as this. */
export const LEAST_SECONDS = 0.01;

/**
 * Finds the first contact of each host pair, and the request that came last before it. Two passes over the flows of
 * channels between networks, for hosts that are contacted and contact others. Rows may be in any order.
 */
export async function findCallbacks(facts: Facts, control: Control): Promise<Callbacks> {
  const { channels, flows, reader } = facts;
  const { pairs } = channels;
  const ways = await findWays(facts, control);
  const requestsOf = new Uint32Array(reader.codeCount('id.orig_h'));
  const first = new Float64Array(pairs.count).fill(Infinity);
  const found = {
    seconds: new Float64Array(pairs.count).fill(Number.NaN),
    request: new Uint32Array(pairs.count),
    requests: new Uint32Array(pairs.count),
    isOut: ways.isOut,
  };
  if (reader.represents !== null || !ways.isOut.includes(1)) return found;
  await inStretches(control, flows.count, (from, to) =>
    countSome(facts, ways, reader.numbers('ts', from, to), from, to, requestsOf, first),
  );
  const contacts = await sortContacts(pairs, first, requestsOf, control);
  await inStretches(control, contacts.of.length === 0 ? 0 : flows.count, (from, to) =>
    addRequests(facts, ways.host, reader.numbers('ts', from, to), from, to, first, contacts),
  );
  finish(pairs, contacts, first, requestsOf, found);
  return found;
}

/** Channels between networks. */
interface Ways {
  /** By channel: the code as a source of the host that gets requests on it, `NONE` for other channels. */
  readonly host: Uint32Array;
  /** See `Callbacks`: those of hosts that get requests. */
  readonly isOut: Uint8Array;
}

async function findWays(facts: Facts, control: Control): Promise<Ways> {
  const { channels, reader } = facts;
  const hosts = new Uint32Array(reader.codeCount('id.resp_h'));
  const isAsked = new Uint8Array(reader.codeCount('id.orig_h'));
  const ways = { host: new Uint32Array(channels.count).fill(NONE), isOut: new Uint8Array(channels.count) };
  await inStretches(control, hosts.length, (from, to) => {
    for (let code = from; code < to; code++) hosts[code] = reader.asSource(code);
  });
  await inStretches(control, channels.count, (from, to) => findIn(channels, hosts, from, to, ways.host, isAsked));
  await inStretches(control, channels.count, (from, to) => findOut(facts, isAsked, from, to, ways.isOut));
  return ways;
}

function isBetweenNetworks({ pair, pairs, port, ports, flags }: Channels, channel: number): boolean {
  if (ports.transport[port[channel]] !== TCP || pairs.isInside[pair[channel]] === 1) return false;
  return (flags[channel] & (UNSCORED | ANSWER | INFRASTRUCTURE)) === 0;
}

/** Channels that are not established are the second half of a flow whose beginning was not captured. */
function findIn(
  channels: Channels,
  hosts: Uint32Array,
  from: number,
  to: number,
  host: Uint32Array,
  isAsked: Uint8Array,
): void {
  const { pair, pairs, flags } = channels;
  for (let channel = from; channel < to; channel++) {
    const asked = hosts[pairs.destination[pair[channel]]];
    if (asked === 0 || (flags[channel] & ESTABLISHED) === 0 || !isBetweenNetworks(channels, channel)) continue;
    host[channel] = asked;
    isAsked[asked] = 1;
  }
}

function findOut(
  { channels, flows: { services } }: Facts,
  isAsked: Uint8Array,
  from: number,
  to: number,
  isOut: Uint8Array,
): void {
  const { pair, pairs, port, ports, service } = channels;
  for (let channel = from; channel < to; channel++) {
    if (isAsked[pairs.source[pair[channel]]] === 0 || !isBetweenNetworks(channels, channel)) continue;
    const isData = services[service[channel]] === FTP_DATA;
    if (!isData && ports.port[port[channel]] !== IDENT) isOut[channel] = 1;
  }
}

/** Counts the requests to each host, and finds the first contact of each pair. */
function countSome(
  { channels: { pair }, flows: { channel: channelOf, failed, start } }: Facts,
  { host, isOut }: Ways,
  times: Float64Array,
  from: number,
  to: number,
  requestsOf: Uint32Array,
  first: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    const channel = channelOf[row];
    const time = times[row - from];
    if (!(time >= start)) continue;
    if (host[channel] !== NONE && failed[row] === 0) requestsOf[host[channel]]++;
    if (isOut[channel] === 1 && time < first[pair[channel]]) first[pair[channel]] = time;
  }
}

/** The first contacts by source, in order of time. Source s (by code) has `starts[s]..starts[s + 1]`. */
interface Contacts {
  readonly starts: Uint32Array;
  /** The host pair of each. */
  readonly of: Uint32Array;
  /** Start and row of the last request between the contact before and this one. -Infinity without. */
  readonly times: Float64Array;
  readonly rows: Uint32Array;
}

async function sortContacts(
  { count, source }: HostPairs,
  first: Float64Array,
  requestsOf: Uint32Array,
  control: Control,
): Promise<Contacts> {
  const starts = new Uint32Array(requestsOf.length + 1);
  await inStretches(control, count, (from, to) => {
    for (let of = from; of < to; of++) if (first[of] < Infinity && requestsOf[source[of]] > 0) starts[source[of] + 1]++;
  });
  for (let s = 0; s < requestsOf.length; s++) starts[s + 1] += starts[s];
  const total = starts[requestsOf.length];
  const of = new Uint32Array(total);
  const next = starts.slice();
  await inStretches(control, total === 0 ? 0 : count, (from, to) => {
    for (let pair = from; pair < to; pair++)
      if (first[pair] < Infinity && requestsOf[source[pair]] > 0) of[next[source[pair]]++] = pair;
  });
  for (let s = 0; s < requestsOf.length; s++)
    if (starts[s + 1] - starts[s] > 1) of.subarray(starts[s], starts[s + 1]).sort((a, b) => first[a] - first[b]);
  return { starts, of, times: new Float64Array(total).fill(-Infinity), rows: new Uint32Array(total) };
}

/** Gives each request to the next contact of its host. */
function addRequests(
  { flows: { channel: channelOf, failed } }: Facts,
  host: Uint32Array,
  times: Float64Array,
  from: number,
  to: number,
  first: Float64Array,
  contacts: Contacts,
): void {
  for (let row = from; row < to; row++) {
    const asked = host[channelOf[row]];
    if (asked === NONE || failed[row] === 1) continue;
    const time = times[row - from];
    let low = contacts.starts[asked];
    const end = contacts.starts[asked + 1];
    for (let high = end; low < high; ) {
      const middle = (low + high) >>> 1;
      if (first[contacts.of[middle]] < time) low = middle + 1;
      else high = middle;
    }
    if (low === end || !(time > contacts.times[low])) continue;
    contacts.times[low] = time;
    contacts.rows[low] = row;
  }
}

/** Gives each contact the last request before it, even if that was before an earlier contact. */
function finish(
  { source }: HostPairs,
  { starts, of, times, rows }: Contacts,
  first: Float64Array,
  requestsOf: Uint32Array,
  { seconds, request, requests }: Omit<Callbacks, 'isOut'>,
): void {
  for (let at = 0; at < of.length; at++) {
    const pair = of[at];
    if (at !== starts[source[pair]] && times[at] < times[at - 1]) {
      times[at] = times[at - 1];
      rows[at] = rows[at - 1];
    }
    if (times[at] === -Infinity) continue;
    seconds[pair] = first[pair] - times[at];
    request[pair] = rows[at];
    requests[pair] = requestsOf[source[pair]];
  }
}
