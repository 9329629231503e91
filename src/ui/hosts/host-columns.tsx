import type { HostRow, HostWindow, MassOf, Side } from '../../worker/api.ts';
import { Bytes, Count, Failed, Gauge, Time, Unset } from '../lists/cells.tsx';
import type { ListColumn } from '../lists/list-column.ts';
import lists from '../lists/lists.module.css';
import { countOf, formatCount, formatScore, formatShare } from '../parts/format.ts';
import { Badges } from './badge-words.tsx';

/** What a list of hosts shows; the formulas are in docs/hosts-and-channels.md. */
export function hostColumns(side: Side, { masses }: HostWindow): readonly ListColumn<HostRow>[] {
  const isSource = side === 'source';
  const other = isSource ? 'destinations' : 'sources';
  const number = (id: string, label: string, width: number, meaning: string, cell: ListColumn<HostRow>['cell']) => ({
    id,
    label,
    meaning,
    width,
    isNumber: true,
    cell,
  });
  return [
    {
      id: 'address',
      label: isSource ? 'id.orig_h' : 'id.resp_h',
      meaning: isSource ? 'The host as a source.' : 'The host as a destination.',
      width: 168,
      isNumber: false,
      cell: ({ address }) => (address === null ? <Unset why="unset" /> : <span title={address}>{address}</span>),
    },
    {
      ...number('badges', 'badges', isSource ? 260 : 196, badgesMeaning(side), ({ badges }) => (
        <Badges badges={badges} />
      )),
      isNumber: false,
      isLargestFirst: true,
    },
    number('flows', 'flows', 76, `Flows ${isSource ? 'from' : 'to'} the host.`, ({ flows }) => <Count count={flows} />),
    ...masses.map((mass, place) => massColumn(mass, place)),
    number('failed', 'failed', 72, failedMeaning, ({ failed }) => <Failed share={failed} />),
    number('fan', isSource ? 'fan-out' : 'fan-in', 76, `Distinct ${other}.`, ({ fan }) => <Count count={fan} />),
    number('hour', isSource ? 'fan-out/h' : 'fan-in/h', 84, `Most distinct ${other} in one hour.`, ({ hour }) => (
      <Count count={hour} />
    )),
    number('sweepHosts', isSource ? 'sweep of hosts' : 'sources/port', 148, `Most ${other} on one port.`, (row) => (
      <Sweep {...row.sweepHosts} word="on" />
    )),
    number(
      'sweepPorts',
      isSource ? 'sweep of ports' : 'ports/source',
      196,
      isSource ? 'Most ports of one destination.' : 'Most ports that one source tried.',
      (row) => <Sweep {...row.sweepPorts} word={isSource ? 'of' : 'by'} />,
    ),
    number('peers', 'peers', 68, 'Distinct hosts it had flows with, as source or as destination.', ({ peers }) => (
      <Count count={peers} />
    )),
    number('ports', 'ports', 68, 'Distinct responder ports with their protocol, ICMP left out.', ({ ports }) => (
      <Count count={ports} />
    )),
    number('sent', 'sent', 84, `Payload bytes it sent: ${isSource ? 'orig_bytes' : 'resp_bytes'}.`, ({ sent }) => (
      <Bytes bytes={sent} />
    )),
    number('received', 'received', 84, `Payload bytes it got: ${isSource ? 'resp_bytes' : 'orig_bytes'}.`, (row) => (
      <Bytes bytes={row.received} />
    )),
    number('first', 'first seen', 148, 'Start of its first flow.', ({ first }) => <Time seconds={first} />),
    number('last', 'last seen', 148, 'Start of its last flow.', ({ last }) => <Time seconds={last} />),
  ];
}

const failedMeaning =
  'Share of its flows that came to nothing: packets went out and none came back, or conn_state is S0, REJ, RSTOS0 or SH. Multicast, broadcast and neighbour discovery are left out.';

function badgesMeaning(side: Side): string {
  const scan =
    'at least 20 dead targets and 90 % of what was tried, or at least 5 and half of it where Behaviour scores 2 or more (by chance one in a hundred)';
  return side === 'source'
    ? `Horizontal scan: one port on many hosts, ${scan}. Vertical scan: the same of ports of one host.`
    : `Scanned: the target of a vertical scan, ${scan}. Failing crowd: many sources fail to reach it.`;
}

/** ` by Volume` for a detector of volume, whose own name does not say so. Empty for the others. */
function volumeSuffix(detector: string): string {
  return detector === 'behaviour' || detector === 'combined' ? '' : ' by Volume';
}

/** Anomalous flows: how many of the host's flows a detector has above its threshold, and which share of them. */
function massColumn({ detector, label, threshold }: MassOf, place: number): ListColumn<HostRow> {
  const name = label.replace(/ \(PyOD-compatible.*$/, '');
  return {
    id: `mass:${detector}`,
    label: `▲ ${name}`,
    meaning: `Anomalous flows${volumeSuffix(detector)}: flows of the host that ${label} scores above ${formatScore(threshold)}. The bar is their share of its flows.`,
    width: Math.max(96, name.length * 7 + 44),
    isNumber: true,
    cell: ({ flows, mass }) => (
      <Gauge
        share={mass[place] / flows}
        text={formatCount(mass[place])}
        title={`${formatCount(mass[place])} of ${countOf(flows, 'flow')}, ${formatShare(mass[place] / flows)}`}
        isOdd={mass[place] > 0}
      />
    ),
  };
}

function Sweep({ most, on, word }: { readonly most: number; readonly on: string; readonly word: string }) {
  if (most === 0) return <Unset why="no try" />;
  return (
    <span title={`${formatCount(most)} ${word} ${on}`}>
      {formatCount(most)}{' '}
      <span className={lists.on}>
        {word} {on}
      </span>
    </span>
  );
}
