import type { HostRow, HostWindow, Run, Side } from '../../worker/api.ts';
import { FindingChips, findingsDrawing } from '../findings/finding-chips.tsx';
import { NOT_JUDGED, Seen, timeWidth } from '../grid/cells.tsx';
import type { GridCard, GridColumn } from '../grid/grid-column.ts';
import { type Drawing, type Drawings, groupColumns } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { countOf, formatBytes, formatShare } from '../parts/format.ts';
import { InView } from '../parts/in-view.tsx';
import { OverTime, periodText } from '../parts/over-time.tsx';
import { withAddress } from '../parts/with-address.ts';
import { Badges, badgeLabel } from './badge-words.tsx';
import { massColumn, Sweep } from './host-cells.tsx';

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

/** The columns of the list of hosts: the engine's, with those of anomalous flows after "flows". */
export function hostColumns(side: Side, of: HostColumnsOf): readonly GridColumn<HostRow>[] {
  const { found, detector } = of;
  const columns = groupColumns(found?.columns ?? [], drawingsOf(side, of));
  const masses = (found?.masses ?? []).map((mass, place) => massColumn(mass, place, mass.detector === detector));
  return columns.flatMap((column) => (column.id === 'flows' ? [column, ...masses] : [column]));
}

/** How columns differ from the default of their unit. */
export function drawingsOf(side: Side, { found, span, hasFindings }: HostColumnsOf): Drawings<HostRow> {
  const field = side === 'source' ? 'id.orig_h' : 'id.resp_h';
  const isNarrowed = found?.rows.some(({ flows, flowsInLog }) => flows < flowsInLog) === true;
  const seen: Drawing<HostRow> = {
    width: timeWidth(span),
    cell: (_, seconds) => <Seen seconds={seconds} span={span} />,
  };
  return {
    address: {
      ...{ width: 168, isFrozen: true, whyUnset: () => 'unset' },
      filterOf: ({ address }) => withAddress(field, address),
    },
    findings: { ...findingsDrawing(268), isShown: hasFindings },
    badges: {
      ...{ width: 260, isNumber: false, isShown: !hasFindings },
      cell: ({ badges }) => <Badges badges={badges} />,
      textOf: ({ badges }) => badges.map(({ kind }) => badgeLabel(kind)).join(', '),
    },
    activity: {
      whyUnset: () => 'no flow has a time',
      cell: ({ timeline, first, last }) => (
        <OverTime name="host" heights={timeline.flows} first={first} last={last} span={span} />
      ),
      textOf: ({ first, last }) => periodText(first, last),
    },
    flows: { width: isNarrowed ? 132 : 70, cell: ({ flows, flowsInLog }) => <InView flows={flows} all={flowsInLog} /> },
    failed: { width: 72, whyUnset: () => NOT_JUDGED },
    fan: { width: 70 },
    ports: { width: 62 },
    sent: { width: 76 },
    received: { width: 80 },
    first: seen,
    last: seen,
    peers: { width: 62 },
    hour: { isShown: false },
    sweepHosts: { width: 148, isShown: false, cell: ({ sweepHosts }) => <Sweep {...sweepHosts} word="on" /> },
    sweepPorts: {
      ...{ width: 196, isShown: false },
      cell: ({ sweepPorts }) => <Sweep {...sweepPorts} word={side === 'source' ? 'of' : 'by'} />,
    },
  };
}

/** A host in the narrow layout. */
export const hostCard: GridCard<HostRow> = {
  labels: ['address', 'flows', 'findings', 'failed', 'peers, ports and bytes'],
  title: ({ address }) => <b data-column="address">{address ?? '–'}</b>,
  aside: ({ flows, flowsInLog }) => <InView flows={flows} all={flowsInLog} isNamed />,
  line: ({ findings }) => <FindingChips findings={findings} />,
  corner: (row) => (row.failed === null ? '–' : `${formatShare(row.failed)} failed`),
  more: ({ peers, ports, sent, received }) => (
    <span className={lists.on}>
      {countOf(peers, 'peer')} · {countOf(ports, 'port')} · ↑ {formatBytes(sent)} · ↓ {formatBytes(received)}
    </span>
  ),
};
