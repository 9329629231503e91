import type { Channels } from '../core/behaviour/channels.ts';
import type { Facts } from '../core/behaviour/facts.ts';
import { inStretches } from '../core/behaviour/pace.ts';
import { NONE } from '../core/behaviour/pair-table.ts';
import { among } from '../core/channels/channel-flows.ts';
import { scoredFlowsOf } from '../core/channels/channel-list.ts';
import { portText } from '../core/channels/port-text.ts';
import type { Control } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import type { ChannelTimes } from '../core/groups/channel-times.ts';
import { describeColumns, valuesOf } from '../core/groups/group-column.ts';
import { countTimelines, type GroupTimeline } from '../core/groups/timelines.ts';
import { badgeEvidence } from '../core/hosts/badges.ts';
import { type HostList, orderHosts } from '../core/hosts/host-list.ts';
import { hostListColumns } from '../core/hosts/host-list-columns.ts';
import { countMass, type Mass } from '../core/hosts/mass.ts';
import { fieldOf, hostsOfPairs, otherSide, type Side } from '../core/hosts/sides.ts';
import { nonZero } from '../core/math/non-zero.ts';
import { Ranking } from '../core/query/ranking.ts';
import { failedShare } from '../core/schema/failed-flow.ts';
import { hostField } from '../core/schema/host-field.ts';
import type { Bitmap } from '../core/selection/bitmap.ts';
import type { HostDetail, HostPart, HostRow, HostsQuery, HostWindow, MassOf } from './api.ts';
import { type Detected, thresholdOf } from './detection.ts';
import type { CountedFlows, GroupsInFindings, GroupViews } from './group-views.ts';
import { numberOrNull } from './number-or-null.ts';

/** A detector's anomalous flows by host, with the inputs of the count. */
interface CountedMass extends MassOf {
  /** Cache key of the counted flows. */
  readonly flows: string;
  readonly mass: Mass;
}

/** The latest counts of anomalous flows, by detector. */
export type Masses = Map<string, CountedMass>;

/** Rows `start` to `end` of the requested list of hosts. */
export async function readHosts(
  views: GroupViews,
  detected: ReadonlyMap<string, Detected>,
  masses: Masses,
  query: HostsQuery,
  flows: CountedFlows,
  start: number,
  end: number,
  control: Control,
): Promise<HostWindow> {
  const inFindings = query.withFindings === true ? await views.findings(control) : null;
  const list = await listOf(views, query.side, flows, inFindings, control);
  const times = await views.times(control);
  const counted = await countMasses(list.behaviour.facts, detected, masses, query, flows, control);
  const key = `${flows.key} ${keyOf(query, counted)}`;
  const order = await views.orders.get(key, () => orderOf(list, query, counted, flows, control));
  const first = Math.max(0, Math.min(start, order.length));
  const hosts = order.subarray(first, Math.max(first, end));
  const timelines = await timelinesOf(list, hosts, flows, inFindings, control);
  return {
    start: first,
    total: order.length,
    all: nonZero((await views.hosts(control))[query.side].hosts.flows).length,
    notes: await views.notes(control),
    columns: describeColumns(hostListColumns(query.side)),
    masses: counted.map(({ detector, label, short, threshold }) => ({ detector, label, short, threshold })),
    rows: Array.from(hosts, (host, place) => describeHost(list, host, times, counted, timelines[place])),
  };
}

/** The hosts of a side with counts over some flows. */
async function listOf(
  views: GroupViews,
  side: Side,
  flows: CountedFlows,
  inFindings: GroupsInFindings | null,
  control: Control,
): Promise<HostList> {
  const whole = (await views.hosts(control))[side];
  const list = (await views.layer(flows).hosts(control))[side];
  return { ...list, flowsInLog: whole.hosts.flows, findings: inFindings?.byHost[side] ?? null };
}

function timelinesOf(
  { behaviour: { facts }, hosts }: HostList,
  wanted: Uint32Array,
  { rows }: CountedFlows,
  inFindings: GroupsInFindings | null,
  control: Control,
): Promise<GroupTimeline[]> {
  const { pair } = facts.channels;
  const hostOf = hostsOfPairs(facts.channels, hosts.side);
  const grouping = { count: hosts.flows.length, groupOf: (channel: number) => hostOf[pair[channel]] };
  return countTimelines(facts, grouping, wanted, { selected: rows, inFindings: inFindings?.rows ?? null }, control);
}

