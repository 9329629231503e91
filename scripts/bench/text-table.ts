import type { Line, Section, Spread } from './summarize.ts';

/** Every log's figures as a table for a terminal: medians with least and most, and targets beside them. */
export function textTable(sections: readonly Section[], builds: readonly string[]): string {
  return sections.map((section) => `${section.log}\n\n${aligned(rowsOf(section, builds))}\n`).join('\n');
}

function rowsOf({ lines }: Section, builds: readonly string[]): string[][] {
  const isCompared = builds.length > 1;
  const head = builds.flatMap((name) => [isCompared ? name : 'median', 'least – most']);
  return [
    ['', ...head, ...(isCompared ? [`${builds[0]} / ${builds[1]}`] : []), 'target', ''],
    ...lines.map((line) => [
      line.label,
      ...line.builds.flatMap((spread) => [middle(spread, line.digits), ends(spread, line.digits)]),
      ...(isCompared ? [line.ratio?.toFixed(2) ?? ''] : []),
      targetText(line),
      line.verdict ?? '',
    ]),
  ];
}

export function middle(spread: Spread | null, digits: number): string {
  return spread === null ? '–' : shown(spread.median, digits);
}

export function ends(spread: Spread | null, digits: number): string {
  return spread === null ? '' : `${shown(spread.least, digits)} – ${shown(spread.most, digits)}`;
}

/** Empty for a figure without a target. */
export function targetText(line: Line | undefined): string {
  const target = line?.target ?? null;
  if (target === null) return '';
  return target.aim === undefined ? `≤ ${target.atMost}` : `≤ ${target.atMost}, aim ${target.aim}`;
}

function shown(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The first column to the left, all others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const pad = (text: string, i: number) => (i === 0 ? text.padEnd(widths[0]) : text.padStart(widths[i]));
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
