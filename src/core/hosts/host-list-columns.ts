import type { GroupColumn } from '../groups/group-column.ts';
import { findingsColumn } from '../groups/group-findings.ts';
import { labelOrder } from '../query/label-order.ts';
import { failedShare, failedShareMeaning } from '../schema/failed-flow.ts';
import type { Badges } from './badges.ts';
import type { HostList } from './host-list.ts';
import type { Hosts } from './hosts.ts';
import { fieldOf, hostColumn, otherSide, type Side } from './sides.ts';

type HostColumn = GroupColumn<HostList>;

/**
 * The columns of a list of hosts, from left to right. Columns of anomalous flows follow `flows`: they depend on the
 * detectors of the run. See docs/hosts-and-channels.md. To add a column: one entry here.
 */
export function hostListColumns(side: Side): readonly HostColumn[] {
  return [...leading(side), ...counted(side), ...sweeps(side)];
}

/** The address of the host, its findings, and when it had flows. */
function leading(side: Side): readonly HostColumn[] {
  return [
    {
      ...{ id: 'address', label: fieldOf[side], unit: 'address', scope: 'log' },
      meaning: `The host as a ${side}.`,
      valueAt: ({ behaviour }, host) => behaviour.facts.reader.label(fieldOf[side], host),
      keysOf: ({ table }) => addressKeys(hostColumn(table, side)),
    },
    {
      ...findingsColumn,
      // Badges decide as long as the findings are not known.
      keysOf: (list) =>
        Float64Array.from(list.hosts.flows, (_, host) =>
          list.findings === null ? badgeKey(list.badges, host) : Number(findingsColumn.valueAt(list, host)),
        ),
    },
    {
      ...{ id: 'badges', label: 'badges', unit: 'score', scope: 'log' },
      meaning: badgesMeaning(side),
      valueAt: ({ badges }, host) => badgeKey(badges, host),
    },
    {
      ...{ id: 'activity', label: 'over time', unit: 'timeline', scope: 'selection' },
      meaning: 'Flows over the time of the log. Sorted by the first flow.',
      valueAt: ({ hosts }, host) => hosts.first[host],
    },
  ];
}

/** Counts of its flows. */
function counted(side: Side): readonly HostColumn[] {
  const isSource = side === 'source';
  const [sent, received] = isSource ? ['orig_bytes', 'resp_bytes'] : ['resp_bytes', 'orig_bytes'];
  return [
    ofHosts('flows', 'flows', 'count', `Flows ${isSource ? 'from' : 'to'} the host.`),
    {
      ...{ id: 'failed', label: 'failed', unit: 'share', scope: 'selection' },
      meaning: failedShareMeaning,
      valueAt: ({ hosts }, host) => failedShare(hosts.failed[host], hosts.judged[host]) ?? Number.NaN,
    },
    ofHosts('fan', isSource ? 'hosts' : 'sources', 'count', `Distinct ${othersOf(side)}.`),
    ofHosts('ports', 'ports', 'count', 'Distinct responder ports with their protocol, without ICMP.'),
    ofHosts('sent', 'sent', 'bytes', `Payload bytes it sent: ${sent}.`),
    ofHosts('received', 'received', 'bytes', `Payload bytes it received: ${received}.`),
    ofHosts('first', 'first seen', 'time', 'Start of its first flow.'),
    ofHosts('last', 'last seen', 'time', 'Start of its last flow.'),
    {
      ...{ id: 'peers', label: 'peers', unit: 'count', scope: 'selection' },
      meaning: 'Distinct hosts it had flows with, as source or as destination.',
      valueAt: ({ peers }, host) => peers[host],
    },
  ];
}

/** The most hosts and ports, for analysts who search for scans, and the flows of the whole log. */
function sweeps(side: Side): readonly HostColumn[] {
  const isSource = side === 'source';
  const others = othersOf(side);
  return [
    {
      ...{ id: 'hour', label: isSource ? 'hosts/h' : 'sources/h', unit: 'count', scope: 'selection' },
      meaning: `Most distinct ${others} in one hour.`,
      valueAt: ({ busiestHour }, host) => busiestHour[host],
    },
    ofHosts('sweepHosts', isSource ? 'sweep of hosts' : 'sources/port', 'count', `Most ${others} on one port.`),
    ofHosts(
      'sweepPorts',
      isSource ? 'sweep of ports' : 'ports/source',
      'count',
      isSource ? 'Most ports of one destination.' : 'Most ports that one source tried.',
    ),
    {
      ...{ id: 'flowsInLog', label: 'flows in log', unit: 'count', scope: 'log' },
      meaning: `Flows ${isSource ? 'from' : 'to'} the host in the whole log.`,
      valueAt: ({ flowsInLog }, host) => flowsInLog[host],
    },
  ];
}

/** The hosts on the other side. */
function othersOf(side: Side): string {
  return `${otherSide(side)}s`;
}

function badgesMeaning(side: Side): string {
  const scan =
    'at least 20 dead targets and 90 % of all targets, or at least 5 and half of all targets if Behaviour scores 2 or more (one in a hundred by chance)';
  return side === 'source'
    ? `Network scan (horizontal): one port on many hosts, ${scan}. Port scan (vertical): the same with ports of one host. Scattered scan: targets without a common host or port. More badges come first, then the higher score.`
    : `Port scan target: one source tried many of its ports, ${scan}. Distributed scan or flood: many sources fail to reach it. More badges come first, then the higher score.`;
}

/** A column for a count of `Hosts` with the same name. */
function ofHosts(
  id: Exclude<keyof Hosts, 'side'>,
  label: string,
  unit: HostColumn['unit'],
  meaning: string,
): HostColumn {
  return { id, label, unit, meaning, scope: 'selection', valueAt: ({ hosts }, host) => hosts[id][host] };
}

/** Sort positions of addresses. NaN for unset. */
function addressKeys(column: ReturnType<typeof hostColumn>): Float64Array {
  const places = column?.kind === 'category' ? labelOrder(column.labels, true) : new Float64Array(1);
  places[0] = Number.NaN;
  return places;
}

/** Sort key of a host's badges: by their number, then by their scores. */
function badgeKey(badges: readonly Badges[], host: number): number {
  let key = 0;
  for (const { strength } of badges) if (strength[host] > 0) key += 10 + strength[host];
  return key;
}
