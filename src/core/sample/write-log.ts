import type { Random } from '../math/random.ts';
import type { SampleFlow } from './flow.ts';
import { isLocal } from './hosts.ts';

const fields = [
  ['ts', 'time'],
  ['uid', 'string'],
  ['id.orig_h', 'addr'],
  ['id.orig_p', 'port'],
  ['id.resp_h', 'addr'],
  ['id.resp_p', 'port'],
  ['proto', 'enum'],
  ['service', 'string'],
  ['duration', 'interval'],
  ['orig_bytes', 'count'],
  ['resp_bytes', 'count'],
  ['conn_state', 'string'],
  ['local_orig', 'bool'],
  ['local_resp', 'bool'],
  ['missed_bytes', 'count'],
  ['history', 'string'],
  ['orig_pkts', 'count'],
  ['orig_ip_bytes', 'count'],
  ['resp_pkts', 'count'],
  ['resp_ip_bytes', 'count'],
  ['tunnel_parents', 'set[string]'],
  ['ip_proto', 'count'],
  ['label', 'string'],
  ['detailedlabel', 'string'],
] as const;

/** The header of a conn.log of Zeek 7.1 or newer with the two label columns that Stratosphere's tools add. */
export function logHeader(): string {
  const names = fields.map(([name]) => name).join('\t');
  const types = fields.map(([, type]) => type).join('\t');
  return `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-03-03-06-00-00\n#fields\t${names}\n#types\t${types}\n`;
}

/** One line of the log, with its line end. The uid is drawn. */
export function logLine(random: Random, flow: SampleFlow): string {
  return `${[
    flow.ts.toFixed(6),
    drawUid(random),
    flow.source,
    flow.sourcePort,
    flow.destination,
    flow.destinationPort,
    flow.proto,
    flow.service ?? '-',
    flow.duration === null ? '-' : flow.duration.toFixed(6),
    flow.origBytes ?? '-',
    flow.respBytes ?? '-',
    flow.connState,
    isLocal(flow.source) ? 'T' : 'F',
    isLocal(flow.destination) ? 'T' : 'F',
    flow.missedBytes,
    flow.history ?? '-',
    flow.origPackets,
    flow.origIpBytes,
    flow.respPackets,
    flow.respIpBytes,
    '-',
    flow.ipProto,
    flow.label,
    flow.attack === '' ? '(empty)' : flow.attack,
  ].join('\t')}\n`;
}

/** Zeek writes a flow when it ends. */
export function byEnd(a: SampleFlow, b: SampleFlow): number {
  return a.ts + (a.duration ?? 0) - b.ts - (b.duration ?? 0);
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `C` and 17 digits to base 62, five of them a draw: 62^5 is below the 2^32 values of a draw. */
function drawUid(random: Random): string {
  let uid = 'C';
  while (uid.length < 18) {
    let rest = Math.floor(random.uniform() * 62 ** 5);
    for (let i = 0; i < 5 && uid.length < 18; i++) {
      uid += digits[rest % 62];
      rest = Math.floor(rest / 62);
    }
  }
  return uid;
}
