import { styleText } from 'node:util';
import { countOf, formatCount } from '../core/number-words.ts';
import { findingJson } from '../words/finding-json.ts';
import { benignOf, blindSpots, countsOf, subjectOf } from '../words/finding-words.ts';
import { techniqueName } from '../words/techniques.ts';
import type { Finding, Findings, Run } from '../worker/api.ts';
import { safeText } from './safe-text.ts';
import type { Output } from './terminal.ts';
import { wrap } from './wrap.ts';

/** Lines are not wider, also on a wider terminal: long lines are hard to read. */
const MOST_COLUMNS = 100;
const INDENT = 5;
/** Findings are strong and medium from these points on, as in the page. */
const STRONG = 75;
const MEDIUM = 50;

const WHY_NONE = 'Findings need the fields of hosts and bytes, which this log lacks.';

type Surface = Pick<Output, 'columns' | 'hasColours'>;

/** The findings in words, strongest first. */
export function findingsText(found: Findings | null, run: Run, surface: Surface): string {
  const width = Math.min(MOST_COLUMNS, Math.max(20, surface.columns));
  if (found === null) return `${wrap(WHY_NONE, width)}\n`;
  const { list, total, missing } = found;
  const head =
    total === 0
      ? 'No findings. That is no proof that the log has no attack.'
      : `${countOf(total, 'finding')}, strongest first${list.length < total ? ` (the first ${formatCount(list.length)})` : ''}`;
  const limits = [...searchedOf(run), ...blindSpots(missing)].map((sentence) => `${wrap(sentence, width)}\n`);
  return [
    `${wrap(head, width)}\n`,
    ...list.map((finding) => `\n${oneFinding(finding, width, surface.hasColours)}`),
    ...(limits.length === 0 ? [] : ['\n', ...limits]),
    '\n',
  ].join('');
}

/** How far a log that does not fit into memory was searched. */
function searchedOf({ flows, larger }: Run): string[] {
  const searched = larger?.folded ?? flows;
  return searched < flows
    ? [
        `Only the first ${formatCount(searched)} of ${countOf(flows, 'flow')} were searched. Raise --memory for the rest.`,
      ]
    : [];
}

function oneFinding(finding: Finding, width: number, hasColours: boolean): string {
  const { kind, points, evidence, techniques, span, routine } = finding;
  const strength = String(Math.round(points)).padStart(3);
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    hasColours ? styleText(format, text, { validateStream: false }) : text;
  const colour = points >= STRONG ? 'red' : points >= MEDIUM ? 'yellow' : 'cyan';
  const title = wrap(safeText(`${kind}: ${subjectOf(finding)}`), width, INDENT).trimStart();
  const [first, ...others] = title.split('\n');
  const named = techniques.map((id) => `${id} ${techniqueName(id)}`.trimEnd()).join(', ');
  const body = [
    ...finding.stages.map((stage, at) => wrap(safeText(`${at + 1}. ${stageText(stage)}`), width, INDENT, 3)),
    ...evidence.map(({ sentence }) => wrap(`- ${safeText(sentence)}`, width, INDENT, 2)),
    wrap(safeText(`${countsOf(finding)}${span === null ? '' : ` ${timesOf(span)}.`}`), width, INDENT),
    ...(routine === null ? [] : [wrap(safeText(benignOf(finding)), width, INDENT)]),
    ...(named === '' ? [] : [wrap(named, width, INDENT)]),
  ];
  const filter = wrap(`Filter: ${safeText(findingJson(finding).filter)}`, width, INDENT);
  return [
    `${paint(colour, strength)}  ${paint('bold', first)}`,
    ...others.map((line) => paint('bold', line)),
    ...body,
    paint('dim', filter),
    '',
  ].join('\n');
}

/** `Network scan: 10.0.0.23 → 80 hosts, 445/tcp. 2022-06-13 15:03:26 to 15:40:02 UTC.` */
function stageText(stage: Finding['stages'][number]): string {
  return `${stage.kind}: ${subjectOf(stage)}.${stage.span === null ? '' : ` ${timesOf(stage.span)}.`}`;
}

/** `2022-06-13 15:03:26 to 15:40:02 UTC`. */
function timesOf([first, last]: readonly [number, number]): string {
  const [from, to] = [utc(first), utc(last)];
  const [day, time] = to.split(' ');
  return `${from} to ${from.startsWith(day) ? time : to} UTC`;
}

function utc(epochSeconds: number): string {
  const date = new Date(Math.floor(epochSeconds) * 1000);
  if (Number.isNaN(date.getTime())) return String(epochSeconds);
  return date.toISOString().replace('T', ' ').slice(0, -5);
}
