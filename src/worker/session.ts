import { type Control, checkpoint, type Progress } from '../core/control.ts';
import { combined } from '../core/detect/behaviour-entry.ts';
import { type DetectorEntry, detectors } from '../core/detect/index.ts';
import { keyOf, type Params, resolveParams } from '../core/detect/params.ts';
import { withParams } from '../core/detect/streamed.ts';
import { LogError } from '../core/errors.ts';
import { evaluate } from '../core/evaluate/evaluate.ts';
import { readLabels, truthOf } from '../core/evaluate/labels.ts';
import { exportFlows } from '../core/export/export-flows.ts';
import { exportFormats } from '../core/export/index.ts';
import { findFindings } from '../core/findings/find-findings.ts';
import type { Findings } from '../core/findings/finding.ts';
import { readAxis } from '../core/query/axes.ts';
import { type AxisBins, binPlane } from '../core/query/density.ts';
import { countNoise, noiseOf } from '../core/query/noise.ts';
import type { RankedRows } from '../core/query/ranking.ts';
import { binScores } from '../core/query/score-histogram.ts';
import { countDerivedLocal, countSuspicions } from '../core/query/suspicions.ts';
import { binTimes } from '../core/query/timeline.ts';
import type { View } from '../core/query/view.ts';
import type { Means } from '../core/read-files.ts';
import { readTable, unpackAll } from '../core/read-logs.ts';
import { makeSample } from '../core/sample/sample.ts';
import { noisePresets } from '../core/schema/noise.ts';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { LogFile } from '../core/source/unpack.ts';
import { passOnce } from '../core/stream/first-pass.ts';
import { fits, planReading } from '../core/stream/plan.ts';
import { passAgain } from '../core/stream/second-pass.ts';
import { createCellKernel } from '../core/table/cell-kernel.ts';
import type { Column, Table } from '../core/table/table.ts';
import type { Engine, LogSource, News, Run, Trust } from './api.ts';
import { Baselines, compareInMemory, comparePassing, notLarger, type Scoring } from './baselines.ts';
import { describeChannelDetail, readChannels } from './channel-rows.ts';
import { type Detected, detectedAgain, detectedInMemory, type Flows } from './detection.ts';
import { tellEarly } from './early-results.ts';
import { describeFlow } from './flow-detail.ts';
import { type GroupViews, groupViewsOf } from './group-views.ts';
import { describeHostDetail, type Masses, readHosts } from './host-rows.ts';
import { memoryForFlows } from './memory.ts';
import { readRows } from './rows.ts';
import { describeLargerRun, describeRun } from './run.ts';
import { throttled } from './throttled.ts';
import { isByRank } from './views.ts';

/** One run: what was read, and what each detector made of it. */
interface Loaded {
  readonly run: Run;
  readonly trust: (signal: AbortSignal) => Promise<Trust>;
  /** Found once; null when the run cannot have any. */
  readonly findings: (control: Control) => Promise<Findings | null>;
  readonly detected: Map<string, Detected>;
  /** Scores the run by a baseline, and says how far it differs from it. */
  readonly byBaseline: Scoring;
  /** Hosts and channels; null when the flows are not all in memory. */
  readonly groups: GroupViews | null;
  readonly masses: Masses;
  /** Runs a detector of the run. */
  readonly detect: (entry: DetectorEntry, control: Control, params: Params) => Promise<Detected>;
}

/**
 * The product on one page: open, detect, then questions about the result, each a few calls into core. Knows nothing of
 * workers. A job that yields works on locals and publishes once, at its end, so that questions asked meanwhile are answered
 * from what was there before.
 */