function describeHost(
  list: HostList,
  host: number,
  times: ChannelTimes,
  masses: readonly CountedMass[],
  timeline: GroupTimeline,
): HostRow {
  const { hosts, peers, busiestHour, badges, behaviour } = list;
  const { facts } = behaviour;
  const { channels, reader } = facts;
  const { side } = hosts;
  const others = hostsOfPairs(channels, otherSide(side));
  const portOf = (channel: number) => (channel === NONE ? '' : portText(facts, channels.port[channel]));
  const otherOf = (channel: number) =>
    channel === NONE ? '' : reader.label(fieldOf[otherSide(side)], others[channels.pair[channel]]) || '-';
  return {
    host,
    address: reader.label(fieldOf[side], host) || null,
    flows: hosts.flows[host],
    flowsInLog: list.flowsInLog[host],
    findings: list.findings?.get(host) ?? [],
    timeline,
    failed: failedShare(hosts.failed[host], hosts.judged[host]),
    sent: hosts.sent[host],
    received: hosts.received[host],
    peers: peers[host],
    fan: hosts.fan[host],
    hour: busiestHour[host],
    ports: hosts.ports[host],
    sweepHosts: { most: hosts.sweepHosts[host], on: portOf(hosts.sweepHostsChannel[host]) },
    sweepPorts: { most: hosts.sweepPorts[host], on: otherOf(hosts.sweepPortsChannel[host]) },
    first: numberOrNull(hosts.first[host]),
    last: numberOrNull(hosts.last[host]),
    isJudged: hosts.judged[host] > 0,
    badges: badges.flatMap((kind) =>
      kind.strength[host] === 0 ? [] : [{ kind: kind.rule.kind, ...badgeEvidence(behaviour, kind, host, times) }],
    ),
    mass: masses.map(({ mass }) => mass[side][host]),
    values: valuesOf(hostListColumns(side), list, host),
  };
}

/** One host: its main ports and peers within a set of flows, and conditions that select all its flows. */
export async function describeHostDetail(
  views: GroupViews,
  side: Side,
  wanted: number | string,
  flows: CountedFlows,
  withFindings: boolean,
  control: Control,
): Promise<HostDetail> {
  const whole = (await views.hosts(control))[side];
  const inFindings = withFindings ? await views.findings(control) : null;
  const list = await listOf(views, side, flows, inFindings, control);
  const times = await views.times(control);
  const { row } = times;
  const host = typeof wanted === 'number' ? wanted : hostOfAddress(whole, side, wanted);
  const { facts } = list.behaviour;
  const { channels } = list;
  const { reader } = facts;
  if (!(whole.hosts.flows[host] > 0)) throw new LogError('bad-request', { what: `host ${host}` });
  const hostOf = hostsOfPairs(channels, side);
  const others = hostsOfPairs(channels, otherSide(side));
  const [ports, peers] = [new Map<number, Sums>(), new Map<number, Sums>()];
  let channelOfHost = NONE;
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (hostOf[channels.pair[channel]] !== host) continue;
      channelOfHost = channel;
      if (channels.flows[channel] === 0) continue;
      addTo(ports, channels.port[channel], channels, channel);
      addTo(peers, others[channels.pair[channel]], channels, channel);
    }
  });
  const [timeline] = await timelinesOf(list, Uint32Array.of(host), flows, inFindings, control);
  const other = (await views.hosts(control))[otherSide(side)];
  const address = reader.label(fieldOf[side], host);
  return {
    row: describeHost(list, host, times, [], timeline),
    where: among(
      views.table.columns,
      hostField(views.table.columns, fieldOf[side]),
      Uint32Array.of(row[channelOfHost]),
    ),
    flows: list.hosts.flows[host],
    flowsOnOtherSide: other.hosts.flows[hostOfAddress(other, otherSide(side), address)] ?? 0,
    ports: mostOf(ports, (id) => portText(facts, id)),
    peers: mostOf(peers, (code) => reader.label(fieldOf[otherSide(side)], code) || '-'),
  };
}

