import { detectors } from '../core/detect/index.ts';
import type { View } from '../core/query/view.ts';
import type { Detection, Engine, Run } from '../worker/api.ts';
import { ifLarge } from '../worker/inflate-in-worker.ts';
import { createSession } from '../worker/session.ts';
import { type Given, isGiven, textOf } from './given.ts';
import { inflateInThread } from './inflate-in-thread.ts';
import type { Inputs } from './inputs.ts';
import { memoryOf } from './memory.ts';
import { openModel } from './open-model.ts';
import { anyway } from './options/anyway.ts';
import { baseline } from './options/baseline.ts';
import { contaminationOf } from './options/contamination.ts';
import { detector as chosen } from './options/detector.ts';
import { options } from './options/index.ts';
import type { ProgressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Logs that were read and scored, with the engine that answers questions about them. */
export interface Scored {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly contamination: number;
  readonly threshold: number;
  /** Flows above the threshold. */
  readonly anomalies: number;
  /** All flows in rank order. */
  readonly view: View;
  readonly progress: ProgressBar;
  readonly signal: AbortSignal;
}

/** Reads the logs into the engine of the page and scores them. Throws `LogError` if no flow could be read. */
export async function scoreLogs(
  { files }: Inputs,
  given: Given,
  progress: ProgressBar,
  { signal, script }: Pick<Terminal, 'signal' | 'script'>,
): Promise<Scored> {
  const inflater = script === null ? null : inflateInThread(script);
  try {
    const engine = createSession(inflater === null ? null : ifLarge(inflater.inflate));
    const model = textOf(given, baseline);
    const summary = model === null ? null : await openModel(engine, model);
    const isAnyway = isGiven(given, anyway);
    const source = {
      kind: 'files',
      files,
      memory: memoryOf(given),
      isUnpackingAll: isAnyway,
      takesRemnant: isAnyway,
      isWithoutEarly: true,
    } as const;
    const open = (leavesLabels: boolean) => engine.open({ ...source, leavesLabels }, progress.show, () => {}, signal);
    const isLeaving = leavesLabels(given);
    const first = await open(isLeaving);
    // A log that lacks numbers of the usual detector may be scored by its labels.
    const isLacking = isLeaving && first.larger === null && first.detectors[0]?.id !== detectors[0].id;
    const run = isLacking ? await open(false) : first;
    const id = summary?.id ?? detectorOf(run, textOf(given, chosen));
    const detection = await engine.detect(id, progress.show, signal);
    const contamination = contaminationOf(given);
    const { detector } = detection;
    const view: View = { detector, where: [], sort: { by: 'rank', descending: false } };
    // A description of the selection would rank all flows; only the first ones are printed.
    const results = await engine.results(contamination);
    const { threshold, anomalies } = results.find((result) => result.detector === detector) ?? results[0];
    return { engine, run, detection, contamination, threshold, anomalies, view, progress, signal };
  } finally {
    await inflater?.end();
  }
}

/** Whether only numbers are kept in memory: what is printed reads the labels of a few flows again from the files. */
function leavesLabels(given: Given): boolean {
  return options.every((option) => !isGiven(given, option) || option.leavesLabels?.(given) === true);
}

/** The detector that the user chose, if it can score the run; otherwise the first one. */
function detectorOf({ detectors }: Run, id: string | null): string {
  if (id === null) return detectors[0].id;
  if (detectors.some((detector) => detector.id === id)) return id;
  const others = detectors.map((detector) => detector.id).join(', ');
  throw new UsageError(`This log cannot be scored by ${id}. It can be scored by ${others}.`);
}
