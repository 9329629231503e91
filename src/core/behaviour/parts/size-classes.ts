import type { Control } from '../../control.ts';
import { ANSWER, type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { portNames } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { eachPiece } from '../sizes-by-channel.ts';
import { fitTail, type Tail } from '../tail.ts';
import { WeightedValues } from '../weighted-values.ts';
import { ICMP, TCP, UDP } from '../words.ts';

/** Distribution of sent bytes per class of channels. */
export interface SizeClasses {
  /** Class of each channel. `NONE` without peers. */
  readonly classOf: Uint32Array;
  readonly tails: readonly (Tail | null)[];
  /** 95 % quantile of ln(1 + sent). */
  readonly high: readonly number[];
}

/** Most flows of one channel that count as peers, so that one busy channel does not set the norm. */
const MOST_OF_CHANNEL = 32;
const LEAST_PEERS = 12;
/** Most classes that are kept apart, by number of peers. 18 kB each. */
const MOST_CLASSES = 2000;
/** The same limit for DNS and ping, whose usual sizes are known. */
const MOST_OF_KNOWN = 2;
const LEAST_CHANNELS = 8;
const knownTimes = 8;
const usualPing = [8, 32, 32, 40, 48, 56, 56, 56, 56, 64, 64, 64];
const usualDns = [25, 28, 30, 32, 34, 36, 38, 40, 42, 45, 50, 60];

/** Numbers of the classes: all TCP, DNS, ICMP, then one per service and transport, or per port. */
export const ALL_TCP = 0;
const DNS = 1;
const PING = 2;
export const FIRST = 3;

/**
 * Classes of the channels, with the quantiles and tail of the sizes in each class. Throws `AbortError` when `control`
 * aborts.
 */
export async function fitSizes(facts: Facts, control: Control): Promise<SizeClasses> {
  const { channels, flows } = facts;
  const { sizes } = flows.byChannel;
  const { of, count } = await numberClasses(facts, control);
  const values = await roomForValues(channels, of, count, control);
  const weights = await weighFlows(channels, of, count, control);
  const own = { channels, sizes, of, weights, values };
  await eachPiece(channels, flows.busy, flows.byChannel, control, addPiece, own);
  addUsual(values[PING], usualPing);
  addUsual(values[DNS], usualDns);
  const isTcp = new Uint8Array(count);
  isTcp[ALL_TCP] = 1;
  const classOf = new Uint32Array(channels.count);
  const nameOf = (id: number) => nameOfClass(facts, id);
  const isSaved = (id: number) => facts.norms.savedTail(nameOf(id)) !== null;
  const isKnown = Uint8Array.from(values, (sizes, id) => (sizes !== null || isSaved(id) ? 1 : 0));
  await inStretches(control, channels.count, (from, to) =>
    chooseClasses(channels, of, isKnown, from, to, classOf, isTcp),
  );
  const tails = values.map((sizes, id) => {
    if (sizes === null) return facts.norms.savedTail(nameOf(id));
    return facts.norms.tail(nameOf(id), isTcp[id] === 1 ? fitTail(sizes, 0.5, Math.log(5000)) : fitTail(sizes, 0.25));
  });
  const high = values.map((sizes, id) => {
    const saved = facts.norms.savedTail(nameOf(id));
    if (saved !== null) return saved.q95;
    return sizes === null || sizes.count < 1 ? 0 : sizes.at(0.95);
  });
  return { classOf, tails, high };
}

/** What sizes are added to: by class, with a weight by channel. */
interface Adding {
  readonly channels: Channels;
  readonly sizes: Float32Array;
  readonly of: Uint32Array;
  readonly weights: Uint32Array;
  readonly values: readonly (WeightedValues | null)[];
}

function addPiece(
  { channels: { ports, port }, sizes, of, weights, values }: Adding,
  channel: number,
  from: number,
  to: number,
): void {
  const weight = weights[channel];
  if (weight === 0) return;
  const own = values[of[channel]];
  const all = ports.transport[port[channel]] === TCP ? values[ALL_TCP] : null;
  if (own !== null) own.addAll(sizes, from, to, weight, all);
  else all?.addAll(sizes, from, to, weight, null);
}

/** What the tail of a class is called: `size/dns`, `size/http/tcp`, `size/8443/tcp`. */
function nameOfClass({ reader, channels, flows: { services } }: Facts, id: number): string {
  if (id < FIRST) return `size/${['tcp', 'dns', 'icmp'][id]}`;
  const service = (id - FIRST) >> 1;
  const port = id - FIRST - 2 * services.length;
  if (port < 0) return `size/${services[service]}/${(id - FIRST) % 2 === 1 ? 'tcp' : 'udp'}`;
  return `size/${portNames({ reader, channels }, port).port}`;
}

/** Class of each channel: its own if it has a tail (`isKnown`). Marks the classes of TCP channels in `isTcp`. */
function chooseClasses(
  { ports, port }: Channels,
  of: Uint32Array,
  isKnown: Uint8Array,
  from: number,
  to: number,
  classOf: Uint32Array,
  isTcp: Uint8Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const tcp = ports.transport[port[channel]] === TCP;
    if (tcp) isTcp[of[channel]] = 1;
    classOf[channel] = isKnown[of[channel]] === 1 ? of[channel] : tcp ? ALL_TCP : NONE;
  }
}

