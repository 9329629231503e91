import type { Engine } from './api.ts';
import { Brushes } from './brushes.ts';
import { explainingMemory } from './jobs.ts';
import type { Runs } from './runs.ts';

/** Counts flows in bins, and inside a brush while it is dragged. */
export function chartAnswers({
  current,
  detected,
}: Runs): Pick<Engine, 'scoreHistogram' | 'timeline' | 'density' | 'brush' | 'brushed'> {
  const brushes = new Brushes();
  return {
    scoreHistogram: async (view, threshold, bins, signal) =>
      detected(view.detector).charts.scores(view, threshold, bins, signal),

    timeline: async (view, threshold, bins, signal) =>
      detected(view.detector).charts.times(view, threshold, current().run.span, bins, signal),

    density: async (view, threshold, x, y, bins, signal) =>
      detected(view.detector).charts.plane(view, threshold, [x, y], bins, signal),

    brush: (query, signal) =>
      explainingMemory(() => brushes.prepare(detected(query.detector), query, current().run.span, signal)),

    brushed: async (brush, box) => brushes.answer(brush, box),
  };
}
