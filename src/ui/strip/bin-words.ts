import { countOf, formatCount } from '../parts/format.ts';
import type { Span } from './span.ts';

/** `412 of 610 flows, 3 above the threshold`. */
export function binWords(flows: number, above: number, whole: number | undefined): string {
  const counted =
    whole === undefined || whole === flows
      ? countOf(flows, 'flow')
      : `${formatCount(flows)} of ${countOf(whole, 'flow')}`;
  return above === 0 ? counted : `${counted}, ${formatCount(above)} above the threshold`;
}

export function sumOf(counts: readonly number[], { first, end }: Span): number {
  return counts.slice(first, end).reduce((sum, count) => sum + count, 0);
}
