import { memberOf, originName } from '../../core/baseline/baseline.ts';
import type { FlowReport } from '../../core/follow/flow-report.ts';
import type { LiveEvent, LiveStatus } from '../../core/follow/live-events.ts';
import type { LiveModel } from '../../core/follow/live-model.ts';
import { countOf, formatBytes, formatCount } from '../../core/number-words.ts';
import { explainVerdict } from '../../words/drift-words.ts';
import { subjectOf } from '../../words/finding-words.ts';
import { explainTurn, lagOf, reasonsOf, stallWords, utc } from '../../words/live-words.ts';
import { explainProblem } from '../../words/messages.ts';
import { safeText } from '../safe-text.ts';

/** One line of output, and whether it is a result, for standard output, or about the following itself. */
export interface LiveLine {
  readonly text: string;
  readonly isResult: boolean;
}

/** An event as a line. `isGiven`: the first model was a saved one. */
export function lineOf(event: LiveEvent, isGiven: boolean): LiveLine {
  switch (event.kind) {
    case 'flow':
      return { text: safeText(flowText(event.flow)), isResult: true };
    case 'finding': {
      const { finding } = event;
      const [{ sentence }] = finding.evidence;
      const time = finding.span === null ? '-' : utc(finding.span[1]);
      return { text: safeText(`${time}  ${finding.kind}: ${subjectOf(finding)}. ${sentence}`), isResult: true };
    }
    case 'model':
      return said(explainModel(event.model, isGiven && event.before === null));
    case 'drift':
      return said(explainVerdict(event.drift));
    case 'waiting':
      return said(explainWaiting(event));
    case 'turn':
      return said(explainTurn[event.what](event.file));
    case 'problem': {
      const { what, next } = explainProblem(event.problem);
      return said(`${what} ${next}`);
    }
    default:
      return said(stallWords[event.kind]);
  }
}

function said(text: string): LiveLine {
  return { text: `oddflow: ${safeText(text)}`, isResult: false };
}

function flowText(flow: FlowReport): string {
  const port = Number.isNaN(flow.port) ? '' : `:${flow.port}`;
  const kind = [flow.proto, flow.service, flow.state].map((text) => text || '-').join(' ');
  const bytes = `${bytesOf(flow.sent)} sent, ${bytesOf(flow.received)} received`;
  const parts = [
    Number.isNaN(flow.ts) ? '-' : utc(flow.ts),
    `${multipleOf(flow.multiple)} x`,
    `${flow.source || '-'} -> ${flow.destination || '-'}${port}`,
    kind,
    bytes,
    reasonsOf(flow),
    lagOf(flow.lag),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** Three digits, never with an exponent. */
function multipleOf(multiple: number): string {
  return multiple < 100 ? multiple.toPrecision(3) : formatCount(multiple);
}

function bytesOf(bytes: number): string {
  return Number.isNaN(bytes) ? '-' : formatBytes(bytes);
}

function explainWaiting({ flows, least }: { readonly flows: number; readonly least: number }): string {
  return `There are ${countOf(flows, 'flow')}, and a model needs ${formatCount(least)}. Nothing is reported until they have come.`;
}

/** Which model scores from now on, and from which score on flows are reported. */
function explainModel({ baseline, flows, threshold }: LiveModel, isGiven: boolean): string {
  const { label } = memberOf(baseline.detector).detector;
  const { span } = baseline.origin;
  const until = span === null ? '' : ` up to ${utc(span[1])} UTC`;
  const fitted = isGiven
    ? `Scoring with ${label} of ${originName(baseline.origin)}.`
    : `Fitted ${label} to ${countOf(flows, 'flow')}${until}.`;
  return `${fitted} The threshold is ${threshold.toPrecision(4)}: 99.9 % of ${isGiven ? countOf(flows, 'flow') : 'them'} are not above it.`;
}

/** The figures of following on one line, for a terminal. */
export function statusText(status: LiveStatus): string {
  const { file, position, size, lastRow, lag, perMinute, isStalled, flows, above, findings } = status;
  const read = `${file}: byte ${formatCount(position)} of ${formatCount(size)}`;
  const row = lastRow === null ? 'no row yet' : `last row ${utc(lastRow / 1000).slice(11)}`;
  const counts = `${countOf(flows, 'flow')}, ${formatCount(above)} above, ${countOf(findings, 'finding')}`;
  const pace = isStalled ? 'stalled' : `${formatCount(perMinute)} rows/min`;
  return safeText([read, row, ...(lag === null ? [] : [lagOf(lag)]), pace, counts].join(', '));
}

/** The line of counts at the end. */
export function countsText({ flows, above, findings, unread }: LiveStatus): string {
  const lost = unread === 0 ? '' : ` ${countOf(unread, 'row')} could not be read.`;
  return `${countOf(flows, 'flow')}, ${formatCount(above)} above the threshold, ${countOf(findings, 'new finding')}.${lost}`;
}
