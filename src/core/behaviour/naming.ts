import type { Facts } from './facts.ts';
import { ICMP } from './words.ts';

/** Names of a channel's entities, as the log writes them. */
export interface Names {
  readonly source: string;
  readonly destination: string;
  /** Such as `445/tcp`. The protocol alone for ICMP. */
  readonly port: string;
  readonly proto: string;
  readonly service: string;
}

/** Names of a channel's source, destination, port and service. The service is empty if Zeek recognised none. */
export function namesOf({ reader, channels, flows }: Facts, channel: number): Names {
  const pair = channels.pair[channel];
  return {
    source: reader.label('id.orig_h', channels.pairs.source[pair]) || '-',
    destination: reader.label('id.resp_h', channels.pairs.destination[pair]) || '-',
    ...portNames({ reader, channels }, channels.port[channel]),
    service: flows.services[channels.service[channel]],
  };
}

/** The name of a port and its protocol. */
export function portNames({ reader, channels: { ports } }: Pick<Facts, 'reader' | 'channels'>, id: number) {
  const proto = reader.label('proto', ports.proto[id]) || '-';
  return { proto, port: ports.transport[id] === ICMP ? proto : `${ports.port[id]}/${proto}` };
}

/** Bytes as text in powers of ten: 1234567 as `1.2 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

/** Seconds as text in the largest fitting unit. */
export function secondsText(seconds: number): string {
  if (seconds < 1) return `${(seconds * 1000).toFixed(0)} ms`;
  if (seconds < 120) return `${seconds < 9.95 ? seconds.toFixed(1) : seconds.toFixed(0)} s`;
  return seconds < 7200 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