export function createSession(inflate: InflateAhead | null = null): Engine {
  let loaded: Loaded | null = null;
  const baselines = new Baselines(inflate);

  const current = (): Loaded => {
    if (loaded === null) throw new LogError('bad-request', { what: 'no log is open' });
    return loaded;
  };
  const detected = (id: string): Detected => {
    const found = current().detected.get(id);
    if (found === undefined) throw new LogError('bad-request', { what: `${id} has not been run` });
    return found;
  };
  /** The view's rows in rank order, for counting. */
  const select = async ({ detector, where }: View, signal: AbortSignal): Promise<RankedRows> => {
    const { all, views } = detected(detector);
    return where.length === 0 ? all : views.select(where, signal);
  };
  /** The flows that the view is drawn from, and which of them. */
  const drawn = async ({ detector, where }: View, signal: AbortSignal): Promise<Flows & { rows: RankedRows }> => {
    const { population, listed, views } = detected(detector);
    if (where.length === 0) return { ...population, rows: population.ranking };
    return { ...listed, rows: await views.select(where, signal) };
  };

  const groups = (): GroupViews => {
    const found = current().groups;
    if (found === null) throw new LogError('bad-request', { what: 'hosts of a log that is larger than memory' });
    return found;
  };
  /** The lens is found for the hosts anyway: its scores count as a detector's that has been run. */
  const ensureLens = async (job: Control): Promise<void> => {
    const { run, detect, detected: results } = current();
    const entry = detectors.find(({ id }) => id === 'behaviour');
    if (entry === undefined || results.has(entry.id) || !run.detectors.some(({ id }) => id === entry.id)) return;
    await groups().behaviour(job);
    const result = await detect(entry, { signal: job.signal, report: () => {} }, {});
    if (!results.has(entry.id)) results.set(entry.id, result);
  };

  return {
    open: (source, onProgress, onNews, signal) =>
      explainingMemory(async () => {
        loaded = null;
        loaded = await load(source, control(onProgress, signal), onNews, inflate);
        return loaded.run;
      }),

    detect: (id, onProgress, signal, given = {}) =>
      explainingMemory(async () => {
        const { run, detect, detected: results, byBaseline } = current();
        if (baselines.has(id)) return baselines.detect(id, byBaseline, results, control(onProgress, signal));
        const entry = detectors.find((candidate) => candidate.id === id && run.detectors.some((one) => one.id === id));
        if (entry === undefined) throw new LogError('bad-request', { what: `detector ${id}` });
        const params = resolveParams(entry.params, given);
        const key = keyOf(id, entry.params, params);
        const known = results.get(key);
        if (known !== undefined) return known.detection;
        const result = await detect(entry, control(onProgress, signal), params);
        results.set(key, result);
        return result.detection;
      }),

    results: async (contamination) =>
      [...current().detected.values()].map(({ detection: { detector, id, label, params }, all }) => {
        const threshold = all.quantile(contamination);
        return { detector, id, label, params, threshold, anomalies: all.countAbove(threshold) };
      }),

    threshold: async (id, contamination) => {
      return detected(id).all.quantile(contamination);
    },

    tally: async (view, threshold) => {
      const rows = await select(view, never);
      const { views } = detected(view.detector);
      const inTable = view.where.length === 0 ? views.ranking.length : rows.length;
      const listed = view.alike === true ? (await views.alike(view.where, never)).rows.length : inTable;
      return { flows: rows.length, anomalies: rows.countAbove(threshold), listed };
    },

    prepare: (view, onProgress, signal) =>
      explainingMemory(async () => {
        const { report } = control(onProgress, signal);
        const total = detected(view.detector).views.ranking.length;
        const onShare = (share: number) => {
          const done = Math.round(share * total);
          report({ phase: 'Sorting', file: view.sort.by, done, total, unit: 'rows', rows: done });
        };
        if (isByRank(view)) return;
        onShare(0);
        await checkpoint(signal);
        await detected(view.detector).views.order(view, signal, onShare);
      }),

    rows: async (view, start, end, fields, signal) => {
      const { views, listed } = detected(view.detector);
      return readRows(listed.logs, listed.scored, views, view, start, end, fields, signal);
    },

    place: async (view, flow) => {
      return detected(view.detector).views.place(view, flow, never);
    },

    scoreHistogram: async (view, threshold, bins, signal) => {
      const { scoreMin, scoreMax } = detected(view.detector).detection;
      return binScores(await select(view, signal), [scoreMin, scoreMax], threshold, bins);
    },

    timeline: async (view, threshold, bins, signal) => {
      const { logs, rows } = await drawn(view, signal);
      const { table } = logs;
      const ts = table.columns.get('ts');
      const times = ts?.kind === 'number' ? ts : null;
      return binTimes(times, rows, table.rows, current().run.span, rows.countAbove(threshold), bins);
    },

    density: async (view, threshold, x, y, [columns, lines], signal) => {
      const { scored, axes, rows } = await drawn(view, signal);
      const axis = (id: string, bins: number): AxisBins => {
        const key = `${id} ${bins}`;
        const found = axes.get(key) ?? readAxis(scored, id, bins);
        if (found === null) throw new LogError('bad-request', { what: `axis ${id}` });
        axes.set(key, found);
        return found;
      };
      return binPlane(axis(x, columns), axis(y, lines), rows, rows.countAbove(threshold));
    },

    findings: (onProgress, signal) => explainingMemory(() => current().findings(control(onProgress, signal))),

    trust: async () => current().trust(never),

    noise: async (id, signal) => {
      const counts = countNoise(await noiseOf(detected(id).listed.logs.table, signal));
      return noisePresets.map((preset, place) => ({ preset: preset.id, flows: counts[place] }));
    },

    labels: async () => {
      const { run, detected: results } = current();
      const [first] = results.values();
      return run.larger !== null || first === undefined ? [] : readLabels(first.listed.logs.table);
    },

    evaluate: async (id, threshold, { field, positive, leftOut }, signal) => {
      const { listed, all } = detected(id);
      const truth = truthOf(listed.logs.table, field, positive, leftOut);
      if (truth === null || current().run.larger !== null)
        throw new LogError('bad-request', { what: `labels ${field}` });
      return evaluate(listed.scored.scores, all, truth, threshold, signal);
    },

    flow: async (id, flow, signal, hiding = []) => {
      const { listed, views, population } = detected(id);
      if (!(Number.isInteger(flow) && flow >= 0 && flow < listed.logs.table.rows)) {
        throw new LogError('bad-request', { what: `flow ${flow}` });
      }
      return describeFlow(listed.logs, listed.scored, views, flow, population.logs.table, hiding, signal);
    },

    hosts: (wish, start, end, onProgress, signal) =>
      explainingMemory(async () => {
        const { detected: results, masses } = current();
        const job = control(onProgress, signal);
        await ensureLens(job);
        return readHosts(groups(), results, masses, wish, start, end, job);
      }),

    host: (side, host, signal) =>
      describeHostDetail(
        groups(),
        side,
        host,
        control(() => {}, signal),
      ),

    channels: (wish, start, end, onProgress, signal) =>
      explainingMemory(() => readChannels(groups(), wish, start, end, control(onProgress, signal))),

    channel: (channel, signal) =>
      describeChannelDetail(
        groups(),
        channel,
        control(() => {}, signal),
      ),

    exportFlows: async (view, threshold, formatId, onProgress, signal) => {
      const { views, listed } = detected(view.detector);
      const rows = await views.select(view.where, signal);
      const format = exportFormats.find(({ id }) => id === formatId);
      if (format === undefined) throw new LogError('bad-request', { what: `format ${formatId}` });
      const { table, texts, files } = listed.logs;
      const source = {
        table,
        texts,
        files: files.map(({ path }) => path),
        rows: rows.first(rows.length),
        ranks: views.ranks,
        scores: listed.scored.scores,
        threshold,
      };
      return exportFlows(source, format, control(onProgress, signal));
    },

    fitBaseline: (source, detector, onProgress, signal, params = {}) =>
      explainingMemory(async () => {
        const job = control(onProgress, signal);
        if (source.kind === 'files') return baselines.fitToFiles(source.files, detector, params, job);
        const { view } = source;
        const { run } = current();
        notLarger(run);
        const { listed } = detected(view.detector);
        return baselines.fitToRows(run, listed.logs.table, view, await select(view, signal), detector, params, job);
      }),

    openBaseline: async (blob, file) => baselines.open(blob, file),
    saveBaseline: async (id, app) => baselines.save(id, app),
    baselines: async () => baselines.list(),

    discardBaseline: async (id) => {
      baselines.discard(id);
      loaded?.detected.delete(id);
    },

    drift: (id, onProgress, signal) =>
      explainingMemory(() => baselines.drift(id, current().byBaseline, control(onProgress, signal))),
  };
}

