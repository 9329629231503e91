import { equals } from '../../core/selection/predicate.ts';
import type { HostRow, HostWindow, MassOf, Predicate, Side } from '../../worker/api.ts';
import { address, bytes, count, failed, Gauge, numberColumn, textColumn, time, Unset } from '../grid/cells.tsx';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import { withGroupColumns } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { countOf, formatBytes, formatCount, formatScore, formatShare } from '../parts/format.ts';
import { Badges, badgeLabel } from './badge-words.tsx';

/** The columns of the list of hosts. docs/hosts-and-channels.md has the formulas. */
export function hostColumns(side: Side, found: HostWindow | null): readonly GridColumn<HostRow>[] {
  return withGroupColumns(ownColumns(side, found), found?.columns ?? []);
}

/** The columns with a custom cell. */
function ownColumns(side: Side, found: HostWindow | null): readonly GridColumn<HostRow>[] {
  const isSource = side === 'source';
  const other = isSource ? 'destinations' : 'sources';
  const field = isSource ? 'id.orig_h' : 'id.resp_h';
  return [
    {
      ...textColumn<HostRow>(
        'address',
        field,
        168,
        isSource ? 'The host as a source.' : 'The host as a destination.',
        address((row) => row.address),
      ),
      isFrozen: true,
      isFitted: true,
      filterOf: (row) => withAddress(field, row.address),
    },
    {
      ...textColumn<HostRow>('badges', 'badges', isSource ? 260 : 280, badgesMeaning(side), {
        cell: ({ badges }) => <Badges badges={badges} />,
        textOf: ({ badges }) => badges.map(({ kind }) => badgeLabel(kind)).join(', '),
      }),
      isLargestFirst: true,
    },
    numberColumn(
      'flows',
      'flows',
      76,
      `Flows ${isSource ? 'from' : 'to'} the host.`,
      count(({ flows }) => flows),
    ),
    ...(found?.masses ?? []).map(massColumn),
    numberColumn(
      'failed',
      'failed',
      72,
      failedMeaning,
      failed((row) => row.failed),
    ),
    numberColumn(
      'fan',
      isSource ? 'fan-out' : 'fan-in',
      76,
      `Distinct ${other}.`,
      count(({ fan }) => fan),
    ),
    numberColumn(
      'hour',
      isSource ? 'fan-out/h' : 'fan-in/h',
      84,
      `Most distinct ${other} in one hour.`,
      count(({ hour }) => hour),
    ),
    numberColumn(
      'sweepHosts',
      isSource ? 'sweep of hosts' : 'sources/port',
      148,
      `Most ${other} on one port.`,
      sweep(({ sweepHosts }) => sweepHosts, 'on'),
    ),
    numberColumn(
      'sweepPorts',
      isSource ? 'sweep of ports' : 'ports/source',
      196,
      isSource ? 'Most ports of one destination.' : 'Most ports that one source tried.',
      sweep(({ sweepPorts }) => sweepPorts, isSource ? 'of' : 'by'),
    ),
    numberColumn(
      'peers',
      'peers',
      68,
      'Distinct hosts it had flows with, as source or as destination.',
      count(({ peers }) => peers),
    ),
    numberColumn(
      'ports',
      'ports',
      68,
      'Distinct responder ports with their protocol, ICMP left out.',
      count(({ ports }) => ports),
    ),
    numberColumn(
      'sent',
      'sent',
      84,
      `Payload bytes it sent: ${isSource ? 'orig_bytes' : 'resp_bytes'}.`,
      bytes(({ sent }) => sent),
    ),
    numberColumn(
      'received',
      'received',
      84,
      `Payload bytes it received: ${isSource ? 'resp_bytes' : 'orig_bytes'}.`,
      bytes(({ received }) => received),
    ),
    numberColumn(
      'first',
      'first seen',
      148,
      'Start of its first flow.',
      time(({ first }) => first),
    ),
    numberColumn(
      'last',
      'last seen',
      148,
      'Start of its last flow.',
      time(({ last }) => last),
    ),
  ];
}

/** A host in the narrow layout. */
export const hostCard: GridCard<HostRow> = {
  labels: ['address', 'flows', 'badges', 'failed', 'peers, ports and bytes'],
  title: ({ address }) => <b data-column="address">{address ?? '–'}</b>,
  aside: ({ flows }) => countOf(flows, 'flow'),
  line: ({ badges }) => (badges.length === 0 ? '–' : <Badges badges={badges} />),
  corner: (row) => (row.failed === null ? '–' : `${formatShare(row.failed)} failed`),
  more: ({ peers, ports, sent, received }) => (
    <span className={lists.on}>
      {countOf(peers, 'peer')} · {countOf(ports, 'port')} · ↑ {formatBytes(sent)} · ↓ {formatBytes(received)}
    </span>
  ),
};

/** Flows with the address at one end. Null for a host in a context, which is more specific than its address. */
export function withAddress(field: string, address: string | null): Predicate | null {
  if (address === null) return equals(field, '');
  return address.includes('(') ? null : equals(field, address);
}

const failedMeaning =
  'Share of its flows that came to nothing: packets went out and none came back, or conn_state is S0, REJ, RSTOS0 or SH. Multicast, broadcast and neighbour discovery are left out.';

function badgesMeaning(side: Side): string {
  const scan =
    'at least 20 dead targets and 90 % of what was tried, or at least 5 and half of it where Behaviour scores 2 or more (by chance one in a hundred)';
  return side === 'source'
    ? `Network scan (horizontal): one port on many hosts, ${scan}. Port scan (vertical): the same of ports of one host. Scattered scan: hosts and ports with nothing in common.`
    : `Port scan target: one source tried many of its ports, ${scan}. Distributed scan or flood: many sources fail to reach it.`;
}

/** ` by Volume` for a volume detector, whose name lacks it. Empty for other detectors. */
function volumeSuffix(detector: string): string {
  return detector === 'behaviour' || detector === 'combined' ? '' : ' by Volume';
}

/** A column of anomalous flows: the number of the host's flows above a detector's threshold, and their fraction. */
function massColumn({ detector, label, threshold }: MassOf, place: number): GridColumn<HostRow> {
  const name = label.replace(/ \(PyOD-compatible.*$/, '');
  return numberColumn(
    `mass:${detector}`,
    `▲ ${name}`,
    Math.max(96, name.length * 7 + 44),
    `Anomalous flows${volumeSuffix(detector)}: flows of the host that ${label} scores above ${formatScore(threshold)}. The bar is their share of its flows.`,
    {
      cell: ({ flows, mass }) => (
        <Gauge
          share={mass[place] / flows}
          text={formatCount(mass[place])}
          title={`${formatCount(mass[place])} of ${countOf(flows, 'flow')}, ${formatShare(mass[place] / flows)}`}
          isOdd={mass[place] > 0}
        />
      ),
      textOf: ({ mass }) => String(mass[place]),
    },
  );
}

interface Swept {
  readonly most: number;
  readonly on: string;
}

function sweep(get: (row: HostRow) => Swept, word: string): Pick<GridColumn<HostRow>, 'cell' | 'textOf'> {
  return { cell: (row) => <Sweep {...get(row)} word={word} />, textOf: (row) => String(get(row).most) };
}

function Sweep({ most, on, word }: Swept & { readonly word: string }) {
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
