import { useMemo } from 'react';
import { resolve } from '../../core/selection/clauses.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { BrushBox, Brushed } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { BrushSource } from './brushed.ts';
import { DENSITY_BINS, SCORE_BINS, TIME_BINS } from './chart-bins.ts';
import { shownAxes } from './shown-axes.ts';
import type { StripProps } from './strip.tsx';

/** A brush that is being changed, in the bins of its chart. */
export interface Moving {
  readonly source: BrushSource;
  /** Number of bins along each axis of the chart. */
  readonly steps: number;
  readonly box: BrushBox;
}

/**
 * Contents of the other charts while a brush is being changed, from sums that the engine prepares at the start. Null
 * without a change, before the first answer, and for an out-of-core log, whose charts use a sample.
 */
export function useFollowing(
  { engine, run, detection, threshold, modelThreshold, selection, axes, isOpen }: StripProps,
  moving: Moving | null,
): Brushed | null {
  const source = moving?.source ?? null;
  const steps = moving?.steps ?? 0;
  const isMoving = run !== null && run.larger === null && detection !== null && source !== null;
  const density = useMemo(() => {
    const { x, y } = shownAxes(detection?.axes ?? [], axes);
    return isOpen && x !== null && y !== null ? { x: x.id, y: y.id, bins: DENSITY_BINS } : null;
  }, [detection, axes, isOpen]);
  const where = useMemo(
    () => resolve(selection, modelThreshold ?? Number.NaN, (clause) => clause.source === source),
    [selection, modelThreshold, source],
  );
  const prepared = useAsk(
    isMoving ? JSON.stringify([run.id, detection.detector, threshold, keyOfAll(where), source, steps, density]) : null,
    async (signal) => {
      if (!isMoving) throw new Error('No brush is changed');
      const { detector } = detection;
      const bins = { scoreBins: SCORE_BINS, timeBins: TIME_BINS };
      return engine.brush({ detector, threshold, where, over: source, steps, ...bins, density }, signal);
    },
    { scope: 'brush' },
  );
  const brush = prepared.phase === 'ready' ? prepared.answer.brush : null;
  const box = moving?.box ?? [];
  const asked = useAsk(
    brush === null || moving === null ? null : JSON.stringify([brush, box]),
    async () => {
      if (brush === null) throw new Error('No brush is prepared');
      return { brush, inside: await engine.brushed(brush, box) };
    },
    { scope: `brush ${brush}` },
  );
  const answer = asked.latest?.answer;
  return moving !== null && answer !== undefined && answer.brush === brush ? answer.inside : null;
}
