import type { BrushBox, Predicate } from '../../worker/api.ts';
import type { BrushSource } from './brushed.ts';
import type { Span } from './span.ts';

/**
 * Receives a changed brush, or null when it was cleared. `label` is the text of its chip; `box` is the brush in bins of
 * its chart.
 */
export type Brushing = (source: BrushSource, predicate: Predicate | null, label: string, box: BoxInBins) => void;

export interface BoxInBins {
  /** Number of bins along the first axis. */
  readonly steps: number;
  readonly box: BrushBox;
}

/** Spans in the engine's form. A whole axis has all of its bins. */
export function boxOf(spans: readonly (Span | null)[], bins: readonly number[]): BoxInBins {
  const box = spans.map((span, axis) =>
    span === null ? ([0, bins[axis]] as const) : ([span.first, span.end] as const),
  );
  return { steps: bins[0], box };
}
