import type { Interval } from './networks-mean.ts';

export function intervalText({ mean, low, high }: Interval): string {
  return `${mean.toFixed(3)} (${low.toFixed(2)} - ${high.toFixed(2)})`;
}

export function signed(value: number, digits = 3): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), `|${heads.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`, ...rows.map(line)].join('\n');
}

/** The document with the text in place of what stands between the marks. */
export function placed(document: string, text: string, marks: readonly [string, string]): string {
  const [from, to] = [document.indexOf(marks[0]), document.indexOf(marks[1])];
  if (from < 0 || to < from) throw new Error(`no ${marks[0]} with an end`);
  return `${document.slice(0, from)}${marks[0]}\n\n${text}\n\n${document.slice(to)}`;
}
