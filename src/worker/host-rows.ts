import type { Control } from '../core/control.ts';
import { describeColumns } from '../core/groups/group-column.ts';
import { type HostList, orderHosts } from '../core/hosts/host-list.ts';
import { hostListColumns } from '../core/hosts/host-list-columns.ts';
import { nonZero } from '../core/math/non-zero.ts';
import type { HostsQuery, HostWindow } from './api.ts';
import type { Detected } from './detection.ts';
import type { CountedFlows, GroupViews } from './group-views.ts';
import { behaviourMass, type CountedMass, countMasses, type Masses } from './host-masses.ts';
import { describeHost, hostListOf, timelinesOf } from './host-row.ts';

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
  const list = await hostListOf(views, query.side, flows, inFindings, control);
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
