import { neverAborted } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import { exportFlows } from '../core/export/export-flows.ts';
import { exportFormats } from '../core/export/index.ts';
import type { Engine } from './api.ts';
import { describeSelection } from './describe.ts';
import { describeFlow } from './flow-detail.ts';
import { control, explainingMemory } from './jobs.ts';
import { readRows } from './rows.ts';
import type { Runs } from './runs.ts';

/** Counts, lists and exports the flows of a selection. */
export function flowAnswers({
  detected,
}: Runs): Pick<Engine, 'describe' | 'facets' | 'rows' | 'place' | 'firstFrom' | 'flow' | 'exportFlows'> {
  return {
    describe: (query, onProgress, signal) =>
      explainingMemory(() => describeSelection(detected(query.detector), query, control(onProgress, signal))),

    facets: ({ detector, threshold }, asked, signal) =>
      explainingMemory(() => detected(detector).facets.read(threshold, asked, signal)),

    rows: async (view, start, end, fields, signal) => {
      const { views, listed } = detected(view.detector);
      return readRows(listed.logs, listed.scored, views, view, start, end, fields, signal);
    },

    place: async (view, flow) => detected(view.detector).views.place(view, flow, neverAborted),

    firstFrom: async (view, flow) => detected(view.detector).views.firstFrom(view, flow, neverAborted),

    flow: async (id, flow, signal, where = []) => {
      const { listed, views, population } = detected(id);
      if (!(Number.isInteger(flow) && flow >= 0 && flow < listed.logs.table.rows)) {
        throw new LogError('bad-request', { what: `flow ${flow}` });
      }
      return describeFlow(listed.logs, listed.scored, views, flow, population.logs.table, where, signal);
    },

    exportFlows: async (view, threshold, formatId, onProgress, signal, onPart) => {
      const { views, listed } = detected(view.detector);
      const ranks = await views.ranks(signal);
      const rows = await views.ranked(view.where, signal);
      const format = exportFormats.find(({ id }) => id === formatId);
      if (format === undefined) throw new LogError('bad-request', { what: `format ${formatId}` });
      const { table, texts, files } = listed.logs;
      const source = {
        table,
        texts,
        files: files.map(({ path }) => path),
        rows: rows.first(rows.length),
        ranks,
        scores: listed.scored.scores,
        threshold,
      };
      return exportFlows(source, format, control(onProgress, signal), onPart);
    },
  };
}
