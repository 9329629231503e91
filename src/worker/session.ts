import { type Control, neverAborted, type Progress } from '../core/control.ts';
import { detectors } from '../core/detect/index.ts';
import { keyOf, resolveParams } from '../core/detect/params.ts';
import { LogError } from '../core/errors.ts';
import { areaByLabels, evaluate } from '../core/evaluate/evaluate.ts';
import { readLabels, truthOf } from '../core/evaluate/labels.ts';
import { exportFlows } from '../core/export/export-flows.ts';
import { exportFormats } from '../core/export/index.ts';
import { countGroups } from '../core/groups/count-groups.ts';
import type { RankedRows } from '../core/query/ranking.ts';
import type { View } from '../core/query/view.ts';
import { noisePresets } from '../core/schema/noise.ts';
import { countNoise, noiseOf } from '../core/selection/noise.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { Engine, GroupSelection } from './api.ts';
import { Baselines, notLarger } from './baselines.ts';
import { Brushes } from './brushes.ts';
import { describeChannelDetail, readChannels } from './channel-rows.ts';
import { describeSelection } from './describe.ts';
import { type Detected, thresholdOf } from './detection.ts';
import { countFindings, readFindingHosts } from './finding-rows.ts';
import { describeFlow } from './flow-detail.ts';
import { allFlows, type CountedFlows, type GroupViews } from './group-views.ts';
import { describeHostDetail } from './host-detail.ts';
import { readHosts } from './host-rows.ts';
import { type Loaded, load } from './load.ts';
import { readRows } from './rows.ts';
import { throttled } from './throttled.ts';

/**
 * The engine: opens logs, runs detectors, and answers questions about the result, each with a few calls into core.
 * Independent of workers. A job that yields works on local data and publishes its result at the end, so questions in
 * between see a consistent state. `inflate` inflates gzip files ahead; null inflates in place.
 */
