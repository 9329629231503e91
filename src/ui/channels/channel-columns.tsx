import { equals } from '../../core/selection/predicate.ts';
import type { ChannelRhythm, ChannelRow } from '../../worker/api.ts';
import { FindingChips, findingsColumn } from '../findings/finding-chips.tsx';
import {
  address,
  bytes,
  count,
  duration,
  failed,
  Gauge,
  numberColumn,
  text,
  textColumn,
  time,
  Unset,
  type ValueOf,
} from '../grid/cells.tsx';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import lists from '../grid/list.module.css';
import { withAddress } from '../hosts/with-address.ts';
import { countOf, formatBytes, formatDuration } from '../parts/format.ts';
import { withPort } from '../parts/with-port.ts';
import { longMark } from './long-marks.ts';

type Column = GridColumn<ChannelRow>;

/**
 * The four scores of a channel's rhythm, each from 0 to 1. They are Oddflow's own; docs/hosts-and-channels.md has the
 * formulas.
 */
export const subScores: readonly (readonly [
  id: 'regularity' | 'symmetry' | 'sizes' | 'cover',
  label: string,
  meaning: string,
])[] = [
  ['regularity', 'regularity', 'How similar the intervals are: 1 - MAD / median, 0 at least. 1 is clockwork.'],
  ['symmetry', 'symmetry', 'Whether intervals are as often above the median as below: 1 - |Bowley skewness|.'],
  ['sizes', 'sizes', 'How similar the bytes sent are: 1 - MAD / median of orig_bytes, 0 at least. 1: always the same.'],
  ['cover', 'coverage', 'From its first flow to its last, as a share of the log.'],
];

export const beaconMeaning =
  'Score of its even rhythm by Behaviour, as −log10 p from 0 to 6: 2 is one in a hundred. Less for usual channels: housekeeping, shared services, many similar ones. Scores, and the strengths of findings, are what remains after the flow-count penalty.';

/** The columns of the list of channels. */
export const channelColumns: readonly Column[] = [
  {
    ...textColumn<ChannelRow>(
      'id.orig_h',
      'id.orig_h',
      128,
      'Source.',
      address(({ source }) => source),
    ),
    isFrozen: true,
    isFitted: true,
    filterOf: ({ source }) => withAddress('id.orig_h', source),
  },
  {
    ...textColumn<ChannelRow>(
      'id.resp_h',
      'id.resp_h',
      128,
      'Destination.',
      address(({ destination }) => destination),
    ),
    isFrozen: true,
    isFitted: true,
    filterOf: ({ destination }) => withAddress('id.resp_h', destination),
  },
  {
    ...word('port', 'port', 96, 'Responder port and protocol. For ICMP, the kind of message.', ({ port }) => port),
    filterOf: ({ port }) => withPort(port),
  },
  {
    ...word('service', 'service', 84, 'As Zeek recognised it.', ({ service }) => service),
    filterOf: ({ service }) => equals('service', service ?? ''),
  },
  number(
    'flows',
    'flows',
    76,
    'Flows of the channel.',
    count(({ flows }) => flows),
  ),
  number('beacon', 'beacon', 84, beaconMeaning, {
    cell: ({ beacon }) => (
      <Gauge share={beacon / 6} text={beacon.toFixed(2)} title={`score ${beacon}: −log10 p`} isOdd={beacon >= 2} />
    ),
    textOf: ({ beacon }) => String(beacon),
  }),
  findingsColumn<ChannelRow>(152),
  ...subScores.map(([id, label, meaning]) =>
    number(
      id,
      label,
      92,
      meaning,
      ofRhythm(
        (rhythm) => rhythm[id],
        (rhythm) => <Gauge share={rhythm[id]} text={rhythm[id].toFixed(2)} title={String(rhythm[id])} />,
      ),
    ),
  ),
  number(
    'interval',
    'interval',
    88,
    'Median time between the starts of successive flows.',
    ofRhythm(({ interval }) => interval, duration(({ interval }: ChannelRhythm) => interval).cell),
  ),
  number(
    'dispersion',
    'dispersion',
    92,
    'Median distance of the intervals from their median (MAD), over the median: 0 is clockwork.',
    ofRhythm(
      ({ dispersion }) => dispersion,
      ({ dispersion }) =>
        dispersion === null ? (
          <Unset why="the median interval is 0" />
        ) : (
          <span title={String(dispersion)}>{dispersion.toFixed(3)}</span>
        ),
    ),
  ),
  number(
    'sent',
    'sent/flow',
    88,
    'Median orig_bytes of a flow.',
    ofRhythm(({ sent }) => sent, bytes(({ sent }: ChannelRhythm) => sent).cell),
  ),
  number(
    'spread',
    'spread',
    84,
    'Median distance of orig_bytes from their median (MAD).',
    ofRhythm(
      ({ spread }) => spread,
      ({ spread }) => <span title={`${spread} B`}>± {formatBytes(spread)}</span>,
    ),
  ),
  number('longest', 'longest', 128, 'Longest flow. It is marked from 1, 4, 8 and 12 hours on.', {
    cell: ({ longest }) => <Long seconds={longest} />,
    textOf: ({ longest }) => String(longest),
  }),
  number(
    'open',
    'open',
    92,
    'Durations of all flows together.',
    duration(({ open }) => open),
  ),
  number(
    'orig_bytes',
    'orig_bytes',
    96,
    'Payload bytes that the source sent.',
    bytes(({ origBytes }) => origBytes),
  ),
  number(
    'resp_bytes',
    'resp_bytes',
    96,
    'Payload bytes that the destination sent.',
    bytes(({ respBytes }) => respBytes),
  ),
  number(
    'failed',
    'failed',
    72,
    'Fraction of its flows that failed: packets went out and none came back, or conn_state is S0, REJ, RSTOS0 or SH.',
    failed((row) => row.failed),
  ),
  number(
    'first',
    'first seen',
    148,
    'Start of its first flow.',
    time(({ first }) => first),
  ),
  number(
    'last',
    'last seen',
    148,
    'Start of its last flow.',
    time(({ last }) => last),
  ),
];