/** Reads the logs into memory, or, when they do not fit, once through. */
async function load(
  source: LogSource,
  control: Control,
  onNews: (news: News) => void,
  inflate: InflateAhead | null,
): Promise<Loaded> {
  const started = performance.now();
  const files = await unpackAll(filesOf(source), control.signal);
  const wishes = source.kind === 'files' ? source : null;
  const plan = await planReading(files, wishes?.memory ?? memoryForFlows());
  const kernel = createCellKernel();
  const means: Means = { kernel, inflate: kernel && inflate };
  const onBlock = tellEarly(started, control, (early) => onNews({ kind: 'early', early }));
  const detected = new Map<string, Detected>();
  if (fits(plan)) {
    const isDroppingRepeated = wishes?.isDroppingRepeated === true;
    const logs = await readTable(files, control, { isDroppingRepeated, onBlock }, means);
    const textColumns = new Map<string, Column>();
    return {
      run: describeRun(logs, performance.now() - started),
      trust: async (job) => ({
        suspicions: await countSuspicions(logs.table, job),
        derivedLocal: countDerivedLocal(logs.table),
      }),
      findings: findingsOf(logs.table),
      detected,
      byBaseline: compareInMemory(logs, textColumns),
      groups: groupViewsOf(logs.table),
      masses: new Map(),
      detect: async (entry, job, params) =>
        detectedInMemory(logs, await entry.detect(logs.table, job, params), textColumns),
    };
  }
  onNews({ kind: 'larger', plan });
  const first = await passOnce(files, control, means, onBlock);
  return {
    run: describeLargerRun(first, plan, performance.now() - started),
    trust: async () => ({ suspicions: first.suspicions, derivedLocal: first.derivedLocal }),
    findings: async () => null,
    detected,
    byBaseline: comparePassing(first, async (scorer, job) =>
      detectedAgain(await passAgain(files, first, { scorer: () => scorer }, job, means)),
    ),
    groups: null,
    masses: new Map(),
    detect: async ({ id }, job, params) => {
      const fit = first.fits.get(id);
      if (fit === undefined) throw new LogError('bad-request', { what: `detector ${id}` });
      return detectedAgain(await passAgain(files, first, withParams(fit, params), job, means));
    },
  };
}

function findingsOf(table: Table): Loaded['findings'] {
  let found: Findings | null = null;
  return async (job) => {
    if (!combined.canScore(table)) return null;
    found ??= await findFindings(table, job);
    return found;
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
