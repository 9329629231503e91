import {
  type Baseline,
  FILES_NAMED,
  isOfWholeLogs,
  labelOf,
  memberOf,
  type Origin,
  originName,
} from '../core/baseline/baseline.ts';
import { type Drift, measureDrift } from '../core/baseline/drift.ts';
import { fitBaseline } from '../core/baseline/fit-baseline.ts';
import { flowsOfFiles } from '../core/baseline/flows-of-files.ts';
import { MOST_BYTES } from '../core/baseline/saved-form.ts';
import { baselineLabel, scoreBaseline } from '../core/baseline/score-baseline.ts';
import { driftOfSample, passingScorer } from '../core/baseline/score-passing.ts';
import { writeBaseline } from '../core/baseline/write-baseline.ts';
import type { Control } from '../core/control.ts';
import type { Params } from '../core/detect/params.ts';
import type { StreamedScorer } from '../core/detect/streamed.ts';
import { LogError } from '../core/errors.ts';
import { refuseRemnant } from '../core/loss.ts';
import { readModel } from '../core/moments/read-model.ts';
import { ascendingRows } from '../core/query/in-row-order.ts';
import type { RankedRows } from '../core/query/ranking.ts';
import type { View } from '../core/query/view.ts';
import { type ReadLogs, surveyingIfNeeded, unpackAll } from '../core/read-logs.ts';
import type { FileReport, Note, Problem } from '../core/report.ts';
import { fieldsOf, hiddenPreset } from '../core/selection/predicate.ts';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { LogFile } from '../core/source/unpack.ts';
import type { FirstPass } from '../core/stream/first-pass.ts';
import { createCellKernel } from '../core/table/cell-kernel.ts';
import type { Table } from '../core/table/table.ts';
import type { BaselineSummary, Detection, Run } from './api.ts';
import { type Detected, detectedInMemory } from './detection.ts';
import { fitToTable, fitWholeLog } from './fit-whole-log.ts';
import { memoryForFlows } from './memory.ts';
import type { Selections } from './selections.ts';

/** Scores of a run by baselines. */
export interface Scoring {
  readonly score: (baseline: Baseline, id: string, control: Control) => Promise<Detected>;
  readonly drift: (baseline: Baseline, control: Control) => Promise<Drift>;
  /** Drifts by baseline id, computed once. */
  readonly drifts: Map<string, Drift>;
}

interface Kept {
  readonly baseline: Baseline;
  readonly summary: BaselineSummary;
}

/** The baselines of a session. They outlive the log that they were fitted to. */
export class Baselines {
  private readonly kept = new Map<string, Kept>();
  private readonly inflate: InflateAhead | null;
  private made = 0;

  constructor(inflate: InflateAhead | null) {
    this.inflate = inflate;
  }

  has(id: string): boolean {
    return this.kept.has(id);
  }

  list(): BaselineSummary[] {
    return [...this.kept.values()].map(({ summary }) => summary);
  }

  discard(id: string): void {
    this.kept.delete(id);
  }

  /**
   * Fits to files. Reads them twice and keeps only the model. For Behaviour it reads them a third time, into half of the
   * memory, since a log may be open.
   */
  async fitToFiles(
    dropped: readonly LogFile[],
    detector: string,
    params: Params,
    control: Control,
  ): Promise<BaselineSummary> {
    const kernel = createCellKernel();
    let reports: readonly FileReport[] = [];
    const files = await unpackAll(dropped, control);
    const means = { kernel, inflate: kernel && this.inflate };
    const onRead = (read: readonly FileReport[]) => {
      reports = read;
    };
    const origin = originOf(files.map(({ path }) => path));
    const fit = (forms: 'assumed' | 'survey') => {
      const stream = flowsOfFiles(files, means, onRead, forms);
      return isOfWholeLogs(detector)
        ? fitWholeLog(detector, files, stream, means, memoryForFlows() / 2, origin, control)
        : fitBaseline(memberOf(detector), params, stream, origin, control);
    };
    const baseline = await surveyingIfNeeded(fit);
    refuseRemnant(reports);
    const problems = reports.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    return this.keep(baseline, problems);
  }

  /** Fits to rows of a view, which are in rank order. */
  async fitToRows(
    { files }: Run,
    table: Table,
    { where }: View,
    rows: RankedRows,
    detector: string,
    params: Params,
    control: Control,
  ): Promise<BaselineSummary> {
    const paths = files.filter(({ flows }) => flows > 0).map(({ path }) => path);
    const presets = where.flatMap((predicate) => hiddenPreset(predicate) ?? []);
    const chosenBy = [...new Set([...fieldsOf(where), ...presets])];
    const chosen = where.length === 0 ? null : ascendingRows(rows.first(rows.length), table.rows);
    const origin = { ...originOf(paths), chosenBy };
    return this.keep(await fitToTable(detector, params, table, chosen, origin, control), []);
  }

