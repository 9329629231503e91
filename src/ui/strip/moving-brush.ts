import type { BrushBox, Predicate } from '../../worker/api.ts';
import type { BrushSource } from './brushed.ts';
import type { Span } from './span.ts';

/** A brush was changed to this, or cleared with null. The label is what its chip says; `box` is the brush in bins of its chart. */
export type Brushing = (source: BrushSource, predicate: Predicate | null, label: string, box: BoxInBins) => void;

export interface BoxInBins {
  /** Bins along the first axis. */
  readonly steps: number;
  readonly box: BrushBox;
}

/** Spans as the engine takes them; an axis that is held whole has all of its bins. */
export function boxOf(spans: readonly (Span | null)[], bins: readonly number[]): BoxInBins {
  const box = spans.map((span, axis) =>
    span === null ? ([0, bins[axis]] as const) : ([span.first, span.end] as const),
  );
  return { steps: bins[0], box };
}
