import { INFRASTRUCTURE, UNSCORED } from '../core/behaviour/channels.ts';
import { namesOf } from '../core/behaviour/naming.ts';
import { NONE } from '../core/behaviour/pair-table.ts';
import { ICMP } from '../core/behaviour/words.ts';
import { binIntervals, binSizes, timesOf } from '../core/channels/channel-charts.ts';
import { evidenceOf } from '../core/channels/channel-evidence.ts';
import { conditionsOf, inSequence, rowsOf } from '../core/channels/channel-flows.ts';
import {
  beaconSurprise,
  type ChannelList,
  failedShareOf,
  orderChannels,
  withFlows,
} from '../core/channels/channel-list.ts';
import { channelListColumns } from '../core/channels/channel-list-columns.ts';
import { portText } from '../core/channels/port-text.ts';
import type { Control } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import { describeColumns, valuesOf } from '../core/groups/group-column.ts';
import { numberAt } from '../core/table/number-column.ts';
import type { Table } from '../core/table/table.ts';
import type { ChannelDetail, ChannelRow, ChannelsQuery, ChannelWindow } from './api.ts';
import type { CountedFlows, GroupViews } from './group-views.ts';
import { numberOrNull } from './number-or-null.ts';

/** Rows `start` to `end` of the requested list of channels. */
export async function readChannels(
  views: GroupViews,
  query: ChannelsQuery,
  selected: CountedFlows,
  start: number,
  end: number,
  control: Control,
): Promise<ChannelWindow> {
  const list = await listOf(views, selected, query.withFindings === true, control);
  const { by, descending } = query.sort;
  const isByFindings = by === 'findings' && list.findings !== null;
  const key = `${selected.key} channels ${by} ${descending} ${isByFindings}`;
  const order = await views.orders.get(key, () => orderChannels(list, by, descending, control));
  const { leastFlows } = query;
  const found =
    leastFlows <= 1 ? order : await views.orders.get(`${key} ${leastFlows}`, () => withFlows(list, order, leastFlows));
  const first = Math.max(0, Math.min(start, found.length));
  const channels = found.subarray(first, Math.max(first, end));
  return {
    start: first,
    total: found.length,
    all: list.channels.count,
    notes: await views.notes(control),
    columns: describeColumns(channelListColumns),
    rows: Array.from(channels, (channel) => describeChannel(list, channel)),
  };
}

/**
 * One channel with its charts and all evidence of Behaviour. Counts cover the selected flows; rhythm, charts and
 * evidence cover the whole log. Two passes over the channel of each row.
 */
export async function describeChannelDetail(
  views: GroupViews,
  channel: number,
  flows: CountedFlows,
  withFindings: boolean,
  control: Control,
): Promise<ChannelDetail> {
  const list = await listOf(views, flows, withFindings, control);
  const { behaviour, table } = list;
  const { facts } = behaviour;
  if (!(facts.channels.flows[channel] > 0)) throw new LogError('bad-request', { what: `channel ${channel}` });
  const rows = await rowsOf(facts, channel, control);
  const times = timesOf(table, inSequence(facts, channel, rows));
  const isIcmp = facts.channels.ports.transport[facts.channels.port[channel]] === ICMP;
  return {
    row: describeChannel(list, channel),
    columns: describeColumns(channelListColumns),
    where: conditionsOf(table, rows),
    meanInterval: meanOf(times),
    intervals: binIntervals(times, BINS),
    sizes: binSizes(table, rows, BINS, flows.rows),
    icmp: isIcmp ? countTypes(table, flows.rows?.keep(rows) ?? rows) : [],
    evidence: evidenceOf(behaviour, channel, rows),
  };
}

const BINS = 48;

/** The mean interval between ascending times. */
function meanOf(times: Float64Array): number | null {
  const gaps = times.length - 1;
  return gaps < 1 ? null : (times[gaps] - times[0]) / gaps;
}

async function listOf(
  views: GroupViews,
  flows: CountedFlows,
  withFindings: boolean,
  control: Control,
): Promise<ChannelList> {
  const found = withFindings ? await views.findings(control) : null;
  const behaviour = await views.behaviour(control);
  const counted = await views.layer(flows).counted(control);
  const rhythm = await views.rhythm(control);
  return { table: views.table, behaviour, ...counted, rhythm, findings: found?.byChannel ?? null };
}

function describeChannel(list: ChannelList, channel: number): ChannelRow {
  const { behaviour, channels, times, rhythm } = list;
  const { facts } = behaviour;
  const { source, destination, service } = namesOf(facts, channel);
  const place = facts.flows.busy.placeOf[channel];
  return {
    channel,
    source,
    destination,
    port: portText(facts, channels.port[channel]),
    service: service === '' ? null : service,
    flows: channels.flows[channel],
    flowsInLog: facts.channels.flows[channel],
    findings: list.findings?.get(channel) ?? [],
    failed: failedShareOf(channels, channel),
    first: numberOrNull(times.first[channel]),
    last: numberOrNull(times.last[channel]),
    origBytes: channels.sent[channel],
    respBytes: channels.received[channel],
    longest: channels.longest[channel],
    open: channels.seconds[channel],
    beacon: beaconSurprise(behaviour, channel),
    rhythm:
      place === NONE
        ? null
        : {
            interval: rhythm.interval[place],
            dispersion: numberOrNull(rhythm.intervalDeviation[place] / rhythm.interval[place]),
            sent: rhythm.sent[place],
            spread: rhythm.sentDeviation[place],
            regularity: rhythm.regularity[place],
            symmetry: rhythm.symmetry[place],
            sizes: rhythm.sizes[place],
            cover: rhythm.cover[place],
          },
    isJudged: (channels.flags[channel] & UNSCORED) === 0,
    values: valuesOf(channelListColumns, list, channel),
    isHousekeeping: (channels.flags[channel] & INFRASTRUCTURE) !== 0,
  };
}

/** Flows per ICMP type and code, which Zeek writes to the port fields. */
function countTypes({ columns, represents }: Table, rows: Uint32Array): ChannelDetail['icmp'] {
  const [types, codes] = [columns.get('id.orig_p'), columns.get('id.resp_p')];
  if (types?.kind !== 'number' || codes?.kind !== 'number') return [];
  const counts = new Map<string, { type: number; code: number; flows: number }>();
  for (const row of rows) {
    const [type, code] = [numberAt(types, row), numberAt(codes, row)];
    const known = counts.get(`${type} ${code}`) ?? { type, code, flows: 0 };
    known.flows += represents?.flows[row] ?? 1;
    counts.set(`${type} ${code}`, known);
  }
  return [...counts.values()].sort((a, b) => b.flows - a.flows || a.type - b.type).slice(0, 12);
}
