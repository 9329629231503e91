import { NONE } from '../core/behaviour/pair-table.ts';
import { portText } from '../core/channels/port-text.ts';
import type { Control } from '../core/control.ts';
import type { ChannelTimes } from '../core/groups/channel-times.ts';
import { valuesOf } from '../core/groups/group-column.ts';
import { countTimelines, type GroupTimeline } from '../core/groups/timelines.ts';
import { badgeEvidence } from '../core/hosts/badges.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { hostListColumns } from '../core/hosts/host-list-columns.ts';
import { fieldOf, hostsOfPairs, otherSide, type Side } from '../core/hosts/sides.ts';
import { failedShare } from '../core/schema/failed-flow.ts';
import type { HostRow } from './api.ts';
import type { CountedFlows, GroupsInFindings, GroupViews } from './group-views.ts';
import type { CountedMass } from './host-masses.ts';
import { numberOrNull } from './number-or-null.ts';

/** The hosts of a side with counts over some flows. */
export async function hostListOf(
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

/** Flows over time of some hosts. */
export function timelinesOf(
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

/** A host as a row of its list. */
export function describeHost(
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
