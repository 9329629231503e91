import type { ChannelRhythm, ChannelRow } from '../../worker/api.ts';
import { Bytes, Count, Duration, Failed, Gauge, Time, Unset } from '../lists/cells.tsx';
import type { ListColumn } from '../lists/list-column.ts';
import lists from '../lists/lists.module.css';
import { formatBytes, formatDuration } from '../parts/format.ts';
import { longMark } from './long-marks.ts';

type Column = ListColumn<ChannelRow>;

/** The four scores of a channel's rhythm, each 0 to 1; they are Oddflow's own, with formulas in docs/hosts-and-channels.md. */
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
  'How surprising its even rhythm is, −log10 p from 0 to 6, by Behaviour: 2 is one in a hundred. Less for usual channels: housekeeping, shared services, many similar ones. Scores, and the strengths of findings, are what remains after the flow-count penalty.';

/** What a list of channels shows. */
export const channelColumns: readonly Column[] = [
  text('id.orig_h', 'id.orig_h', 152, 'Source.', ({ source }) => source),
  text('id.resp_h', 'id.resp_h', 152, 'Destination.', ({ destination }) => destination),
  text('port', 'port', 108, 'Responder port and protocol; of ICMP the kind.', ({ port }) => port),
  text('service', 'service', 84, 'As Zeek recognised it.', ({ service }) => service),
  number('flows', 'flows', 76, 'Flows of the channel.', ({ flows }) => <Count count={flows} />),
  number('beacon', 'beacon', 84, beaconMeaning, ({ beacon }) => (
    <Gauge share={beacon / 6} text={beacon.toFixed(2)} title={`score ${beacon}: −log10 p`} isOdd={beacon >= 2} />
  )),
  ...subScores.map(([id, label, meaning]) =>
    number(
      id,
      label,
      92,
      meaning,
      ofRhythm((rhythm) => <Gauge share={rhythm[id]} text={rhythm[id].toFixed(2)} title={String(rhythm[id])} />),
    ),
  ),
  number(
    'interval',
    'interval',
    88,
    'Median time between the starts of successive flows.',
    ofRhythm(({ interval }) => <Duration seconds={interval} />),
  ),
  number(
    'dispersion',
    'dispersion',
    92,
    'Median distance of the intervals from their median (MAD), over the median: 0 is clockwork.',
    ofRhythm(({ dispersion }) =>
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
    ofRhythm(({ sent }) => <Bytes bytes={sent} />),
  ),
  number(
    'spread',
    'spread',
    84,
    'Median distance of orig_bytes from their median (MAD).',
    ofRhythm(({ spread }) => <span title={`${spread} B`}>± {formatBytes(spread)}</span>),
  ),
  number('longest', 'longest', 128, 'Longest flow; marked from 1, 4, 8 and 12 hours on.', ({ longest }) => (
    <Long seconds={longest} />
  )),
  number('open', 'open', 92, 'Durations of all flows together.', ({ open }) => <Duration seconds={open} />),
  number('orig_bytes', 'orig_bytes', 96, 'Payload bytes that the source sent.', (row) => (
    <Bytes bytes={row.origBytes} />
  )),
  number('resp_bytes', 'resp_bytes', 96, 'Payload bytes that the destination sent.', (row) => (
    <Bytes bytes={row.respBytes} />
  )),
  number(
    'failed',
    'failed',
    72,
    'Share of its flows that came to nothing: packets went out and none came back, or conn_state is S0, REJ, RSTOS0 or SH.',
    ({ failed }) => <Failed share={failed} />,
  ),
  number('first', 'first seen', 148, 'Start of its first flow.', ({ first }) => <Time seconds={first} />),
  number('last', 'last seen', 148, 'Start of its last flow.', ({ last }) => <Time seconds={last} />),
];

function Long({ seconds }: { readonly seconds: number }) {
  const mark = longMark(seconds);
  return (
    <span title={`${seconds} s`}>
      {mark !== null && <span className={lists.mark}>▲ ≥ {mark} h </span>}
      {formatDuration(seconds)}
    </span>
  );
}

function number(id: string, label: string, width: number, meaning: string, cell: Column['cell']): Column {
  return { id, label, width, meaning, isNumber: true, cell };
}

function text(
  id: string,
  label: string,
  width: number,
  meaning: string,
  textOf: (row: ChannelRow) => string | null,
): Column {
  const cell = (row: ChannelRow) => {
    const found = textOf(row);
    return found === null ? <Unset why="unset" /> : <span title={found}>{found}</span>;
  };
  return { id, label, width, meaning, isNumber: false, cell };
}

function ofRhythm(cell: (rhythm: ChannelRhythm) => React.ReactNode): Column['cell'] {
  return ({ rhythm, isJudged }) =>
    rhythm === null ? <Unset why={isJudged ? 'fewer than four flows' : 'not scored'} /> : cell(rhythm);
}
