import type { Behaviour } from '../core/behaviour/behaviour.ts';
import { behaviourOf } from '../core/behaviour/behaviour-of.ts';
import type { Facts } from '../core/behaviour/facts.ts';
import { inStretches } from '../core/behaviour/pace.ts';
import { measureRhythm, type Rhythm } from '../core/channels/rhythm.ts';
import type { Control } from '../core/control.ts';
import type { FoundFindings } from '../core/findings/find-findings.ts';
import { findingsByChannel, findingsByHost, rowsInFindings } from '../core/findings/findings-by-group.ts';
import { type ChannelTimes, findChannelTimes } from '../core/groups/channel-times.ts';
import type { FindingsByGroup } from '../core/groups/group-findings.ts';
import { type CountedChannels, countSelected } from '../core/groups/selected-channels.ts';
import { type Badges, findBadges } from '../core/hosts/badges.ts';
import { countBusiestHour } from '../core/hosts/busiest-hour.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { findHosts } from '../core/hosts/hosts.ts';
import { countPeers } from '../core/hosts/peers.ts';
import { fieldOf, type Side } from '../core/hosts/sides.ts';
import type { Bitmap } from '../core/selection/bitmap.ts';
import { sharedJob } from '../core/shared-job.ts';
import type { Table } from '../core/table/table.ts';
import type { GroupNote } from './api.ts';
import { Kept } from './kept.ts';

/** The flows that hosts and channels are counted over. */
export interface CountedFlows {
  /** Cache key: equal for equal sets of flows. */
  readonly key: string;
  /** Null for all flows of the log. */
  readonly rows: Bitmap | null;
}
/** All flows of the log. */
export const allFlows: CountedFlows = { key: '', rows: null };

/** Hosts and channels counted over a set of flows. Each list is computed on demand. */
export interface Layer {
  readonly flows: CountedFlows;
  readonly counted: (control: Control) => Promise<CountedChannels>;
  readonly hosts: (control: Control) => Promise<Readonly<Record<Side, HostList>>>;
}

/** The measurements behind hosts and channels. Computed on demand and kept with the run. */
export interface GroupViews {
  readonly table: Table;
  readonly behaviour: (control: Control) => Promise<Behaviour>;
  /** Times of each channel's flows, over all flows of the log. */
  readonly times: (control: Control) => Promise<ChannelTimes>;
  readonly hosts: Layer['hosts'];
  /** Counts over a set of flows. Caches the counts over all flows and over one selection. */
  readonly layer: (flows: CountedFlows) => Layer;
  readonly rhythm: (control: Control) => Promise<Rhythm>;
  readonly notes: (control: Control) => Promise<readonly GroupNote[]>;
  readonly orders: Kept<Uint32Array>;
  /** The findings by channel and host. Null for a run without findings. */
  readonly findings: (control: Control) => Promise<GroupsInFindings | null>;
}

/** The findings of the run by channel and host, and the rows of all of them. */
export interface GroupsInFindings {
  readonly byChannel: FindingsByGroup;
  readonly byHost: Readonly<Record<Side, FindingsByGroup>>;
  readonly rows: Bitmap;
}

/** Fraction of the progress that Behaviour takes; the later steps take the rest. */
const BEHAVIOUR_SHARE = 0.8;

/** The measurements of one table. Nothing is computed before the first call. */
export function groupViewsOf(table: Table, findings: (control: Control) => Promise<FoundFindings | null>): GroupViews {
  const behaviour = (control: Control) => behaviourOf(table, upTo(BEHAVIOUR_SHARE, control));
  const times = sharedJob(async (control) => {
    return findChannelTimes((await behaviour(control)).facts, control, [BEHAVIOUR_SHARE, BEHAVIOUR_SHARE + 0.1]);
  });
  const badges = sharedJob(async (control) => badgesOfBothSides(await behaviour(control), control));
  const layerOf = (flows: CountedFlows): Layer => {
    const counted = sharedJob(async (control): Promise<CountedChannels> => {
      const { facts } = await behaviour(control);
      if (flows.rows !== null) return countSelected(facts, flows.rows, control);
      return { channels: facts.channels, times: await times(control) };
    });
    const hosts = sharedJob(async (control) => {
      const found = { table, behaviour: await behaviour(control), badges: await badges(control) };
      return findBothSides(found, await counted(control), flows.rows, control);
    });
    return { flows, counted, hosts };
  };
  const whole = layerOf(allFlows);
  let last = whole;
  return {
    table,
    behaviour,
    times,
    hosts: whole.hosts,
    layer: (flows) => {
      if (flows.rows === null) return whole;
      if (last.flows.key !== flows.key) last = layerOf(flows);
      return last;
    },
    rhythm: sharedJob(async (control) => measureRhythm((await behaviour(control)).facts, control, [0.9, 1])),
    notes: sharedJob(async (control) => notesOf(await behaviour(control), control)),
    orders: new Kept(6),
    findings: sharedJob(async (control) => {
      const found = await findings(control);
      return found === null ? null : groupsIn(found, (await behaviour(control)).facts, control);
    }),
  };
}

async function groupsIn(found: FoundFindings, facts: Facts, control: Control): Promise<GroupsInFindings> {
  const byChannel = await findingsByChannel(found, facts, control);
  const byHost = (side: Side) => findingsByHost(byChannel, facts.channels, side);
  const rows = rowsInFindings(found, facts.flows.count);
  return { byChannel, byHost: { source: byHost('source'), destination: byHost('destination') }, rows };
}

type BadgesBySide = Readonly<Record<Side, readonly Badges[]>>;

/** Badges of hosts on both sides, over the whole log. */
async function badgesOfBothSides(behaviour: Behaviour, control: Control): Promise<BadgesBySide> {
  const badgesOf = (side: Side) =>
    findBadges(behaviour, side, behaviour.facts.reader.codeCount(fieldOf[side]), control);
  return { source: await badgesOf('source'), destination: await badgesOf('destination') };
}

async function findBothSides(
  { table, behaviour, badges }: Pick<HostList, 'table' | 'behaviour'> & { readonly badges: BadgesBySide },
  counted: CountedChannels,
  rows: Bitmap | null,
  control: Control,
): Promise<Readonly<Record<Side, HostList>>> {
  const { facts } = behaviour;
  const { channels } = counted;
  const busiestHour = await countBusiestHour(facts, rows, control, [0.9, 1]);
  const peers = await countPeers(facts, channels, table, control);
  const listOf = async (side: Side): Promise<HostList> => {
    const hosts = await findHosts(facts, counted, side, control);
    const own = { badges: badges[side], peers: peers[side], busiestHour: busiestHour[side] };
    return { table, behaviour, channels, hosts, ...own, flowsInLog: hosts.flows, findings: null };
  };
  return { source: await listOf('source'), destination: await listOf('destination') };
}

/** Missing fields that make it unknown which flows failed. */
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
