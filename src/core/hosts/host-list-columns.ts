import type { GroupColumn } from '../groups/group-column.ts';
import { findingsColumn } from '../groups/group-findings.ts';
import { labelOrder } from '../query/label-order.ts';
import type { Badges } from './badges.ts';
import type { HostList } from './host-list.ts';
import type { Hosts } from './hosts.ts';
import { fieldOf, hostColumn, type Side } from './sides.ts';

type HostColumn = GroupColumn<HostList>;

/**
 * The columns of a list of hosts, without those of detectors: see docs/hosts-and-channels.md. To add one: one entry
 * here.
 */
export function hostListColumns(side: Side): readonly HostColumn[] {
  const isSource = side === 'source';
  const other = isSource ? 'destinations' : 'sources';
  return [
    {
      ...{ id: 'address', label: fieldOf[side], unit: 'text', scope: 'log' },
      meaning: isSource ? 'The host as a source.' : 'The host as a destination.',
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
      ...{ id: 'activity', label: 'over time', unit: 'time', scope: 'selection' },
      meaning: 'Flows over the time of the log. Sorted by the first flow.',
      valueAt: ({ hosts }, host) => hosts.first[host],
    },
    {
      ...{ id: 'badges', label: 'badges', unit: 'score', scope: 'log' },
      meaning: 'Scans and crowds: more badges come first, then the higher score.',
      valueAt: ({ badges }, host) => badgeKey(badges, host),
    },
    ofHosts('flows', 'flows', 'flows', `Flows ${isSource ? 'from' : 'to'} the host.`),
    {
      ...{ id: 'flowsInLog', label: 'flows in log', unit: 'flows', scope: 'log' },
      meaning: `Flows ${isSource ? 'from' : 'to'} the host in the whole log.`,
      valueAt: ({ flowsInLog }, host) => flowsInLog[host],
    },
    {
      ...{ id: 'failed', label: 'failed', unit: 'share', scope: 'selection' },
      meaning: 'Fraction of its flows that failed.',
      valueAt: ({ hosts }, host) => hosts.failed[host] / hosts.judged[host],
    },
    ofHosts('fan', isSource ? 'hosts' : 'sources', 'count', `Distinct ${other}.`),
    {
      ...{ id: 'hour', label: isSource ? 'hosts/h' : 'sources/h', unit: 'count', scope: 'selection' },
      meaning: `Most distinct ${other} in one hour.`,
      valueAt: ({ busiestHour }, host) => busiestHour[host],
    },
    ofHosts('sweepHosts', isSource ? 'sweep of hosts' : 'sources/port', 'count', `Most ${other} on one port.`),
    ofHosts(
      'sweepPorts',
      isSource ? 'sweep of ports' : 'ports/source',
      'count',
      isSource ? 'Most ports of one destination.' : 'Most ports that one source tried.',
    ),
    {
      ...{ id: 'peers', label: 'peers', unit: 'count', scope: 'selection' },
      meaning: 'Distinct hosts it had flows with, as source or as destination.',
      valueAt: ({ peers }, host) => peers[host],
    },
    ofHosts('ports', 'ports', 'count', 'Distinct responder ports with their protocol, ICMP left out.'),
    ofHosts('sent', 'sent', 'bytes', `Payload bytes it sent: ${isSource ? 'orig_bytes' : 'resp_bytes'}.`),
    ofHosts('received', 'received', 'bytes', `Payload bytes it got: ${isSource ? 'resp_bytes' : 'orig_bytes'}.`),
    ofHosts('first', 'first seen', 'time', 'Start of its first flow.'),
    ofHosts('last', 'last seen', 'time', 'Start of its last flow.'),
  ];
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
