import type { SampleFlow } from '../../src/core/sample/flow.ts';
import type { Base } from './base.ts';

/** A flow as a line in the columns of the base. Columns that a flow has no value for get the base's usual one. */
export function flowLine(flow: SampleFlow, { fields, usual, localOf }: Base, uid: string): string {
  const cells: Record<string, string | number | null> = {
    ts: flow.ts.toFixed(6),
    uid,
    'id.orig_h': flow.source,
    'id.orig_p': flow.sourcePort,
    'id.resp_h': flow.destination,
    'id.resp_p': flow.destinationPort,
    proto: flow.proto,
    service: flow.service ?? '-',
    duration: flow.duration?.toFixed(6) ?? '-',
    orig_bytes: flow.origBytes ?? '-',
    resp_bytes: flow.respBytes ?? '-',
    conn_state: flow.connState,
    local_orig: localOf(flow.source) ?? '-',
    local_resp: localOf(flow.destination) ?? '-',
    missed_bytes: flow.missedBytes,
    history: flow.history ?? '-',
    orig_pkts: flow.origPackets,
    orig_ip_bytes: flow.origIpBytes,
    resp_pkts: flow.respPackets,
    resp_ip_bytes: flow.respIpBytes,
    ip_proto: flow.ipProto,
    label: flow.label,
  };
  return fields.map((field) => cells[field] ?? usual[field] ?? '-').join('\t');
}
