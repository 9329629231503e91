import { jsonText } from '../../core/hidden-characters.ts';
import type { Loss, SkipCount } from '../../worker/api.ts';
import type { Result } from '../state.ts';
import { writeHash } from '../url-hash.ts';

/** The run and its settings as JSON: what was read, what was scored with, and what came out; no flow and no address. `link` has all settings. */
export function summarise({ run, shown }: Result, version: string): string {
  const { asked, detection, threshold, isMoved, tally } = shown;
  const summary = {
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
    contamination: isMoved ? null : asked.contamination,
    threshold,
    thresholdMoved: isMoved,
    link: writeHash(asked),
    anomalies: tally.anomalies,
    score: { min: detection.scoreMin, max: detection.scoreMax },
    features: detection.features,
    components: detection.components,
  };
  return `${jsonText(summary, 2)}\n`;
}

function numbersOf(loss: Loss): object {
  return { ...loss, counts: loss.counts.map(withoutCell) };
}

/** The cell that could not be read is the log's own, and stays out. */
function withoutCell({ first, ...count }: SkipCount): object {
  return { ...count, line: first.line };
}
