import { jsonText } from '../../core/hidden-characters.ts';
import type { Loss, SkipCount } from '../../worker/api.ts';
import type { Preferences } from '../workspace/preferences.ts';
import type { Result } from '../workspace/state.ts';
import { writeHash } from '../workspace/url-hash.ts';

/**
 * The run and its settings as JSON: files, detector and results, without flows or addresses. `link` contains all
 * settings.
 */
export function summarise({ run, shown }: Result, page: Preferences, version: string): string {
  const { workspace, detection, threshold, isMoved, run: all } = shown;
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
    contamination: isMoved ? null : workspace.model.contamination,
    threshold,
    thresholdMoved: isMoved,
    link: writeHash({ workspace, page }),
    anomalies: all.anomalies,
    score: { min: detection.scoreMin, max: detection.scoreMax },
    features: detection.features,
    components: detection.components,
  };
  return `${jsonText(summary, 2)}\n`;
}

function numbersOf(loss: Loss): object {
  return { ...loss, counts: loss.counts.map(withoutCell) };
}

/** Removes the unreadable cell: it is a value of the log. */
function withoutCell({ first, ...count }: SkipCount): object {
  return { ...count, line: first.line };
}
