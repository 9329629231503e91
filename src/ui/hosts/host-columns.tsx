import type { HostRow, HostWindow, Run, Side } from '../../worker/api.ts';
import { FindingChips, findingsColumn } from '../findings/finding-chips.tsx';
import { address, bytes, count, failed, numberColumn, seen, textColumn, timeWidth } from '../grid/cells.tsx';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import { withGroupColumns } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { countOf, formatBytes, formatShare, formatTime } from '../parts/format.ts';
import { SparkBars } from '../parts/spark-bars.tsx';
import { useZone } from '../parts/zone.ts';
import { Badges, badgeLabel } from './badge-words.tsx';
import { FlowsInView, massColumn, sweep } from './host-cells.tsx';
import { withAddress } from './with-address.ts';

/** What the columns depend on beside the side. */
export interface HostColumnsOf {
  readonly found: HostWindow | null;
  /** First and last start of the run, null without times. */
  readonly span: Run['span'];
  /** Whether the run has findings. Without them badges take their place. */
  readonly hasFindings: boolean;
  /** Detector of the result on screen. */
  readonly detector: string;
}

/** The columns of the list of hosts. The formulas are in docs/hosts-and-channels.md. */
export function hostColumns(side: Side, of: HostColumnsOf): readonly GridColumn<HostRow>[] {
  const { found } = of;
  const own = [...leading(side, of), ...counted(side, of), ...sweeps(side)];
  return withGroupColumns(own, found?.columns ?? []);
}

/** Who the host is, its findings, and when it had flows. */
function leading(side: Side, { span, hasFindings }: HostColumnsOf): readonly GridColumn<HostRow>[] {
  const field = side === 'source' ? 'id.orig_h' : 'id.resp_h';
  return [
    {
      ...textColumn<HostRow>(
        'address',
        field,
        168,
        `The host as a ${side}.`,
        address((row) => row.address),
      ),
      isFrozen: true,
      isFitted: true,
      filterOf: (row) => withAddress(field, row.address),
    },
    { ...findingsColumn<HostRow>(268), isShown: hasFindings },
    {
      ...textColumn<HostRow>('badges', 'badges', 260, badgesMeaning(side), {
        cell: ({ badges }) => <Badges badges={badges} />,
        textOf: ({ badges }) => badges.map(({ kind }) => badgeLabel(kind)).join(', '),
      }),
      isLargestFirst: true,
      isShown: !hasFindings,
    },
    textColumn<HostRow>('activity', 'over time', 112, 'Flows over the time of the log. Sorted by the first flow.', {
      cell: (row) => <OverTime row={row} span={span} />,
      textOf: ({ first, last }) =>
        first === null || last === null ? '' : `${formatTime(first)} to ${formatTime(last)}`,
    }),
  ];
}

/** What is counted of the flows in view. */
function counted(side: Side, { found, span, detector }: HostColumnsOf): readonly GridColumn<HostRow>[] {
  const isSource = side === 'source';
  const isNarrowed = found?.rows.some(({ flows, flowsInLog }) => flows < flowsInLog) === true;
  const [sent, received] = isSource ? ['orig_bytes', 'resp_bytes'] : ['resp_bytes', 'orig_bytes'];
  return [
    numberColumn('flows', 'flows', isNarrowed ? 132 : 70, `Flows ${isSource ? 'from' : 'to'} the host.`, {
      cell: (row) => <FlowsInView row={row} />,
      textOf: ({ flows }) => String(flows),
    }),
    ...(found?.masses ?? []).map((mass, place) => massColumn(mass, place, mass.detector === detector)),
    numberColumn(
      'failed',
      'failed',
      72,
      failedMeaning,
      failed((row) => row.failed),
    ),
    numberColumn(
      'fan',
      isSource ? 'hosts' : 'sources',
      70,
      `Distinct ${isSource ? 'destinations' : 'sources'}.`,
      count(({ fan }) => fan),
    ),
    numberColumn(
      'ports',
      'ports',
      62,
      'Distinct responder ports with their protocol, without ICMP.',
      count(({ ports }) => ports),
    ),
    numberColumn(
      'sent',
      'sent',
      76,
      `Payload bytes it sent: ${sent}.`,
      bytes((row) => row.sent),
    ),
    numberColumn(
      'received',
      'received',
      80,
      `Payload bytes it received: ${received}.`,
      bytes((row) => row.received),
    ),
    numberColumn(
      'first',
      'first seen',
      timeWidth(span),
      'Start of its first flow.',
      seen(({ first }) => first, span),
    ),
    numberColumn(
      'last',
      'last seen',
      timeWidth(span),
      'Start of its last flow.',
      seen(({ last }) => last, span),
    ),
    numberColumn(
      'peers',
      'peers',
      62,
      'Distinct hosts it had flows with, as source or as destination.',
      count(({ peers }) => peers),
    ),
  ];
}

/** How many hosts and ports it tried, for analysts who look for scans, in the set "all". */
function sweeps(side: Side): readonly GridColumn<HostRow>[] {
  const isSource = side === 'source';
  const other = isSource ? 'destinations' : 'sources';
  return [
    numberColumn(
      'hour',
      isSource ? 'hosts/h' : 'sources/h',
      88,
      `Most distinct ${other} in one hour.`,
      count(({ hour }: HostRow) => hour),
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
  ].map((column) => ({ ...column, isShown: false }));
}

function OverTime({ row: { timeline, first, last }, span }: { readonly row: HostRow; readonly span: Run['span'] }) {
  useZone();
  const when =
    first === null || last === null || span === null
      ? 'No flow of the host has a time'
      : `${formatTime(first)} to ${formatTime(last)}, in a log from ${formatTime(span[0])} to ${formatTime(span[1])}`;
  return (
    <span className={lists.spark}>
      <SparkBars heights={timeline.flows} label={when} />
    </span>
  );
}

/** A host in the narrow layout. */
export const hostCard: GridCard<HostRow> = {
  labels: ['address', 'flows', 'findings', 'failed', 'peers, ports and bytes'],
  title: ({ address }) => <b data-column="address">{address ?? '–'}</b>,
  aside: (row) => (
    <>
      <FlowsInView row={row} /> flows
    </>
  ),
  line: ({ findings }) => <FindingChips findings={findings} />,
  corner: (row) => (row.failed === null ? '–' : `${formatShare(row.failed)} failed`),
  more: ({ peers, ports, sent, received }) => (
    <span className={lists.on}>
      {countOf(peers, 'peer')} · {countOf(ports, 'port')} · ↑ {formatBytes(sent)} · ↓ {formatBytes(received)}
    </span>
  ),
};

const failedMeaning =
  'Fraction of its flows that failed: packets went out and none came back, or conn_state is S0, REJ, RSTOS0 or SH. Multicast, broadcast and neighbour discovery are left out.';

function badgesMeaning(side: Side): string {
  const scan =
    'at least 20 dead targets and 90 % of what was tried, or at least 5 and half of it where Behaviour scores 2 or more (by chance one in a hundred)';
  return side === 'source'
    ? `Network scan (horizontal): one port on many hosts, ${scan}. Port scan (vertical): the same of ports of one host. Scattered scan: hosts and ports with nothing in common.`
    : `Port scan target: one source tried many of its ports, ${scan}. Distributed scan or flood: many sources fail to reach it.`;
}
