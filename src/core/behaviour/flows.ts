import type { Control } from '../control.ts';
import { addToBusy, type BusyChannels, emptyBusy } from './busy-channels.ts';
import { ANSWER, type Channels, ESTABLISHED, INFRASTRUCTURE, LARGE, UNSCORED } from './channels.ts';
import type { FlowReader } from './flow-reader.ts';
import { inBlocks } from './pace.ts';
import { isFailedState, isInfrastructure, NTP_BYTES, TCP, UDP } from './words.ts';

/** What is kept of each flow, by row. */
export interface Flows {
  readonly count: number;
  readonly channel: Uint32Array;
  /** ln(1 + payload bytes sent): of the flow for TCP, of its mean packet for others. */
  readonly size: Float32Array;
  /** 1 when it came to nothing: packets went out and none came back, or the state says so. */
  readonly failed: Uint8Array;
  /** Start of the first flow (epoch seconds), and seconds from it to the last start, 1 at least. */
  readonly start: number;
  readonly span: number;
  readonly busy: BusyChannels;
  /** Labels of services by rank; entry 0 is unset. */
  readonly services: readonly string[];
}

/** Second pass: fills the channels' sums, and what is kept of each flow. */
export async function readFlows(
  reader: FlowReader,
  channels: Channels,
  channelOf: Uint32Array,
  control: Control,
): Promise<Flows> {
  const { rows } = reader;
  const start = await firstTime(reader, control);
  const states = reader.perLabel('conn_state', (label) => (isFailedState(label) ? 1 : 0));
  const histories = reader.perLabel('history', (label) => (label.includes('S') ? SEEN_FROM_START : SEEN_LATER));
  const { services, ranks } = rankServices(reader);
  const { ports, flags } = channels;
  const size = new Float32Array(rows);
  const failed = new Uint8Array(rows);
  const busy = emptyBusy(channels);
  let span = 1;
  await inBlocks(control, rows, [0.3, 0.6], (from, to) => {
    let last = 0;
    const times = reader.numbers('ts', from, to);
    const durations = reader.numbers('duration', from, to);
    const sent = reader.numbers('orig_bytes', from, to);
    const received = reader.numbers('resp_bytes', from, to);
    const sentPackets = reader.numbers('orig_pkts', from, to);
    const receivedPackets = reader.numbers('resp_pkts', from, to);
    const origPorts = reader.numbers('id.orig_p', from, to);
    const stateCodes = reader.codes('conn_state', from, to);
    const historyCodes = reader.codes('history', from, to);
    const serviceCodes = reader.codes('service', from, to);
    for (let i = 0; i < to - from; i++) {
      const row = from + i;
      const channel = channelOf[row];
      const transport = ports.transport[channels.port[channel]];
      const port = ports.port[channels.port[channel]];
      const time = times[i] >= start ? times[i] - start : 0;
      if (time > last) last = time;
      if (time < channels.from[channel]) channels.from[channel] = time;
      if (time > channels.to[channel]) channels.to[channel] = time;
      const bytes = sent[i];
      channels.sent[channel] += bytes;
      channels.received[channel] += received[i];
      channels.seconds[channel] += durations[i];
      if (durations[i] > channels.longest[channel]) channels.longest[channel] = durations[i];
      if (bytes > 0) channels.withData[channel]++;
      const perPacket = sentPackets[i] > 1 ? bytes / sentPackets[i] : bytes;
      if (perPacket > NTP_BYTES) flags[channel] |= LARGE;
      const value = Math.log(1 + (transport === TCP ? bytes : perPacket));
      size[row] = value;
      const isUnscored = (flags[channel] & UNSCORED) !== 0;
      if (!isUnscored && sentPackets[i] > 0 && (receivedPackets[i] === 0 || states[stateCodes[i]] === 1)) {
        failed[row] = 1;
        channels.failed[channel]++;
      }
      const rank = ranks[serviceCodes[i]];
      if (rank !== 0 && (channels.service[channel] === 0 || rank < channels.service[channel]))
        channels.service[channel] = rank;
      const isReversed =
        transport === TCP && histories[historyCodes[i]] === SEEN_LATER && port > 1023 && origPorts[i] < port;
      if (
        receivedPackets[i] > 0 &&
        bytes + received[i] > 0 &&
        !isReversed &&
        (flags[channel] & (UNSCORED | ANSWER)) === 0
      )
        flags[channel] |= ESTABLISHED;
      addToBusy(busy, channel, time, value, received[i]);
    }
    span = Math.max(span, last);
  });
  markInfrastructure(channels);
  return { count: rows, channel: channelOf, size, failed, start, span, busy, services };
}

const SEEN_FROM_START = 1;
const SEEN_LATER = 2;

/** The earliest start; 0 when no flow has one. */
async function firstTime(reader: FlowReader, control: Control): Promise<number> {
  let first = Infinity;
  await inBlocks(control, reader.rows, [0.25, 0.3], (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let i = 0; i < to - from; i++) if (times[i] < first) first = times[i];
  });
  return Number.isFinite(first) ? first : 0;
}

/** Services in the order of their labels, so that the first of several does not depend on the order of the rows. */
function rankServices(reader: FlowReader): { services: string[]; ranks: Uint32Array } {
  const labels = Array.from({ length: reader.codeCount('service') }, (_, code) => reader.label('service', code));
  const services = ['', ...labels.slice(1).toSorted()];
  const ranks = new Uint32Array(labels.length);
  const rankOf = new Map(services.map((label, rank) => [label, rank]));
  for (let code = 1; code < labels.length; code++) ranks[code] = rankOf.get(labels[code]) ?? 0;
  return { services, ranks };
}

function markInfrastructure({ count, ports, port, flags, service }: Channels): void {
  for (let channel = 0; channel < count; channel++) {
    const id = port[channel];
    if (ports.transport[id] !== UDP) continue;
    if (isInfrastructure(ports.port[id], service[channel] !== 0, (flags[channel] & LARGE) === 0))
      flags[channel] |= INFRASTRUCTURE;
  }
}