  /** Opens a saved model, or the result of a script that fits in a database. */
  async open(blob: Blob, file: string): Promise<BaselineSummary> {
    if (blob.size > MOST_BYTES) throw new LogError('not-a-baseline', { file, why: 'it is too large' });
    return this.keep(readModel(await textOf(blob, file), file, seconds()), []);
  }

  /** Keeps a model that was fitted elsewhere. */
  add(baseline: Baseline): BaselineSummary {
    return this.keep(baseline, []);
  }

  save(id: string, app: string): Blob {
    return new Blob([writeBaseline(this.find(id).baseline, app)], { type: 'application/json' });
  }

  baselineOf(id: string): Baseline {
    return this.find(id).baseline;
  }

  async drift(id: string, scoring: Scoring, control: Control): Promise<Drift> {
    const { baseline } = this.find(id);
    const drift = scoring.drifts.get(id) ?? (await scoring.drift(baseline, control));
    scoring.drifts.set(id, drift);
    return drift;
  }

  /** Scores the run by a baseline, with the notes to show before the scores. */
  async detect(id: string, scoring: Scoring, results: Map<string, Detected>, control: Control): Promise<Detection> {
    const known = results.get(id);
    if (known !== undefined) return known.detection;
    const { baseline, summary } = this.find(id);
    const drift = await this.drift(id, scoring, { signal: control.signal, report: () => {} });
    const result = await scoring.score(baseline, id, control);
    const notes = [...differenceNotes(drift), ...findingsNotes(baseline), ...result.detection.notes.map(ofBaseline)];
    const detection = { ...result.detection, label: summary.label, short: summary.label, baseline: summary, notes };
    if (this.has(id)) results.set(id, { ...result, detection });
    return detection;
  }

  private find(id: string): Kept {
    const found = this.kept.get(id);
    if (found === undefined) throw new LogError('bad-request', { what: `no baseline ${id}` });
    return found;
  }

  private keep(baseline: Baseline, problems: readonly Problem[]): BaselineSummary {
    const id = `baseline:${++this.made}`;
    const { origin } = baseline;
    const { detector } = baseline;
    const label = baselineLabel(baseline);
    const alike = this.list().filter((other) => other.label.startsWith(label)).length;
    const summary = {
      id,
      label: alike === 0 ? label : `${label} (${this.made})`,
      detector: { id: detector, label: labelOf(detector) },
      name: originName(origin),
      origin,
      problems,
    };
    this.kept.set(id, { baseline, summary });
    return summary;
  }
}

/** Scoring of a run in memory. */
export function compareInMemory(logs: ReadLogs, selections: Selections): Scoring {
  return {
    score: async (baseline, id, control) =>
      detectedInMemory(logs, await scoreBaseline(baseline, id, logs.table, control), selections),
    drift: (baseline, control) => measureDrift(baseline, logs.table, control),
    drifts: new Map(),
  };
}

/** Scoring of an out-of-core run. The drift is estimated from a sample. */
export function comparePassing(
  { fits }: FirstPass,
  passAgainBy: (scorer: StreamedScorer, control: Control) => Promise<Detected>,
): Scoring {
  return {
    score: (baseline, id, control) => passAgainBy(passingScorer(baseline, id, fits), control),
    drift: async (baseline) => driftOfSample(baseline, fits),
    drifts: new Map(),
  };
}

/** Throws `LogError` for an out-of-core run. */
export function notLarger({ larger }: Run): void {
  if (larger !== null)
    throw new LogError('bad-request', { what: 'the flows of a log larger than memory are not kept' });
}

/** The origin of a model of these files, which is made now. */
export function originOf(paths: readonly string[]): Pick<Origin, 'files' | 'fileCount' | 'chosenBy' | 'made'> {
  const names = paths.map((path) => path.split('/').at(-1) ?? path);
  return { files: names.slice(0, FILES_NAMED), fileCount: names.length, chosenBy: [], made: seconds() };
}

/** The time in epoch seconds. */
function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function textOf(blob: Blob, file: string): Promise<string> {
  try {
    return await blob.text();
  } catch (error) {
    throw new LogError('unreadable', { file, why: String(error) });
  }
}

function differenceNotes({ verdict, outside, networks, hosts }: Drift): Note[] {
  if (verdict === 'alike') return [];
  const ofHosts =
    hosts === null
      ? {}
      : { hostsKnown: hosts.known, hostsTotal: hosts.total, hostsShare: hosts.share, hostsLearned: hosts.learned };
  return [{ code: 'baseline-differs', detail: { verdict, outside, ...networks, ...ofHosts } }];
}

/** Findings compare the log with itself, whatever scores are shown. */
function findingsNotes({ behaviour }: Baseline): Note[] {
  return behaviour === null ? [] : [{ code: 'findings-without-baseline', detail: {} }];
}

function ofBaseline(note: Note): Note {
  return { ...note, detail: { ...note.detail, of: 'baseline' } };
}
