import type { Control } from '../control.ts';
import { logAfterOne } from '../math/logarithms.ts';
import { isFailedState } from '../schema/failed-flow.ts';
import type { Represented } from '../table/represented.ts';
import { type BusyChannels, emptyBusy, markSequences } from './busy-channels.ts';
import {
  type ChannelSums,
  DOUBLES,
  emptySums,
  FAILED,
  FLAGS,
  FROM,
  LARGEST,
  LONGEST,
  NEXT,
  PORT,
  RECEIVED,
  SECONDS,
  SENT,
  SERVICE,
  TO,
  takeApart,
  WITH_DATA,
  WORDS,
} from './channel-sums.ts';
import { ANSWER, type Channels, ESTABLISHED, INFRASTRUCTURE, LARGE, type Ports, UNSCORED } from './channels.ts';
import type { FlowReader } from './flow-reader.ts';
import { BLOCK_ROWS, inBlocks, inStretches } from './pace.ts';
import { firstOf, sumRepresented } from './represented-sums.ts';
import { placeSizes, type SizesByChannel } from './sizes-by-channel.ts';
import { isInfrastructure, NTP_BYTES, TCP, transportOf, UDP } from './words.ts';

/** The values kept per flow, by row. */
export interface Flows {
  readonly count: number;
  readonly channel: Uint32Array;
  /** ln(1 + payload bytes sent): of the whole flow for TCP, of its mean packet for other protocols. */
  readonly size: Float32Array;
  /** 1 if the flow failed: see `failedMeaning`. */
  readonly failed: Uint8Array;
  /** Start of the first flow (epoch seconds), and the seconds from it to the last start (at least 1). */
  readonly start: number;
  readonly span: number;
  readonly busy: BusyChannels;
  readonly byChannel: SizesByChannel;
  /** Labels of services by rank. Entry 0 is unset. */
  readonly services: readonly string[];
  /** What each row stands for, see `Table.represents`. */
  readonly represents: Represented | null;
}

/** Second pass: fills the channels' totals and the values per flow. */
export async function readFlows(
  reader: FlowReader,
  channels: Channels,
  channelOf: Uint32Array,
  control: Control,
): Promise<Flows> {
  const { rows } = reader;
  const start = await firstTime(reader, control);
  const states = reader.perLabel('conn_state', stateMeaning);
  const histories = reader.perLabel('history', historyMeaning);
  const transports = reader.perLabel('proto', transportOf);
  const { services, ranks } = rankServices(reader);
  const sorted = new Float32Array(rows);
  const busy = await emptyBusy(channels, sorted, control);
  const byChannel = await placeSizes(channels, busy, sorted, control);
  const sums = await emptySums(channels, byChannel, control);
  const size = new Float32Array(rows);
  const flows = { channel: channelOf, size, failed: new Uint8Array(rows), start, busy, byChannel };
  const [sizes, answers] = [new Float64Array(BLOCK_ROWS), new Float64Array(BLOCK_ROWS)];
  let span = 1;
  await inBlocks(control, rows, [0.3, 0.6], (from, to) => {
    const block = readBlock(reader, from, to);
    sizesOf(block, transports, reader.codes('proto', from, to), sizes);
    answers.set(block.received.subarray(0, to - from));
    logAfterOne(sizes, 0, to - from);
    logAfterOne(answers, 0, to - from);
    const codes = { states, histories, ranks };
    span = Math.max(span, addFlows(block, codes, sizes, answers, channels.ports, sums, flows));
  });
  await takeApart(sums, channels, control);
  const { represents } = reader;
  if (represents !== null) {
    span = await sumRepresented(represents, channelOf, channels, start, control);
    await markSequences(busy, channelOf, represents.flows, control);
  }
  await markInfrastructure(channels, control);
  return { ...flows, count: rows, span, services, represents };
}

/** Numbers and codes of a block of flows, lent by `FlowReader`. */
export interface FlowBlock {
  readonly from: number;
  readonly to: number;
  readonly times: Float64Array;
  readonly durations: Float64Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
  readonly sentPackets: Float64Array;
  readonly receivedPackets: Float64Array;
  readonly origPorts: Float64Array;
  readonly states: Uint32Array;
  readonly histories: Uint32Array;
  readonly services: Uint32Array;
}

/** Reads the numbers and codes of rows `from` to `to`, which are in one block. */
export function readBlock(reader: FlowReader, from: number, to: number): FlowBlock {
  return {
    from,
    to,
    times: reader.numbers('ts', from, to),
    durations: reader.numbers('duration', from, to),
    sent: reader.numbers('orig_bytes', from, to),
    received: reader.numbers('resp_bytes', from, to),
    sentPackets: reader.numbers('orig_pkts', from, to),
    receivedPackets: reader.numbers('resp_pkts', from, to),
    origPorts: reader.numbers('id.orig_p', from, to),
    states: reader.codes('conn_state', from, to),
    histories: reader.codes('history', from, to),
    services: reader.codes('service', from, to),
  };
}

/** Payload bytes sent by each flow: in total for TCP, of the mean packet for other protocols. */
export function sizesOf(block: FlowBlock, transports: Uint32Array, protos: Uint32Array, out: Float64Array): void {
  const { from, to, sent, sentPackets } = block;
  for (let i = 0; i < to - from; i++) {
    const isMean = sentPackets[i] > 1 && transports[protos[i]] !== TCP;
    out[i] = isMean ? sent[i] / sentPackets[i] : sent[i];
  }
}

/** Meanings of label codes. */
export interface Codes {
  readonly states: Uint32Array;
  readonly histories: Uint32Array;
  readonly ranks: Uint32Array;
}