export function createSession(inflate: InflateAhead | null = null): Engine {
  let loaded: Loaded | null = null;
  /** The run that the page shows. The run being read replaces it in `keep`. */
  let kept: Loaded | null = null;
  let opening = 0;
  const baselines = new Baselines(inflate);
  const brushes = new Brushes();

  const current = (): Loaded => {
    if (loaded === null) throw new LogError('bad-request', { what: 'no log is open' });
    return loaded;
  };
  const detected = (id: string): Detected => {
    const found = current().detected.get(id);
    if (found === undefined) throw new LogError('bad-request', { what: `${id} has not been run` });
    return found;
  };
  /** The rows of a view in rank order, for counting. */
  const select = async ({ detector, where }: View, signal: AbortSignal): Promise<RankedRows> => {
    const { all, views } = detected(detector);
    return where.length === 0 ? all : views.ranked(where, signal);
  };
  const groups = (): GroupViews => {
    const found = current().groups;
    if (found === null) throw new LogError('bad-request', { what: 'hosts of a log that is larger than memory' });
    return found;
  };
  const countedFlows = async (selection: GroupSelection | undefined, signal: AbortSignal): Promise<CountedFlows> => {
    if (selection === undefined || selection.where.length === 0) return allFlows;
    const { detector, where } = selection;
    return { key: `${detector} ${keyOfAll(where)}`, rows: await detected(detector).views.select(where, signal) };
  };

  return {
    ping: async () => {},

    open: (source, onProgress, onNews, signal) =>
      explainingMemory(async () => {
        const mine = ++opening;
        loaded = kept;
        const giveUp = () => {
          if (mine === opening) kept = loaded = null;
        };
        const beside = { flows: kept?.run.larger === null ? kept.run.flows : 0, giveUp };
        const next = await load(source, control(onProgress, signal), onNews, inflate, beside);
        signal.throwIfAborted();
        if (mine !== opening) throw new DOMException('Another log was opened', 'AbortError');
        loaded = next;
        return next.run;
      }),

    reopen: async () => {
      opening++;
      loaded = kept;
      return loaded !== null;
    },

    keep: async () => {
      kept = loaded;
    },

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
      [...current().detected.values()].map((found) => {
        const { detector, id, label, params } = found.detection;
        const { all } = found;
        const threshold = thresholdOf(found, contamination);
        return { detector, id, label, params, threshold, anomalies: all.countAbove(threshold) };
      }),

    topScores: async (id, shares) => shares.map((share) => thresholdOf(detected(id), share)),

    describe: (query, onProgress, signal) =>
      explainingMemory(() => describeSelection(detected(query.detector), query, control(onProgress, signal))),

    facets: ({ detector, threshold }, asked, signal) =>
      explainingMemory(() => detected(detector).facets.read(threshold, asked, signal)),

    rows: async (view, start, end, fields, signal) => {
      const { views, listed } = detected(view.detector);
      return readRows(listed.logs, listed.scored, views, view, start, end, fields, signal);
    },

    place: async (view, flow) => {
      return detected(view.detector).views.place(view, flow, neverAborted);
    },

    scoreHistogram: async (view, threshold, bins, signal) =>
      detected(view.detector).charts.scores(view, threshold, bins, signal),

    timeline: async (view, threshold, bins, signal) =>
      detected(view.detector).charts.times(view, threshold, current().run.span, bins, signal),

    density: async (view, threshold, x, y, bins, signal) =>
      detected(view.detector).charts.plane(view, threshold, [x, y], bins, signal),

    brush: (query, signal) =>
      explainingMemory(() => brushes.prepare(detected(query.detector), query, current().run.span, signal)),

    brushed: async (brush, box) => brushes.answer(brush, box),

    findings: (onProgress, signal) =>
      explainingMemory(async () => (await current().findings(control(onProgress, signal)))?.findings ?? null),

    findingCounts: ({ detector, where }, signal) =>
      explainingMemory(() => countFindings(detected(detector).views, where, { signal, report: () => {} })),

    trust: async () => current().trust(neverAborted),

    noise: async (id, signal) => {
      const counts = countNoise(await noiseOf(detected(id).listed.logs.table, signal));
      return noisePresets.map((preset, place) => ({ preset: preset.id, flows: counts[place] }));
    },

    labels: async () => {
      const { run, detected: results } = current();
      const [first] = results.values();
      return run.larger !== null || first === undefined ? [] : readLabels(first.listed.logs.table);
    },

    area: async (id, { field, positive, leftOut }, signal) => {
      const { listed, all } = detected(id);
      const truth = truthOf(listed.logs.table, field, positive, leftOut);
      if (truth === null || current().run.larger !== null)
        throw new LogError('bad-request', { what: `labels ${field}` });
      return areaByLabels(listed.scored.scores, all, truth, signal);
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

    hosts: (query, start, end, onProgress, signal) =>
      explainingMemory(async () => {
        const { detected: results, masses } = current();
        const flows = await countedFlows(query.selection, signal);
        return readHosts(groups(), results, masses, query, flows, start, end, control(onProgress, signal));
      }),

    host: async (side, host, signal, { selection, withFindings = false } = {}) => {
      const flows = await countedFlows(selection, signal);
      return describeHostDetail(groups(), side, host, flows, withFindings, { signal, report: () => {} });
    },

    findingHosts: (where, onProgress, signal) =>
      explainingMemory(() => readFindingHosts(groups(), where, control(onProgress, signal))),

    channels: (query, start, end, onProgress, signal) =>
      explainingMemory(async () => {
        const flows = await countedFlows(query.selection, signal);
        return readChannels(groups(), query, flows, start, end, control(onProgress, signal));
      }),

    groupCounts: (selection, signal) =>
      explainingMemory(async () => {
        const job = { signal, report: () => {} };
        const { facts } = await groups().behaviour(job);
        return countGroups(facts, await detected(selection.detector).views.select(selection.where, signal), job);
      }),

    channel: async (channel, signal, { selection, withFindings = false } = {}) => {
      const flows = await countedFlows(selection, signal);
      return describeChannelDetail(groups(), channel, flows, withFindings, { signal, report: () => {} });
    },

    exportFlows: async (view, threshold, formatId, onProgress, signal) => {
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

function control(onProgress: (progress: Progress) => void, signal: AbortSignal): Control {
  return { signal, report: throttled(onProgress) };
}

/** Turns a failed allocation into a `LogError`, for which the page suggests a remedy. */
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
