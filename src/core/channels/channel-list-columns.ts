import { namesOf } from '../behaviour/naming.ts';
import { NONE } from '../behaviour/pair-table.ts';
import type { GroupColumn } from '../groups/group-column.ts';
import { findingsColumn } from '../groups/group-findings.ts';
import { labelOrder } from '../query/label-order.ts';
import { failedShareMeaning } from '../schema/failed-flow.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import { beaconSurprise, type ChannelList, failedShareOf } from './channel-list.ts';
import { portKey, portText } from './port-text.ts';
import type { Rhythm } from './rhythm.ts';

type ChannelColumn = GroupColumn<ChannelList>;
type Settings = Pick<ChannelColumn, 'id' | 'label' | 'unit' | 'meaning'>;

const beaconMeaning =
  'Behaviour’s score for even intervals, as −log10 p from 0 to 6: 2 is one in a hundred. Lower for housekeeping, shared services and groups of similar channels. Before the flow-count penalty, which scores of flows and strengths of findings include.';

/**
 * The columns of a list of channels, from left to right: see docs/hosts-and-channels.md. To add one: one entry here.
 */
export const channelListColumns: readonly ChannelColumn[] = [
  {
    ...fact('id.orig_h', 'address', 'Source.'),
    valueAt: ({ behaviour }, channel) => namesOf(behaviour.facts, channel).source,
    keysOf: (list) => addressKeys(list, 'id.orig_h'),
  },
  {
    ...fact('id.resp_h', 'address', 'Destination.'),
    valueAt: ({ behaviour }, channel) => namesOf(behaviour.facts, channel).destination,
    keysOf: (list) => addressKeys(list, 'id.resp_h'),
  },
  {
    ...fact('port', 'text', 'Responder port and protocol. For ICMP, the kind of message.'),
    valueAt: ({ behaviour, channels }, channel) => portText(behaviour.facts, channels.port[channel]),
    keysOf: ({ channels }) => Float64Array.from(channels.port, (id) => portKey(channels, id)),
  },
  {
    ...fact('service', 'text', 'As Zeek recognised it.'),
    valueAt: ({ behaviour }, channel) => namesOf(behaviour.facts, channel).service,
    keysOf: ({ channels }) => Float64Array.from(channels.service, (rank) => (rank === 0 ? Number.NaN : rank)),
  },
  counted('flows', 'count', 'Flows of the channel.', ({ channels }, channel) => channels.flows[channel]),
  {
    ...fact('beacon', 'score', beaconMeaning),
    valueAt: ({ behaviour }, channel) => beaconSurprise(behaviour, channel),
  },
  findingsColumn,
  ofRhythm(
    'regularity',
    'regularity',
    'share',
    'How similar the intervals are: 1 - MAD / median, at least 0. 1 is perfectly even.',
  ),
  ofRhythm(
    'symmetry',
    'symmetry',
    'share',
    'Whether intervals are as often above the median as below: 1 - |Bowley skewness|.',
  ),
  ofRhythm(
    'sizes',
    'sizes',
    'share',
    'How similar the bytes sent are: 1 - MAD / median of orig_bytes, at least 0. 1 is always the same.',
  ),
  ofRhythm('cover', 'coverage', 'share', 'Time from its first flow to its last, as a share of the log’s.'),
  ofRhythm('interval', 'interval', 'seconds', 'Median time between the starts of successive flows.'),
  {
    ...fact(
      'dispersion',
      'share',
      'Median distance of the intervals from their median (MAD), divided by the median. 0 is perfectly even.',
    ),
    valueAt: (list, channel) => rhythmAt(list, channel, 'intervalDeviation') / rhythmAt(list, channel, 'interval'),
  },
  ofRhythm('sent', 'orig_bytes/flow', 'bytes', 'Median orig_bytes per flow.'),
  {
    ...fact('spread', 'bytes', 'Median distance of orig_bytes from their median (MAD).'),
    valueAt: (list, channel) => rhythmAt(list, channel, 'sentDeviation'),
  },
  counted(
    'longest',
    'seconds',
    'Longest flow. From 1, 4, 8 and 12 hours on, the cell says so.',
    ({ channels }, channel) => channels.longest[channel],
  ),
  counted(
    'open',
    'seconds',
    'Sum of the durations of all flows.',
    ({ channels }, channel) => channels.seconds[channel],
  ),
  counted(
    'orig_bytes',
    'bytes',
    'Payload bytes that the source sent.',
    ({ channels }, channel) => channels.sent[channel],
  ),
  counted(
    'resp_bytes',
    'bytes',
    'Payload bytes that the destination sent.',
    (list, channel) => list.channels.received[channel],
  ),
  counted('failed', 'share', failedShareMeaning, ({ channels }, channel) => {
    return failedShareOf(channels, channel) ?? Number.NaN;
  }),
  counted('first', 'time', 'Start of its first flow.', ({ times }, channel) => times.first[channel]),
  counted('last', 'time', 'Start of its last flow.', ({ times }, channel) => times.last[channel]),
];

/** Settings of a column over the whole log. */
function fact(id: string, unit: Settings['unit'], meaning: string, label = id): Settings & { readonly scope: 'log' } {
  return { id, label, unit, meaning, scope: 'log' };
}

/** A column that counts the selected flows. */
function counted(
  id: string,
  unit: Settings['unit'],
  meaning: string,
  valueAt: ChannelColumn['valueAt'],
): ChannelColumn {
  return { id, label: id === 'first' || id === 'last' ? `${id} seen` : id, unit, meaning, scope: 'selection', valueAt };
}

/** A column from `Rhythm`. Empty for channels with fewer than four flows. */
function ofRhythm(id: keyof Rhythm, label: string, unit: Settings['unit'], meaning: string): ChannelColumn {
  return { ...fact(id, unit, meaning, label), valueAt: (list, channel) => rhythmAt(list, channel, id) };
}

function rhythmAt({ behaviour, rhythm }: ChannelList, channel: number, id: keyof Rhythm): number {
  const place = behaviour.facts.flows.busy.placeOf[channel];
  return place === NONE ? Number.NaN : rhythm[id][place];
}

function addressKeys({ table, channels }: ChannelList, field: AddressField): Float64Array {
  const column = table.columns.get(hostField(table.columns, field));
  const places = column?.kind === 'category' ? labelOrder(column.labels, true) : new Float64Array(1);
  places[0] = Number.NaN;
  const hosts = field === 'id.orig_h' ? channels.pairs.source : channels.pairs.destination;
  return Float64Array.from(channels.pair, (pair) => places[hosts[pair]]);
}
