import type { Table } from '../core/table/table.ts';
import { columnValues } from './read-text.ts';

/** A flow as a plain object, unset numbers as 0: for slow and obvious versions of what is measured of many. */
export interface PlainFlow {
  readonly row: number;
  readonly ts: number;
  readonly source: string;
  readonly destination: string;
  readonly origPort: number;
  readonly port: number;
  readonly proto: string;
  readonly service: string;
  readonly duration: number;
  readonly sent: number;
  readonly received: number;
  readonly isFailed: boolean;
}

/** Every flow of a table, as its fields say. */
export function plainFlows(table: Table): PlainFlow[] {
  const numbers = (field: string) => columnValues(table, field).map((value) => Number(value ?? 0));
  const texts = (field: string) => columnValues(table, field).map((value) => String(value ?? '-'));
  const [ts, duration, sent, received] = ['ts', 'duration', 'orig_bytes', 'resp_bytes'].map(numbers);
  const [origPort, port, origPackets, respPackets] = ['id.orig_p', 'id.resp_p', 'orig_pkts', 'resp_pkts'].map(numbers);
  const [source, destination, proto, service, state] = ['id.orig_h', 'id.resp_h', 'proto', 'service', 'conn_state'].map(
    texts,
  );
  return ts.map((time, row) => ({
    row,
    ts: time,
    source: source[row],
    destination: destination[row],
    origPort: origPort[row],
    port: port[row],
    proto: proto[row],
    service: service[row],
    duration: duration[row],
    sent: sent[row],
    received: received[row],
    isFailed: origPackets[row] > 0 && (respPackets[row] === 0 || ['S0', 'REJ', 'RSTOS0', 'SH'].includes(state[row])),
  }));
}

/** Things by what they have in common. */
export function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
