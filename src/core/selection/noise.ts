import { type Control, checkpoint, turns } from '../control.ts';
import { LITTLE_BYTES, NTP_PAYLOAD, noiseBit, noisePresets } from '../schema/noise.ts';
import { sharedJob } from '../shared-job.ts';
import { type CategoryColumn, codeAt } from '../table/category-column.ts';
import { numberAt } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';
import { type Addresses, BROADCAST, ENDS_IN_255, GROUP, IPV6, readAddresses } from './noise-addresses.ts';

const ROWS_A_LOOK = 4096;
const known = new WeakMap<Table, (control: Control) => Promise<Uint8Array>>();

/**
 * The noise presets that match each flow, one bit per preset (`noiseBit`), 1 byte per row. Computed once per table;
 * concurrent callers share the computation. Classifies each distinct address once. 0.3 s per million rows.
 */
export function noiseOf(table: Table, signal: AbortSignal): Promise<Uint8Array> {
  const job = known.get(table) ?? sharedJob((shared) => findNoise(table, shared.signal));
  known.set(table, job);
  return job({ signal, report: () => {} });
}

/** The number of flows that each preset matches, in the order of `noisePresets`. */
export function countNoise(noise: Uint8Array): number[] {
  const ofMask = new Uint32Array(1 << noisePresets.length);
  for (let row = 0; row < noise.length; row++) ofMask[noise[row]]++;
  return noisePresets.map((_, bit) => ofMask.reduce((sum, flows, mask) => sum + ((mask >> bit) & 1) * flows, 0));
}

async function findNoise(table: Table, signal: AbortSignal): Promise<Uint8Array> {
  const matches = await matcherOf(table, signal);
  const out = new Uint8Array(table.rows);
  const isDue = turns();
  for (let row = 0; row < out.length; row++) {
    if (row % ROWS_A_LOOK === 0 && isDue()) await checkpoint(signal);
    out[row] = matches(row);
  }
  return out;
}

const [MULTICAST, DIRECTED, NAMES, DHCP, NTP] = noisePresets.map(({ id }) => noiseBit(id));

async function matcherOf(table: Table, signal: AbortSignal): Promise<(row: number) => number> {
  const sources = await readAddresses(table.columns.get('id.orig_h'), signal);
  const destinations = await readAddresses(table.columns.get('id.resp_h'), signal);
  const transportOf = readTransport(table);
  const number = (field: string) => numberReader(table, field);
  const [origPort, respPort, respPkts] = [number('id.orig_p'), number('id.resp_p'), number('resp_pkts')];
  const carried = carriedBy(table);
  const isNtp = ntpTest(table);
  return (row) => {
    const transport = transportOf(row);
    if (transport === TCP) return 0;
    const to = destinations.kindOf(row);
    const isGroup = (to & GROUP) !== 0;
    let mask = isGroup ? MULTICAST : 0;
    const isToAll =
      (to & BROADCAST) !== 0 ||
      ((to & ENDS_IN_255) !== 0 && !(respPkts(row) > 0) && isDirected(sources, destinations, row));
    if (isToAll) mask |= DIRECTED;
    if (transport !== UDP) return mask;
    const port = respPort(row);
    if (port === 5353 || port === 5355 || port === 1900) {
      if (isGroup || (destinations.isPrivate(row) && carried(row) <= LITTLE_BYTES)) mask |= NAMES;
    } else if (isDhcp(origPort(row), port)) {
      if (isGroup || isToAll || carried(row) <= LITTLE_BYTES) mask |= DHCP;
    } else if (port === 123 && carried(row) <= LITTLE_BYTES && isNtp(row, (to & IPV6) !== 0)) mask |= NTP;
    return mask;
  };
}

/**
 * Whether an address ending in .255 can be the broadcast address of the source's network: routers drop directed
 * broadcasts.
 */
function isDirected(sources: Addresses, destinations: Addresses, row: number): boolean {
  return destinations.isPrivate(row) || sources.firstHalfOf(row) === destinations.firstHalfOf(row);
}

/** A missing source port matches. */
function isDhcp(from: number, to: number): boolean {
  const isOf = (port: number, client: number, server: number) => port === client || port === server;
  return (
    (isOf(to, 68, 67) && (Number.isNaN(from) || isOf(from, 68, 67))) ||
    (isOf(to, 546, 547) && (Number.isNaN(from) || isOf(from, 546, 547)))
  );
}

/** Bytes of both directions, with headers where the log counts them. */
function carriedBy(table: Table): (row: number) => number {
  const ways = ['orig', 'resp'].map((end) => [
    numberReader(table, `${end}_bytes`),
    numberReader(table, `${end}_ip_bytes`),
  ]);
  const larger = (row: number, [bytes, ipBytes]: ((row: number) => number)[]) =>
    Math.max(bytes(row) || 0, ipBytes(row) || 0);
  return (row) => larger(row, ways[0]) + larger(row, ways[1]);
}

/** Size of the IP and UDP headers without options. Single-packet flows have no payload count. */
const HEADERS = { ipv4: 28, ipv6: 48 };

/** Whether the mean packet size of a flow in one direction is a size of NTP packets. */
function ntpTest(table: Table): (row: number, isIpv6: boolean) => boolean {
  const [least, most] = NTP_PAYLOAD;
  const ways = ['orig', 'resp'].map((end) => ({
    packets: numberReader(table, `${end}_pkts`),
    bytes: numberReader(table, `${end}_bytes`),
    ipBytes: numberReader(table, `${end}_ip_bytes`),
  }));
  return (row, isIpv6) => {
    let isSeen = false;
    for (const { packets, bytes, ipBytes } of ways) {
      const count = packets(row) || 0;
      const payload = bytes(row);
      const counted = Number.isNaN(payload)
        ? (ipBytes(row) || 0) - count * (isIpv6 ? HEADERS.ipv6 : HEADERS.ipv4)
        : payload;
      if (count === 0 && counted <= 0) continue;
      const each = counted / Math.max(1, count);
      if (each < least || each > most) return false;
      isSeen = true;
    }
    return isSeen;
  };
}

const TCP = 1;
const UDP = 2;

/** Transport protocol of a row, from `proto` or the IP protocol number. 0 for other or unknown protocols. */
function readTransport(table: Table): (row: number) => number {
  const proto = table.columns.get('proto');
  if (proto?.kind === 'category') {
    const kinds = labelKinds(proto, (text) => (text === 'tcp' ? TCP : text === 'udp' ? UDP : 0));
    return (row) => kinds[codeAt(proto, row)];
  }
  const ipProto = numberReader(table, 'ip_proto');
  return (row) => {
    const protocol = ipProto(row);
    return protocol === 6 ? TCP : protocol === 17 ? UDP : 0;
  };
}

function labelKinds({ labels }: CategoryColumn, read: (text: string) => number): Uint8Array {
  const decoder = new TextDecoder();
  const kinds = new Uint8Array(labels.size + 1);
  for (let code = 1; code < kinds.length; code++) kinds[code] = read(decoder.decode(labels.bytes(code)));
  return kinds;
}

/** Value of a field by row. NaN when it is unset or the log lacks the field. */
function numberReader(table: Table, field: string): (row: number) => number {
  const column = table.columns.get(field);
  return column?.kind === 'number' ? (row) => numberAt(column, row) : () => Number.NaN;
}