/** Number of the host with an address (empty for unset), -1 for an unknown address. */
function hostOfAddress({ hosts, behaviour }: HostList, side: Side, address: string): number {
  const { reader } = behaviour.facts;
  return hosts.flows.findIndex((flows, host) => flows > 0 && reader.label(fieldOf[side], host) === address);
}

interface Sums {
  flows: number;
  scored: number;
  failed: number;
  channels: number;
}

const LISTED = 8;

function addTo(sums: Map<number, Sums>, key: number, channels: Channels, channel: number): void {
  const sum = sums.get(key) ?? { flows: 0, scored: 0, failed: 0, channels: 0 };
  sum.flows += channels.flows[channel];
  sum.scored += scoredFlowsOf(channels, channel);
  sum.failed += channels.failed[channel];
  sum.channels++;
  sums.set(key, sum);
}

function mostOf(sums: ReadonlyMap<number, Sums>, nameOf: (key: number) => string): HostDetail['ports'] {
  const most = [...sums].sort(([a, x], [b, y]) => y.flows - x.flows || a - b).slice(0, LISTED);
  const named = most.map(([key, sum]): HostPart => ({ name: nameOf(key), ...sum }));
  return { all: sums.size, most: named };
}

async function countMasses(
  facts: Facts,
  detected: ReadonlyMap<string, Detected>,
  masses: Masses,
  { detector, threshold, contamination }: HostsQuery,
  flows: CountedFlows,
  control: Control,
): Promise<readonly CountedMass[]> {
  const counted: CountedMass[] = [];
  for (const [id, found] of detected) {
    const { detection, listed } = found;
    const above = id === detector ? threshold : thresholdOf(found, contamination);
    const known = masses.get(id);
    const isKnown = known?.threshold === above && known.flows === flows.key;
    const mass = isKnown ? known.mass : await countMass(facts, listed.scored.scores, above, flows.rows, control);
    const one = {
      detector: id,
      label: detection.label,
      short: detection.short,
      threshold: above,
      flows: flows.key,
      mass,
    };
    masses.set(id, one);
    counted.push(one);
  }
  return counted;
}

async function orderOf(
  list: HostList,
  { side, sort: { by, descending }, contamination }: HostsQuery,
  masses: readonly CountedMass[],
  { rows }: CountedFlows,
  control: Control,
): Promise<Uint32Array> {
  const ofMass = (detector: string) => masses.find((one) => one.detector === detector)?.mass[side];
  const mass = by.startsWith(MASS) ? ofMass(by.slice(MASS.length)) : undefined;
  const ties = hasOwnTies(by) ? (await behaviourMass(list, contamination, rows, control))[side] : null;
  return orderHosts(list, mass ?? by, descending, ties, control);
}

/** Flows above Behaviour's own threshold by host. They order hosts with equal badges. */
function behaviourMass(
  { behaviour: { facts, scores } }: HostList,
  contamination: number,
  rows: Bitmap | null,
  control: Control,
): Promise<Mass> {
  const ranking = new Ranking(scores);
  const threshold = ranking.quantile(contamination);
  const isTied = ranking.countAbove(threshold) === 0;
  return countMass(facts, scores, isTied ? ranking.nextBelow(threshold) : threshold, rows, control);
}

/** Prefix of the sort key for anomalous flows. The detector follows. */
const MASS = 'mass:';

/** Whether equal hosts are sorted by their anomalous flows by Behaviour. */
function hasOwnTies(by: string): boolean {
  return by === 'badges' || by === 'findings';
}

function keyOf({ side, sort, contamination, withFindings }: HostsQuery, masses: readonly CountedMass[]): string {
  const thresholds = masses.map(({ detector, threshold }) => [detector, threshold]);
  const share = hasOwnTies(sort.by) ? contamination : null;
  return JSON.stringify([
    side,
    sort,
    share,
    withFindings === true && sort.by === 'findings',
    sort.by.startsWith(MASS) ? thresholds : [],
  ]);
}
