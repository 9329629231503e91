import { createRandom } from '../../src/core/math/random.ts';
import type { SampleFlow } from '../../src/core/sample/flow.ts';
import type { Attack } from './attacks/attack.ts';
import type { Base } from './bases.ts';
import type { Scene } from './scene.ts';

/** A log with an attack in it; the attack's rows come last. */
export interface Planted {
  readonly text: string;
  readonly benign: number;
  readonly planted: number;
}

const MOST_SHARE = 0.05;

/** Plants one attack, drawn from the seed, with a host of the base that has traffic of its own. */
export function plant(base: Base, attack: Attack, seed: number): Planted {
  const random = createRandom(seed * 7919 + hash(`${base.name} ${attack.name}`));
  const victim = random.pick(base.sources.slice(0, 12));
  const network = victim.split('.').slice(0, 2).join('.');
  const isNear = (host: string) => host.startsWith(`${network}.`) && host !== victim && !host.endsWith('.255');
  const scene: Scene = {
    random,
    victim,
    neighbours: base.destinations.filter(isNear),
    start: base.start,
    span: base.span,
    most: Math.max(4, Math.floor((base.lines.length * MOST_SHARE) / (1 - MOST_SHARE))),
  };
  const flows = attack.make(scene).slice(0, scene.most);
  const lines = flows.map((flow, i) => lineOf(flow, base.fields, i));
  return {
    text: `${base.header}\n${base.lines.join('\n')}\n${lines.join('\n')}\n`,
    benign: base.lines.length,
    planted: lines.length,
  };
}

function hash(text: string): number {
  let value = 0;
  for (const letter of text) value = (Math.imul(value, 31) + letter.charCodeAt(0)) | 0;
  return value;
}

function lineOf(flow: SampleFlow, fields: readonly string[], index: number): string {
  const cells: Record<string, string | number | null> = {
    ts: flow.ts.toFixed(6),
    uid: `CPlanted${index}`,
    'id.orig_h': flow.source,
    'id.orig_p': flow.sourcePort,
    'id.resp_h': flow.destination,
    'id.resp_p': flow.destinationPort,
    proto: flow.proto,
    service: flow.service,
    duration: flow.duration?.toFixed(6) ?? null,
    orig_bytes: flow.origBytes,
    resp_bytes: flow.respBytes,
    conn_state: flow.connState,
    missed_bytes: flow.missedBytes,
    history: flow.history,
    orig_pkts: flow.origPackets,
    orig_ip_bytes: flow.origIpBytes,
    resp_pkts: flow.respPackets,
    resp_ip_bytes: flow.respIpBytes,
    ip_proto: flow.ipProto,
    label: flow.label,
  };
  return fields.map((field) => cells[field] ?? '-').join('\t');
}