/** Adds a block of flows to their channels. `sizes` and `answers` are logarithms. Returns the last start in seconds. */
function addFlows(
  block: FlowBlock,
  codes: Codes,
  sizes: Float64Array,
  answers: Float64Array,
  { transport, port }: Ports,
  { doubles, floats, words }: ChannelSums,
  out: Pick<Flows, 'channel' | 'size' | 'failed' | 'start' | 'busy' | 'byChannel'>,
): number {
  const { from, to, times, durations, sent, received } = block;
  const { channel: channelOf, size, failed, start, busy } = out;
  const sorted = out.byChannel.sizes;
  const busyRows = busy.times.length;
  let last = 0;
  for (let i = 0; i < to - from; i++) {
    const row = from + i;
    const channel = channelOf[row];
    const at = WORDS * channel;
    const sum = DOUBLES * channel;
    const time = times[i] >= start ? times[i] - start : 0;
    if (time > last) last = time;
    if (time < floats[at + FROM]) floats[at + FROM] = time;
    if (time > floats[at + TO]) floats[at + TO] = time;
    if (durations[i] > floats[at + LONGEST]) floats[at + LONGEST] = durations[i];
    doubles[sum + SECONDS] += durations[i];
    doubles[sum + SENT] += sent[i];
    doubles[sum + RECEIVED] += received[i];
    if (sent[i] > 0) words[at + WITH_DATA]++;
    size[row] = sizes[i];
    if (sizes[i] > floats[at + LARGEST]) floats[at + LARGEST] = sizes[i];
    const flag = words[at + FLAGS];
    if (isFailedFlow(block, codes, flag, i)) {
      failed[row] = 1;
      words[at + FAILED]++;
    }
    const id = words[at + PORT];
    words[at + FLAGS] = flagsWith(block, codes, transport[id], port[id], flag, i);
    const rank = codes.ranks[block.services[i]];
    if (rank !== 0 && (words[at + SERVICE] === 0 || rank < words[at + SERVICE])) words[at + SERVICE] = rank;
    const next = words[at + NEXT]++;
    sorted[next] = sizes[i];
    if (next >= busyRows) continue;
    busy.times[next] = time;
    busy.received[next] = answers[i];
  }
  return last;
}

/** Whether flow `i` of a block failed: see `failedMeaning`. Never in a channel that is not scored. */
export function isFailedFlow(
  { sentPackets, receivedPackets, states }: FlowBlock,
  codes: Codes,
  flag: number,
  i: number,
): boolean {
  if ((flag & UNSCORED) !== 0 || !(sentPackets[i] > 0)) return false;
  return receivedPackets[i] === 0 || codes.states[states[i]] === 1;
}

/** A channel's flags after flow `i` of a block. */
export function flagsWith(
  { sent, received, sentPackets, receivedPackets, histories, origPorts }: FlowBlock,
  codes: Codes,
  transport: number,
  port: number,
  before: number,
  i: number,
): number {
  const isLarge = sent[i] > NTP_BYTES && (sentPackets[i] > 1 ? sent[i] / sentPackets[i] : sent[i]) > NTP_BYTES;
  const flag = isLarge ? before | LARGE : before;
  if ((flag & (UNSCORED | ESTABLISHED | ANSWER)) !== 0) return flag;
  if (!(receivedPackets[i] > 0 && sent[i] + received[i] > 0)) return flag;
  const isReversed =
    transport === TCP && codes.histories[histories[i]] === SEEN_LATER && port > 1023 && origPorts[i] < port;
  return isReversed ? flag : flag | ESTABLISHED;
}

const SEEN_FROM_START = 1;
const SEEN_LATER = 2;

/** The meaning of a label of `conn_state`: 1 for a failed flow. */
export function stateMeaning(label: string): number {
  return isFailedState(label) ? 1 : 0;
}

/** The meaning of a label of `history`: whether Zeek saw the flow's first packet. */
export function historyMeaning(label: string): number {
  return label.includes('S') ? SEEN_FROM_START : SEEN_LATER;
}

/** The earliest start in epoch seconds. 0 when no flow has a time. */
async function firstTime(reader: FlowReader, control: Control): Promise<number> {
  if (reader.represents !== null) return firstOf(reader.represents);
  let first = Infinity;
  await inBlocks(control, reader.rows, [0.25, 0.3], (from, to) => {
    first = leastOf(reader.numbers('ts', from, to), to - from, first);
  });
  return Number.isFinite(first) ? first : 0;
}

function leastOf(times: Float64Array, count: number, most: number): number {
  let least = most;
  for (let i = 0; i < count; i++) if (times[i] < least) least = times[i];
  return least;
}

/** Ranks services by label, so that the first of several services does not depend on the order of rows. */
function rankServices(reader: FlowReader): { services: string[]; ranks: Uint32Array } {
  const labels = Array.from({ length: reader.codeCount('service') }, (_, code) => reader.label('service', code));
  const services = ['', ...labels.slice(1).toSorted()];
  const ranks = new Uint32Array(labels.length);
  const rankOf = new Map(services.map((label, rank) => [label, rank]));
  for (let code = 1; code < labels.length; code++) ranks[code] = rankOf.get(labels[code]) ?? 0;
  return { services, ranks };
}

async function markInfrastructure(channels: Channels, control: Control): Promise<void> {
  await inStretches(control, channels.count, (from, to) => markSome(channels, from, to));
}

function markSome({ ports, port, flags, service }: Channels, from: number, to: number): void {
  for (let channel = from; channel < to; channel++) {
    const id = port[channel];
    if (ports.transport[id] !== UDP) continue;
    if (isInfrastructure(ports.port[id], service[channel] !== 0, (flags[channel] & LARGE) === 0))
      flags[channel] |= INFRASTRUCTURE;
  }
}