/** A histogram for each class with enough peers. */
async function roomForValues(
  channels: Channels,
  of: Uint32Array,
  count: number,
  control: Control,
): Promise<(WeightedValues | null)[]> {
  const peers = new Float64Array(count);
  await inStretches(control, channels.count, (from, to) => addPeers(channels, of, from, to, peers));
  const least = leastPeers(peers);
  return Array.from(peers, (found, id) => (id < FIRST || found >= least ? new WeightedValues() : null));
}

function addPeers(channels: Channels, of: Uint32Array, from: number, to: number, peers: Float64Array): void {
  const { rows, withData } = channels;
  for (let channel = from; channel < to; channel++) {
    if (!isPeer(channels, channel)) continue;
    const weight = WeightedValues.weight(rows[channel], MOST_OF_CHANNEL) / WeightedValues.weight(1, 1);
    peers[of[channel]] += weight * Math.min(withData[channel], rows[channel]);
  }
}

/** By channel: the weight of each of its flows among the peers. 0 if they do not count. */
async function weighFlows(channels: Channels, of: Uint32Array, count: number, control: Control): Promise<Uint32Array> {
  const members = new Uint32Array(count);
  await inStretches(control, channels.count, (from, to) => countMembers(channels, of, from, to, members));
  const weights = new Uint32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => weighSome(channels, of, members, from, to, weights));
  return weights;
}

function countMembers(channels: Channels, of: Uint32Array, from: number, to: number, members: Uint32Array): void {
  for (let channel = from; channel < to; channel++) if (isPeer(channels, channel)) members[of[channel]]++;
}

function weighSome(
  channels: Channels,
  of: Uint32Array,
  members: Uint32Array,
  from: number,
  to: number,
  weights: Uint32Array,
): void {
  const { rows } = channels;
  for (let channel = from; channel < to; channel++) {
    if (!isPeer(channels, channel)) continue;
    const isKnown = of[channel] === DNS || of[channel] === PING;
    if (isKnown && members[of[channel]] < LEAST_CHANNELS) continue;
    weights[channel] = WeightedValues.weight(rows[channel], isKnown ? MOST_OF_KNOWN : MOST_OF_CHANNEL);
  }
}

function isPeer({ flags, withData }: Channels, channel: number): boolean {
  return withData[channel] > 0 && (flags[channel] & (UNSCORED | ANSWER)) === 0;
}

/** Class of each channel, and the number of classes. */
async function numberClasses(
  { channels, flows: { services } }: Facts,
  control: Control,
): Promise<{ readonly of: Uint32Array; readonly count: number }> {
  const dns = services.indexOf('dns');
  // A service over TCP and over UDP is two classes.
  const firstPort = FIRST + 2 * services.length;
  const of = new Uint32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => numberSome(channels, dns, firstPort, from, to, of));
  return { of, count: firstPort + channels.ports.count };
}

function numberSome(
  { ports, port: portOf, service: serviceOf }: Channels,
  dns: number,
  firstPort: number,
  from: number,
  to: number,
  of: Uint32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const port = portOf[channel];
    const service = serviceOf[channel];
    const transport = ports.transport[port];
    if (transport === ICMP) of[channel] = PING;
    else if (transport === UDP && (ports.port[port] === 53 || (dns > 0 && service === dns))) of[channel] = DNS;
    else if (service === 0) of[channel] = firstPort + port;
    else of[channel] = FIRST + 2 * service + (transport === TCP ? 1 : 0);
  }
}

/** Minimum number of peers of a class: 12, or more if there would be too many classes. */
function leastPeers(peers: Float64Array): number {
  if (peers.length <= MOST_CLASSES) return LEAST_PEERS;
  const sorted = peers.toSorted();
  return Math.max(LEAST_PEERS, sorted[sorted.length - MOST_CLASSES]);
}

function addUsual(values: WeightedValues | null, sizes: readonly number[]): void {
  for (const bytes of sizes) values?.add(Math.log(1 + bytes), knownTimes * WeightedValues.weight(1, 1));
}
