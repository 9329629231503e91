import type { Control, Progress } from '../core/control.ts';
import { detectors } from '../core/detect/index.ts';
import { LogError } from '../core/errors.ts';
import { exportFlows } from '../core/export/export-flows.ts';
import { exportFormats } from '../core/export/index.ts';
import { readAxis } from '../core/query/axes.ts';
import { type AxisBins, binPlane } from '../core/query/density.ts';
import { binScores } from '../core/query/score-histogram.ts';
import { countDerivedLocal, countSuspicions } from '../core/query/suspicions.ts';
import { binTimes } from '../core/query/timeline.ts';
import type { View } from '../core/query/view.ts';
import { type ReadLogs, readLogs } from '../core/read-logs.ts';
import { makeSample } from '../core/sample/sample.ts';
import type { LogFile } from '../core/source/unpack.ts';
import type { Column } from '../core/table/table.ts';
import type { Engine, LogSource, Run } from './api.ts';
import { type Detected, describeDetection } from './detection.ts';
import { tellEarly } from './early-results.ts';
import { describeFlow } from './flow-detail.ts';
import { readRows } from './rows.ts';
import { describeRun } from './run.ts';
import { throttled } from './throttled.ts';
import { Views } from './views.ts';

/** One run in memory: what was read, and what each detector made of it. */
interface Loaded {
  readonly logs: ReadLogs;
  readonly run: Run;
  readonly textColumns: Map<string, Column>;
  readonly detected: Map<string, Detected>;
}

/**
 * The product on one page: open, detect, then questions about the result, each a few calls into core. Knows nothing of
 * workers. A job that yields works on locals and publishes once, at its end, so that questions asked meanwhile are answered
 * from what was there before.
 */
export function createSession(): Engine {
  let loaded: Loaded | null = null;

  const current = (): Loaded => {
    if (loaded === null) throw new LogError('bad-request', { what: 'no log is open' });
    return loaded;
  };
  const detected = (id: string): Detected => {
    const found = current().detected.get(id);
    if (found === undefined) throw new LogError('bad-request', { what: `${id} has not been run` });
    return found;
  };
  const select = async ({ detector, where }: View, signal: AbortSignal) => {
    const { views, scored } = detected(detector);
    return { views, scored, rows: await views.select(where, signal) };
  };

  return {
    open: (source, onProgress, onNews, signal) =>
      explainingMemory(async () => {
        loaded = null;
        const started = performance.now();
        const logs = await readLogs(filesOf(source), control(onProgress, signal), {
          isDroppingRepeated: source.kind === 'files' && source.isDroppingRepeated === true,
          onBlock: tellEarly(started, { signal }, (early) => onNews({ kind: 'early', early })),
        });
        const run = describeRun(logs, performance.now() - started);
        loaded = { logs, run, textColumns: new Map(), detected: new Map() };
        return run;
      }),

    detect: (id, onProgress, signal) =>
      explainingMemory(async () => {
        const { logs, textColumns, detected: results } = current();
        const known = results.get(id);
        if (known !== undefined) return known.detection;
        const entry = detectors.find((candidate) => candidate.id === id && candidate.canScore(logs.table));
        if (entry === undefined) throw new LogError('bad-request', { what: `detector ${id}` });
        const scored = await entry.detect(logs.table, control(onProgress, signal));
        const started = performance.now();
        const views = new Views(logs, scored, textColumns);
        const detection = describeDetection(scored, views.ranking, performance.now() - started);
        results.set(id, { scored, views, detection, axes: new Map() });
        return detection;
      }),

    threshold: async (id, contamination) => {
      return detected(id).views.ranking.quantile(contamination);
    },

    tally: async (view, threshold) => {
      const { rows } = await select(view, never);
      return { flows: rows.length, anomalies: rows.countAbove(threshold) };
    },

    rows: async (view, start, end, fields, signal) => {
      const { views, scored } = detected(view.detector);
      return readRows(current().logs, scored, views, view, start, end, fields, signal);
    },

    place: async (view, flow) => {
      const order = await detected(view.detector).views.order(view, never);
      return order.indexOf(flow);
    },

    scoreHistogram: async (view, threshold, bins, signal) => {
      const { rows } = await select(view, signal);
      const { scoreMin, scoreMax } = detected(view.detector).detection;
      return binScores(rows, [scoreMin, scoreMax], threshold, bins);
    },

    timeline: async (view, threshold, bins, signal) => {
      const { run, logs } = current();
      const ts = logs.table.columns.get('ts');
      const { rows } = await select(view, signal);
      return binTimes(
        ts?.kind === 'number' ? ts : null,
        rows,
        logs.table.rows,
        run.span,
        rows.countAbove(threshold),
        bins,
      );
    },

    density: async (view, threshold, x, y, [columns, lines], signal) => {
      const { scored, rows } = await select(view, signal);
      const { axes } = detected(view.detector);
      const axis = (id: string, bins: number): AxisBins => {
        const key = `${id} ${bins}`;
        const found = axes.get(key) ?? readAxis(scored, id, bins);
        if (found === null) throw new LogError('bad-request', { what: `axis ${id}` });
        axes.set(key, found);
        return found;
      };
      return binPlane(axis(x, columns), axis(y, lines), rows, rows.countAbove(threshold));
    },

    trust: async () => {
      const { table } = current().logs;
      return { suspicions: countSuspicions(table), derivedLocal: countDerivedLocal(table) };
    },

    flow: async (id, flow, signal) => {
      const { scored, views } = detected(id);
      const { logs } = current();
      if (!(Number.isInteger(flow) && flow >= 0 && flow < logs.table.rows)) {
        throw new LogError('bad-request', { what: `flow ${flow}` });
      }
      return describeFlow(logs, scored, views, flow, signal);
    },

    exportFlows: async (view, threshold, formatId, onProgress, signal) => {
      const { views, scored, rows } = await select(view, signal);
      const format = exportFormats.find(({ id }) => id === formatId);
      if (format === undefined) throw new LogError('bad-request', { what: `format ${formatId}` });
      const { table, texts, files } = current().logs;
      const paths = files.map(({ path }) => path);
      const source = {
        table,
        texts,
        files: paths,
        rows: rows.first(rows.length),
        ranks: views.ranks,
        scores: scored.scores,
        threshold,
      };
      return exportFlows(source, format, control(onProgress, signal));
    },
  };
}

/** For questions that are answered too soon to be called off. */
const never = new AbortController().signal;

function control(onProgress: (progress: Progress) => void, signal: AbortSignal): Control {
  return { signal, report: throttled(onProgress) };
}

function filesOf(source: LogSource): readonly LogFile[] {
  if (source.kind === 'files') return source.files;
  return [{ path: 'sample-conn.log', blob: new Blob([makeSample() as BlobPart]) }];
}

/** An array that cannot be had is a `LogError`, so that the page can say what to do about it. */
async function explainingMemory<T>(job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof RangeError && /alloc|array (buffer )?length/i.test(error.message)) {
      throw new LogError('out-of-memory', { why: error.message });
    }
    throw error;
  }
}