/** A channel in the narrow layout. */
export const channelCard: GridCard<ChannelRow> = {
  labels: ['addresses', 'flows', 'port, service and findings', 'beacon', 'interval and bytes'],
  title: ({ source, destination }) => (
    <b>
      <span data-column="id.orig_h">{source}</span> → <span data-column="id.resp_h">{destination}</span>
    </b>
  ),
  aside: ({ flows }) => countOf(flows, 'flow'),
  line: ({ port, service, findings }) => (
    <>
      <span data-column="port">{port}</span> · <span data-column="service">{service ?? '–'}</span>{' '}
      {findings.length > 0 && <FindingChips findings={findings} most={1} />}
    </>
  ),
  corner: ({ beacon }) => <span title="beacon">{beacon.toFixed(2)} beacon</span>,
  more: ({ rhythm, origBytes, respBytes }) => (
    <span className={lists.on}>
      {rhythm === null ? 'no rhythm' : `every ${formatDuration(rhythm.interval)}`} · ↑ {formatBytes(origBytes)} · ↓{' '}
      {formatBytes(respBytes)}
    </span>
  ),
};

function Long({ seconds }: { readonly seconds: number }) {
  const mark = longMark(seconds);
  return (
    <span title={`${seconds} s`}>
      {mark !== null && <span className={lists.mark}>▲ ≥ {mark} h </span>}
      {formatDuration(seconds)}
    </span>
  );
}

function number(id: string, label: string, width: number, meaning: string, value: ValueOf<ChannelRow>): Column {
  return numberColumn(id, label, width, meaning, value);
}

function word(
  id: string,
  label: string,
  width: number,
  meaning: string,
  get: (row: ChannelRow) => string | null,
): Column {
  return textColumn(id, label, width, meaning, text(get));
}

/** A value that exists only for channels with at least four flows. */
function ofRhythm(
  get: (rhythm: ChannelRhythm) => number | null,
  cell: (rhythm: ChannelRhythm) => React.ReactNode,
): ValueOf<ChannelRow> {
  return {
    cell: ({ rhythm, isJudged }) =>
      rhythm === null ? <Unset why={isJudged ? 'fewer than four flows' : 'not scored'} /> : cell(rhythm),
    textOf: ({ rhythm }) => (rhythm === null ? '' : String(get(rhythm) ?? '')),
  };
}
