import type { Control } from '../core/control.ts';
import { combined } from '../core/detect/behaviour-entry.ts';
import { FactorAhead } from '../core/detect/factor.ts';
import type { DetectorEntry } from '../core/detect/index.ts';
import type { Params } from '../core/detect/params.ts';
import { type StreamedFit, withParams } from '../core/detect/streamed.ts';
import { LogError } from '../core/errors.ts';
import { type FoundFindings, findFindings } from '../core/findings/find-findings.ts';
import { refuseRemnant } from '../core/loss.ts';
import { countDerivedLocal, countSuspicions } from '../core/query/suspicions.ts';
import type { Means } from '../core/read-files.ts';
import { type ReadOptions, readTable, unpackAll } from '../core/read-logs.ts';
import { makeSample } from '../core/sample/sample.ts';
import { sharedJob } from '../core/shared-job.ts';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { LogFile } from '../core/source/unpack.ts';
import { passOnce } from '../core/stream/first-pass.ts';
import { TooLarge, watchMemory } from '../core/stream/memory-watch.ts';
import { bytesOf, fits, type Plan, planReading } from '../core/stream/plan.ts';
import { passAgain } from '../core/stream/second-pass.ts';
import { createCellKernel } from '../core/table/cell-kernel.ts';
import type { Table } from '../core/table/table.ts';
import type { LogSource, News, Run, Trust } from './api.ts';
import { compareInMemory, comparePassing, type Scoring } from './baselines.ts';
import { type Detected, detectedAgain, detectedInMemory } from './detection.ts';
import { tellEarly } from './early-results.ts';
import { type GroupViews, groupViewsOf } from './group-views.ts';
import type { Masses } from './host-masses.ts';
import { memoryForFlows } from './memory.ts';
import { describeLargerRun, describeRun } from './run.ts';
import { Selections } from './selections.ts';

/** One run: its logs and the results of detectors. */
export interface Loaded {
  readonly run: Run;
  readonly trust: (signal: AbortSignal) => Promise<Trust>;
  /** Computed once. Null if the run cannot have findings. */
  readonly findings: (control: Control) => Promise<FoundFindings | null>;
  readonly detected: Map<string, Detected>;
  /** Scores the run by a baseline, with the drift. */
  readonly byBaseline: Scoring;
  /** Hosts and channels. Null for an out-of-core log without hosts. */
  readonly groups: GroupViews | null;
  readonly masses: Masses;
  /** Runs a detector on the run. */
  readonly detect: (entry: DetectorEntry, control: Control, params: Params) => Promise<Detected>;
}

/** The log that stays open while another is read. */
export interface Beside {
  /** Flows held in memory. 0 if the log was too large to keep. */
  readonly flows: number;
  readonly giveUp: () => void;
}

/**
 * Reads the logs into memory or, if they do not fit, out of core. If memory does not suffice for both, frees the log
 * that is open, but only after the first rows show that the new files contain a log.
 */
export async function load(
  source: LogSource,
  control: Control,
  onNews: (news: News) => void,
  inflate: InflateAhead | null,
  beside: Beside,
): Promise<Loaded> {
  const started = performance.now();
  const options = source.kind === 'files' ? source : null;
  const isUnpackingAll = options?.isUnpackingAll === true;
  const files = await unpackAll(filesOf(source), control, isUnpackingAll);
  const memory = options?.memory ?? memoryForFlows();
  const plan = await planReading(files, memory, control.signal);
  const kernel = createCellKernel();
  const means: Means = { kernel, inflate: kernel && inflate, isUnpackingAll };
  const early =
    options?.isWithoutEarly === true
      ? async () => {}
      : tellEarly(started, control, (results) => onNews({ kind: 'early', early: results }));
  const giveUp = once(() => {
    beside.giveUp();
    onNews({ kind: 'given-up' });
  });
  const bytesBeside = bytesOf(beside.flows);
  const fitsBeside = bytesBeside === 0 || fits(await planReading(files, memory - bytesBeside, control.signal));
  const takesRemnant = options?.takesRemnant === true;
  const onBlock = fitsBeside ? early : whenRowsCome(giveUp, takesRemnant, early);
  const reading: ReadingLogs = { files, control, means, onBlock, started, takesRemnant };
  if (!fits(plan)) return loadLarger(reading, plan, onNews);
  const watch = watchMemory(memory, { bytes: bytesBeside, giveUp });
  try {
    return await loadIntoMemory(reading, options ?? {}, watch);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    if (bytesBeside > 0) giveUp();
    return loadLarger(reading, error.plan, onNews);
  }
}

