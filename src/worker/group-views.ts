import type { Behaviour } from '../core/behaviour/behaviour.ts';
import { behaviourOf } from '../core/behaviour/behaviour-of.ts';
import { inStretches } from '../core/behaviour/pace.ts';
import { type ChannelTimes, findChannelTimes } from '../core/channels/channel-times.ts';
import { measureRhythm, type Rhythm } from '../core/channels/rhythm.ts';
import type { Control } from '../core/control.ts';
import { findBadges } from '../core/hosts/badges.ts';
import { countBusiestHour } from '../core/hosts/busiest-hour.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { findHosts } from '../core/hosts/hosts.ts';
import { countPeers } from '../core/hosts/peers.ts';
import type { Side } from '../core/hosts/sides.ts';
import { sharedJob } from '../core/shared-job.ts';
import type { Table } from '../core/table/table.ts';
import type { GroupNote } from './api.ts';
import { KeptOrders } from './kept-orders.ts';

/** What hosts and channels are counted from, found when somebody first asks and kept as long as the run. */
export interface GroupViews {
  readonly table: Table;
  readonly behaviour: (control: Control) => Promise<Behaviour>;
  readonly times: (control: Control) => Promise<ChannelTimes>;
  readonly hosts: (control: Control) => Promise<Readonly<Record<Side, HostList>>>;
  readonly rhythm: (control: Control) => Promise<Rhythm>;
  readonly notes: (control: Control) => Promise<readonly GroupNote[]>;
  readonly orders: KeptOrders;
}

/** Behaviour takes four fifths of the time. Progress counts what comes after it as the rest. */
const BEHAVIOUR_SHARE = 0.8;

/** What one table's hosts and channels are counted from; nothing is found before somebody asks. */
export function groupViewsOf(table: Table): GroupViews {
  const behaviour = (control: Control) => behaviourOf(table, upTo(BEHAVIOUR_SHARE, control));
  const times = sharedJob(async (control) => {
    return findChannelTimes((await behaviour(control)).facts, control, [BEHAVIOUR_SHARE, BEHAVIOUR_SHARE + 0.1]);
  });
  return {
    table,
    behaviour,
    times,
    hosts: sharedJob((control) => findBothSides(table, behaviour, times, control)),
    rhythm: sharedJob(async (control) => measureRhythm((await behaviour(control)).facts, control, [0.9, 1])),
    notes: sharedJob(async (control) => notesOf(await behaviour(control), control)),
    orders: new KeptOrders(),
  };
}

async function findBothSides(
  table: Table,
  behaviourOf: GroupViews['behaviour'],
  timesOf: GroupViews['times'],
  control: Control,
): Promise<Readonly<Record<Side, HostList>>> {
  const behaviour = await behaviourOf(control);
  const { facts } = behaviour;
  const times = await timesOf(control);
  const busiestHour = await countBusiestHour(facts, control, [0.9, 1]);
  const peers = await countPeers(facts, table, control);
  const listOf = async (side: Side): Promise<HostList> => {
    const hosts = await findHosts(facts, times, side, control);
    const badges = await findBadges(behaviour, side, hosts.flows.length, control);
    return { table, behaviour, hosts, badges, peers: peers[side], busiestHour: busiestHour[side] };
  };
  return { source: await listOf('source'), destination: await listOf('destination') };
}

/** What the log does not say, so that nothing shows which flows failed. */
async function notesOf({ facts: { reader } }: Behaviour, control: Control): Promise<GroupNote[]> {
  const notes: GroupNote[] = reader.codeCount('conn_state') > 1 ? [] : ['no-state'];
  let hasPackets = false;
  await inStretches(control, reader.rows, (from, to) => {
    const packets = hasPackets ? [] : reader.numbers('orig_pkts', from, to).subarray(0, to - from);
    hasPackets ||= packets.some((count) => count > 0);
  });
  return hasPackets ? notes : [...notes, 'no-packets'];
}

function upTo(share: number, { signal, report }: Control): Control {
  return { signal, report: (progress) => report({ ...progress, done: Math.round(progress.done * share) }) };
}
