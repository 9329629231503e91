import type { Result } from '../state.ts';

/** The run and its settings as JSON: what was read, what was scored with, and what came out; no flow and no address. */
export function summarise({ run, shown }: Result, version: string): string {
  const { asked, detection, threshold, tally } = shown;
  const summary = {
    oddflow: version,
    files: run.files.map(({ path, bytes, log, flows, skipped, context, problem, notes }) => ({
      path,
      bytes,
      log,
      flows,
      skipped,
      context,
      problem,
      notes,
    })),
    flows: run.flows,
    larger: run.larger,
    skipped: run.skipped,
    context: run.context,
    span: run.span,
    detector: { id: detection.detector, label: detection.label, params: detection.params, notes: detection.notes },
    baseline: detection.baseline,
    contamination: asked.threshold === null ? asked.contamination : null,
    threshold,
    thresholdMoved: asked.threshold !== null,
    anomalies: tally.anomalies,
    score: { min: detection.scoreMin, max: detection.scoreMax },
    features: detection.features,
    components: detection.components,
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}
