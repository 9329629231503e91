import type { Engine } from './api.ts';
import { type Baselines, notLarger } from './baselines.ts';
import { control, explainingMemory } from './jobs.ts';
import type { Runs } from './runs.ts';

/** Fits models of other flows, saves and opens them, and compares them with the open run. */
export function baselineAnswers(
  { current, detected, forget }: Runs,
  baselines: Baselines,
): Pick<Engine, 'fitBaseline' | 'openBaseline' | 'saveBaseline' | 'baselines' | 'discardBaseline' | 'drift'> {
  return {
    fitBaseline: (source, detector, onProgress, signal, params = {}) =>
      explainingMemory(async () => {
        const job = control(onProgress, signal);
        if (source.kind === 'files') return baselines.fitToFiles(source.files, detector, params, job);
        const { view } = source;
        const { run } = current();
        notLarger(run);
        const { listed, all, views } = detected(view.detector);
        const rows = view.where.length === 0 ? all : await views.ranked(view.where, signal);
        return baselines.fitToRows(run, listed.logs.table, view, rows, detector, params, job);
      }),

    openBaseline: async (blob, file) => baselines.open(blob, file),
    saveBaseline: async (id, app) => baselines.save(id, app),
    baselines: async () => baselines.list(),

    discardBaseline: async (id) => {
      baselines.discard(id);
      forget(id);
    },

    drift: (id, onProgress, signal) =>
      explainingMemory(() => baselines.drift(id, current().byBaseline, control(onProgress, signal))),
  };
}
