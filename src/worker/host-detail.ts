import type { Channels } from '../core/behaviour/channels.ts';
import { inStretches } from '../core/behaviour/pace.ts';
import { NONE } from '../core/behaviour/pair-table.ts';
import { among } from '../core/channels/channel-flows.ts';
import { scoredFlowsOf } from '../core/channels/channel-list.ts';
import { portText } from '../core/channels/port-text.ts';
import type { Control } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { fieldOf, hostsOfPairs, otherSide, type Side } from '../core/hosts/sides.ts';
import { hostField } from '../core/schema/host-field.ts';
import type { HostDetail, HostPart } from './api.ts';
import type { CountedFlows, GroupViews } from './group-views.ts';
import { describeHost, hostListOf, timelinesOf } from './host-row.ts';

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
  const list = await hostListOf(views, side, flows, inFindings, control);
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
