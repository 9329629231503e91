import type { Detection, Loss, Run, SkipCount } from '../worker/api.ts';

/** A run scored by a detector, with the threshold that is used. */
export interface SummarisedResult {
  readonly run: Run;
  readonly detection: Detection;
  readonly contamination: number;
  readonly threshold: number;
  /** Whether the threshold was chosen by hand, and not by the contamination. */
  readonly isMoved: boolean;
  /** Flows of the run above the threshold. */
  readonly anomalies: number;
}

/**
 * A run and its result as plain data for JSON: files, detector, threshold, counts and the model, without flows or
 * addresses. `version` is the version of Oddflow.
 */
export function summaryOf(result: SummarisedResult, version: string) {
  const { run, detection, contamination, threshold, isMoved, anomalies } = result;
  return {
    oddflow: version,
    files: run.files.map(({ path, bytes, log, flows, skipped, skippedBy, context, problem, notes }) => ({
      path,
      bytes,
      log,
      flows,
      skipped,
      skippedBy: skippedBy.map(withoutCell),
      context,
      problem,
      notes,
    })),
    flows: run.flows,
    larger: run.larger,
    skipped: run.skipped,
    loss: run.loss === null ? null : { ...numbersOf(run.loss), files: run.loss.files.map(numbersOf) },
    context: run.context,
    span: run.span,
    detector: { id: detection.detector, label: detection.label, params: detection.params, notes: detection.notes },
    baseline: detection.baseline,
    contamination: isMoved ? null : contamination,
    threshold,
    thresholdMoved: isMoved,
    anomalies,
    score: { min: detection.scoreMin, max: detection.scoreMax },
    features: detection.features,
    components: detection.components,
  };
}

function numbersOf(loss: Loss): object {
  return { ...loss, counts: loss.counts.map(withoutCell) };
}

/** Removes the unreadable cell: it is a value of the log. */
function withoutCell({ first, ...count }: SkipCount): object {
  return { ...count, line: first.line };
}
