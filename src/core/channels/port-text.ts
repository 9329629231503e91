import type { Facts } from '../behaviour/facts.ts';
import { ERROR, ICMP, NEIGHBOUR } from '../behaviour/words.ts';

/**
 * A channel's port as text: `445/tcp`. For ICMP, Zeek writes type and code to the port fields, and a channel has all
 * types of one kind: `icmp query`, `icmp error` (unreachable, time exceeded ...) or `icmp neighbour` (discovery).
 */
export function portText({ reader, channels: { ports } }: Pick<Facts, 'reader' | 'channels'>, id: number): string {
  const proto = reader.label('proto', ports.proto[id]) || '-';
  if (ports.transport[id] !== ICMP) return `${ports.port[id]}/${proto}`;
  const kind = ports.port[id] === ERROR ? 'error' : ports.port[id] === NEIGHBOUR ? 'neighbour' : 'query';
  return `${proto} ${kind}`;
}

/** Sort key of a port: by number, then protocol, ICMP last. */
export function portKey({ ports }: Facts['channels'], id: number): number {
  const number = ports.transport[id] === ICMP ? 0x1_0000 + ports.port[id] : ports.port[id];
  return number * 0x1_0000 + ports.proto[id];
}
