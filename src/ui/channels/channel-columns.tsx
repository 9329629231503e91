import type { ReactNode } from 'react';
import { equals } from '../../core/selection/predicate.ts';
import type { ChannelRow } from '../../worker/api.ts';
import { FindingChips, findingsDrawing } from '../findings/finding-chips.tsx';
import { Gauge, NOT_JUDGED } from '../grid/cells.tsx';
import type { GridCard } from '../grid/grid-column.ts';
import type { Drawing, Drawings } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { formatBytes, formatDuration } from '../parts/format.ts';
import { InView } from '../parts/in-view.tsx';
import { withAddress } from '../parts/with-address.ts';
import { withPort } from '../parts/with-port.ts';
import { longMark } from './long-marks.ts';

/**
 * The four scores of a channel's rhythm, each from 0 to 1. They are Oddflow's own; docs/hosts-and-channels.md has the
 * formulas.
 */
export const rhythmScores = ['regularity', 'symmetry', 'sizes', 'cover'] as const;

/** How the columns of the list of channels differ from the default of their unit. */
export const channelDrawings: Drawings<ChannelRow> = {
  'id.orig_h': { isFrozen: true, filterOf: ({ source }) => withAddress('id.orig_h', source) },
  'id.resp_h': { isFrozen: true, filterOf: ({ destination }) => withAddress('id.resp_h', destination) },
  port: { width: 96, filterOf: ({ port }) => withPort(port) },
  service: { width: 84, whyUnset: () => 'unset', filterOf: ({ service }) => equals('service', service ?? '') },
  flows: { width: 112, cell: ({ flows, flowsInLog }) => <InView flows={flows} all={flowsInLog} /> },
  beacon: {
    width: 84,
    cell: (_, beacon) => <Gauge share={beacon / 6} text={beacon.toFixed(2)} title={`score ${beacon}: −log10 p`} />,
  },
  findings: findingsDrawing(216),
  ...Object.fromEntries(rhythmScores.map((id) => [id, ofRhythm(92, scoreGauge)])),
  interval: ofRhythm(88),
  dispersion: {
    ...ofRhythm(92, (dispersion) => <span title={String(dispersion)}>{dispersion.toFixed(3)}</span>),
    whyUnset: (row) => (row.rhythm === null ? whyNoRhythm(row) : 'the median interval is 0'),
  },
  sent: ofRhythm(116),
  spread: ofRhythm(84, (spread) => <span title={`${spread} B`}>± {formatBytes(spread)}</span>),
  longest: { width: 128, cell: (_, longest) => <Long seconds={longest} /> },
  open: { width: 92 },
  orig_bytes: { width: 96 },
  resp_bytes: { width: 96 },
  failed: { width: 72, whyUnset: () => NOT_JUDGED },
};

/** A value that exists only for channels with at least four flows. */
function ofRhythm(width: number, cell?: (value: number) => ReactNode): Drawing<ChannelRow> {
  const own = cell === undefined ? {} : { cell: (_: ChannelRow, value: number) => cell(value) };
  return { width, whyUnset: whyNoRhythm, ...own };
}

function whyNoRhythm({ isJudged }: ChannelRow): string {
  return isJudged ? 'fewer than four flows' : 'not scored';
}

function scoreGauge(score: number): ReactNode {
  return <Gauge share={score} text={score.toFixed(2)} title={String(score)} />;
}

/** A channel in the narrow layout. */
export const channelCard: GridCard<ChannelRow> = {
  labels: ['addresses', 'flows', 'port, service and findings', 'beacon', 'interval and bytes'],
  title: ({ source, destination }) => (
    <b>
      <span data-column="id.orig_h">{source}</span> → <span data-column="id.resp_h">{destination}</span>
    </b>
  ),
  aside: ({ flows, flowsInLog }) => <InView flows={flows} all={flowsInLog} isNamed />,
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
      {mark !== null && <span className={lists.on}>≥ {mark} h </span>}
      {formatDuration(seconds)}
    </span>
  );
}
