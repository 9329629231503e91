import type { Control } from '../control.ts';
import { addToBusy, type BusyChannels, emptyBusy } from './busy-channels.ts';
import { ANSWER, type Channels, ESTABLISHED, INFRASTRUCTURE, LARGE, UNSCORED } from './channels.ts';
import type { FlowReader } from './flow-reader.ts';
import { inBlocks, inStretches } from './pace.ts';
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
  const { ports, port, flags, service } = channels;
  const sums = new Float64Array(RECORD * channels.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) sums[RECORD * channel + FROM] = Infinity;
  });
  const size = new Float32Array(rows);
  const failed = new Uint8Array(rows);
  const busy = await emptyBusy(channels, control);
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
      const record = RECORD * channel;
      const id = port[channel];
      const isTcp = ports.transport[id] === TCP;
      const bytes = sent[i];
      const time = times[i] >= start ? times[i] - start : 0;
      if (time > last) last = time;
      if (time < sums[record + FROM]) sums[record + FROM] = time;
      if (time > sums[record + TO]) sums[record + TO] = time;
      if (durations[i] > sums[record + LONGEST]) sums[record + LONGEST] = durations[i];
      sums[record + SECONDS] += durations[i];
      sums[record + SENT] += bytes;
      sums[record + RECEIVED] += received[i];
      if (bytes > 0) sums[record + WITH_DATA]++;
      const perPacket = sentPackets[i] > 1 ? bytes / sentPackets[i] : bytes;
      const value = bytes > 0 ? Math.log(1 + (isTcp ? bytes : perPacket)) : 0;
      size[row] = value;
      let flag = flags[channel];
      if (perPacket > NTP_BYTES) flag |= LARGE;
      if ((flag & UNSCORED) === 0) {
        if (sentPackets[i] > 0 && (receivedPackets[i] === 0 || states[stateCodes[i]] === 1)) {
          failed[row] = 1;
          sums[record + FAILED]++;
        }
        if (receivedPackets[i] > 0 && bytes + received[i] > 0 && (flag & (ESTABLISHED | ANSWER)) === 0) {
          const isReversed =
            isTcp &&
            histories[historyCodes[i]] === SEEN_LATER &&
            ports.port[id] > 1023 &&
            origPorts[i] < ports.port[id];
          if (!isReversed) flag |= ESTABLISHED;
        }
      }
      if (flag !== flags[channel]) flags[channel] = flag;
      const rank = ranks[serviceCodes[i]];
      if (rank !== 0 && (service[channel] === 0 || rank < service[channel])) service[channel] = rank;
      addToBusy(busy, channel, time, value, received[i]);
    }
    span = Math.max(span, last);
  });
  await takeApart(channels, sums, control);
  await markInfrastructure(channels, control);
  return { count: rows, channel: channelOf, size, failed, start, span, busy, services };
}

/** Sums of a channel lie side by side while they grow, 64 bytes: each flow touches one line of the cache, not eight. */
const RECORD = 8;
const FROM = 0;
const TO = 1;
const SENT = 2;
const RECEIVED = 3;
const SECONDS = 4;
const LONGEST = 5;
const WITH_DATA = 6;
const FAILED = 7;

async function takeApart(channels: Channels, sums: Float64Array, control: Control): Promise<void> {
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from, at = RECORD * from; channel < to; channel++, at += RECORD) {
      channels.from[channel] = sums[at + FROM];
      channels.to[channel] = sums[at + TO];
      channels.sent[channel] = sums[at + SENT];
      channels.received[channel] = sums[at + RECEIVED];
      channels.seconds[channel] = sums[at + SECONDS];
      channels.longest[channel] = sums[at + LONGEST];
      channels.withData[channel] = sums[at + WITH_DATA];
      channels.failed[channel] = sums[at + FAILED];
    }
  });
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

async function markInfrastructure({ count, ports, port, flags, service }: Channels, control: Control): Promise<void> {
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = port[channel];
      if (ports.transport[id] !== UDP) continue;
      if (isInfrastructure(ports.port[id], service[channel] !== 0, (flags[channel] & LARGE) === 0))
        flags[channel] |= INFRASTRUCTURE;
    }
  });
}
