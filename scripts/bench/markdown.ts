import type { Machine } from './machine.ts';
import type { Line, Section } from './summarize.ts';
import { ends, middle, targetText } from './text-table.ts';

const END = '<!-- to here -->';

/**
 * The dated results for `docs/performance.md`: a column a log and build, and upstream's figures beside those of 6.3
 * million.
 */
export function markdownResults(
  sections: readonly Section[],
  builds: readonly string[],
  { date, browser, node, cores, cpu, gigabytes }: Machine,
  runs: number,
): string {
  const machine = `${cores} cores of ${cpu}, ${gigabytes} GB, Chromium ${browser}, Node ${node}`;
  const counted = `${runs} ${runs === 1 ? 'run' : 'runs'}`;
  return [
    `${date}, ${machine}: medians of ${counted}, and from least to most.\n`,
    ...figureTable(sections, builds),
    ...besideUpstream(sections),
  ].join('\n');
}

/**
 * The text with the table in place of what stands between the marks of a command; the table alone in a text that has
 * none.
 */
export function placeBetweenMarks(text: string, table: string, command = 'npm run bench'): string {
  const start = `<!-- ${command} writes from here -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(END, from);
  if (from < 0 || to < 0) return `${table}\n`;
  return `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`;
}

function figureTable(sections: readonly Section[], builds: readonly string[]): string[] {
  const columns = sections.flatMap((section) => builds.map((name, build) => ({ section, name, build })));
  const head = columns.map(({ section, name }) => (builds.length > 1 ? `${section.log}, ${name}` : section.log));
  // The log of which most was measured has the lines in their order; others add theirs below.
  const logs = sections.toSorted((a, b) => b.lines.length - a.lines.length);
  const known = new Map(logs.flatMap(({ lines }) => lines).map((line) => [nameOf(line), line.label]));
  return [
    row(['', ...head, 'target']),
    row(['---', ...head.map(() => '---:'), '---']),
    ...[...known].map(([name, label]) => {
      const lineOf = ({ lines }: Section) => lines.find((line) => nameOf(line) === name);
      const cells = columns.map(({ section, build }) => cellOf(lineOf(section), build));
      const target = sections.map((section) => targetText(lineOf(section))).find((text) => text !== '');
      return row([label, ...cells, target ?? '']);
    }),
  ];
}

function nameOf({ part, key }: Line): string {
  return `${part} ${key}`;
}

function cellOf(line: Line | undefined, build: number): string {
  if (line === undefined) return '';
  const { builds, digits, verdict } = line;
  const spread = builds[build];
  if (spread === null) return '–';
  const range = spread.least === spread.most ? '' : ` (${ends(spread, digits)})`;
  return `${middle(spread, digits)}${range}${build === 0 && verdict !== null ? `, ${verdict}` : ''}`;
}

/** What `zeek_anomaly_detector` 0.2 is known to take for as many flows. Nothing when they were not measured. */
function besideUpstream(sections: readonly Section[]): string[] {
  const lines = sections.find(({ rows }) => rows === 6_300_000)?.lines ?? [];
  const of = (part: string, key: string) => lines.find((line) => line.part === part && line.key === key)?.builds[0];
  const [total, peak] = [of('read', 'total'), of('memory', 'peak')];
  if (!total) return [];
  const gigabytes = peak ? `${(peak.median / 1000).toFixed(1)} GB, the whole browser` : 'not measured';
  return [
    '',
    row(['6.3 million flows', 'time', 'memory, peak']),
    row(['---', '---:', '---:']),
    row(['Oddflow, drop until on screen', `${(total.median / 1000).toFixed(1)} s`, gigabytes]),
    row(['`zeek_anomaly_detector` 0.2, as it states', '11 min', 'not stated']),
    row(['the same on a current machine', 'about 65 s of processor time', '4.7 GB']),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