/** The shared input of both ways of reading. */
interface ReadingLogs {
  readonly files: readonly LogFile[];
  readonly control: Control;
  readonly means: Means;
  readonly onBlock: OnBlock;
  readonly started: number;
  readonly takesRemnant: boolean;
}

/** Throws `TooLarge` when `watch` does. */
async function loadIntoMemory(
  { files, control, means, onBlock, started, takesRemnant }: ReadingLogs,
  { isDroppingRepeated = false, leavesLabels = false }: Pick<ReadOptions, 'isDroppingRepeated' | 'leavesLabels'>,
  watch: ReturnType<typeof watchMemory>,
): Promise<Loaded> {
  const factor = new FactorAhead();
  let share = 0;
  let hasGroup = false;
  const logs = await readTable(
    files,
    control,
    {
      isDroppingRepeated,
      leavesLabels,
      onGroup: (table, first) => {
        hasGroup = true;
        watch(table, share);
        factor.add(table, first);
      },
      onBlock: (peek, read) => {
        share = read;
        if (!hasGroup) watch(peek(1).table, share); // with very many columns one group can be too large
        return onBlock(peek, read);
      },
    },
    means,
  );
  if (!takesRemnant) refuseRemnant(logs.files);
  factor.keepFor(logs.table);
  const findings = findingsOf(logs.table);
  const selections = new Selections(logs, findings);
  return {
    run: describeRun(logs, performance.now() - started),
    trust: async (job) => ({
      suspicions: await countSuspicions(logs.table, job),
      derivedLocal: countDerivedLocal(logs.table),
    }),
    findings,
    detected: new Map(),
    byBaseline: compareInMemory(logs, selections),
    groups: groupViewsOf(logs.table, findings),
    masses: new Map(),
    detect: async (entry, job, params) =>
      detectedInMemory(logs, await entry.detect(logs.table, job, params), selections),
  };
}

/** Reads the files once, and again for each detector. */
async function loadLarger(
  { files, control, means, onBlock, started, takesRemnant }: ReadingLogs,
  plan: Plan,
  onNews: (news: News) => void,
): Promise<Loaded> {
  onNews({ kind: 'larger', plan });
  const first = await passOnce(files, control, means, plan.available, onBlock);
  if (!takesRemnant) refuseRemnant(first.files);
  const { folded } = first;
  const findings: Loaded['findings'] = folded === null ? async () => null : findingsOf(folded.table);
  const again = async (fit: Pick<StreamedFit, 'scorer'>, job: Control) =>
    detectedAgain(await passAgain(files, first, fit, job, means), findings);
  return {
    run: describeLargerRun(first, plan, performance.now() - started),
    trust: async () => ({ suspicions: first.suspicions, derivedLocal: first.derivedLocal }),
    findings,
    detected: new Map(),
    byBaseline: comparePassing(first, (scorer, job) => again({ scorer: async () => scorer }, job)),
    groups: folded === null ? null : groupViewsOf(folded.table, findings),
    masses: new Map(),
    detect: async ({ id }, job, params) => {
      const fit = first.fits.get(id);
      if (fit === undefined) throw new LogError('bad-request', { what: `detector ${id}` });
      return again(withParams(fit, params), job);
    },
  };
}

type OnBlock = Exclude<ReadOptions['onBlock'], undefined>;

/**
 * Calls `act` once before the first block with rows. Waits while most rows are malformed unless `takesRemnant` is set.
 */
function whenRowsCome(act: () => void, takesRemnant: boolean, onBlock: OnBlock): OnBlock {
  let isDone = false;
  return async (peek, share) => {
    if (!isDone) {
      const { flows, unread } = peek(1);
      isDone = flows > (takesRemnant ? 0 : unread);
      if (isDone) act();
    }
    await onBlock(peek, share);
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

function findingsOf(table: Table): Loaded['findings'] {
  const find = sharedJob((job) => findFindings(table, job));
  return async (job) => (combined.canScore(table) ? find(job) : null);
}

function filesOf(source: LogSource): readonly LogFile[] {
  if (source.kind === 'files') return source.files;
  return [{ path: 'sample-conn.log', blob: new Blob([makeSample() as BlobPart]) }];
}
