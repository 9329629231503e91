import type { Control } from '../../control.ts';
import { ANSWER, type Channels, ESTABLISHED, INFRASTRUCTURE, UNSCORED } from '../channels.ts';
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
  /** 1 for TCP channels to other networks whose flows can be a first contact. */
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
  const { pair, pairs } = channels;
  const hosts = await hostsOfDestinations(facts, control);
  const isOut = new Uint8Array(channels.count);
  const isIn = new Uint8Array(channels.count);
  await inStretches(control, channels.count, (from, to) => markChannels(facts, hosts, from, to, isIn, isOut));
  const requestsOf = new Uint32Array(reader.codeCount('id.orig_h'));
  const first = new Float64Array(pairs.count).fill(Infinity);
  const isAny = reader.represents === null && isIn.includes(1) && isOut.includes(1);
  const rows = isAny ? flows.count : 0;
  await inStretches(control, rows, (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const channel = flows.channel[row];
      if (!(times[row - from] >= flows.start)) continue;
      if (isIn[channel] === 1 && flows.failed[row] === 0) requestsOf[hosts[pairs.destination[pair[channel]]]]++;
      if (isOut[channel] === 1 && times[row - from] < first[pair[channel]]) first[pair[channel]] = times[row - from];
    }
  });
  const contacts = sortContacts(channels, first, requestsOf);
  await inStretches(control, rows, (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const channel = flows.channel[row];
      if (isIn[channel] === 1 && flows.failed[row] === 0)
        contacts.add(hosts[pairs.destination[pair[channel]]], times[row - from], row);
    }
  });
  const seconds = new Float64Array(pairs.count).fill(Number.NaN);
  const request = new Uint32Array(pairs.count);
  const requests = new Uint32Array(pairs.count);
  contacts.finish((of, time, row) => {
    seconds[of] = first[of] - time;
    request[of] = row;
    requests[of] = requestsOf[pairs.source[of]];
  });
  return { seconds, request, requests, isOut };
}

/** By code of a destination: the code of the same host as a source, `NONE` if it is none. */
async function hostsOfDestinations({ reader, channels }: Facts, control: Control): Promise<Uint32Array> {
  const isWanted = new Uint8Array(reader.codeCount('id.resp_h'));
  const codes = new Map<string, number>();
  const { pairs } = channels;
  await inStretches(control, pairs.count, (from, to) => {
    for (let id = from; id < to; id++) {
      if (pairs.isInside[id] === 1) continue;
      isWanted[pairs.destination[id]] = 1;
      const code = pairs.source[id];
      codes.set(reader.label('id.orig_h', code), code);
    }
  });
  const hosts = new Uint32Array(isWanted.length).fill(NONE);
  await inStretches(control, hosts.length, (from, to) => {
    for (let code = from; code < to; code++)
      if (isWanted[code] === 1) hosts[code] = codes.get(reader.label('id.resp_h', code)) ?? NONE;
  });
  return hosts;
}

function markChannels(
  { channels, flows }: Facts,
  hosts: Uint32Array,
  from: number,
  to: number,
  isIn: Uint8Array,
  isOut: Uint8Array,
): void {
  const { pair, pairs, port, ports, flags, service } = channels;
  for (let channel = from; channel < to; channel++) {
    if (ports.transport[port[channel]] !== TCP || pairs.isInside[pair[channel]] === 1) continue;
    if ((flags[channel] & (UNSCORED | ANSWER | INFRASTRUCTURE)) !== 0) continue;
    // Others are the second half of a flow whose beginning was not captured.
    const isRequest = (flags[channel] & ESTABLISHED) !== 0;
    if (isRequest && hosts[pairs.destination[pair[channel]]] !== NONE) isIn[channel] = 1;
    const isData = flows.services[service[channel]] === FTP_DATA;
    if (!isData && ports.port[port[channel]] !== IDENT) isOut[channel] = 1;
  }
}

/** The first contacts by source, in order of time, with the last request before each. */
function sortContacts({ pairs }: Channels, first: Float64Array, requestsOf: Uint32Array) {
  const wanted: number[] = [];
  for (let of = 0; of < pairs.count; of++)
    if (first[of] < Infinity && requestsOf[pairs.source[of]] > 0) wanted.push(of);
  wanted.sort((a, b) => pairs.source[a] - pairs.source[b] || first[a] - first[b]);
  const starts = new Uint32Array(requestsOf.length + 1);
  for (const of of wanted) starts[pairs.source[of] + 1]++;
  for (let s = 0; s < requestsOf.length; s++) starts[s + 1] += starts[s];
  const times = new Float64Array(wanted.length).fill(-Infinity);
  const rows = new Uint32Array(wanted.length);
  return {
    /** Takes a request to a host. */
    add(host: number, time: number, row: number): void {
      let [low, high] = [starts[host], starts[host + 1]];
      const end = high;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (first[wanted[middle]] < time) low = middle + 1;
        else high = middle;
      }
      if (low === end || !(time > times[low])) return;
      times[low] = time;
      rows[low] = row;
    },
    /** Gives each contact the last request before it, be it before an earlier contact. */
    finish(take: (pair: number, time: number, row: number) => void): void {
      for (const [at, of] of wanted.entries()) {
        const isFirst = at === starts[pairs.source[of]];
        if (!isFirst && times[at] < times[at - 1]) {
          times[at] = times[at - 1];
          rows[at] = rows[at - 1];
        }
        if (times[at] > -Infinity) take(of, times[at], rows[at]);
      }
    },
  };
}
