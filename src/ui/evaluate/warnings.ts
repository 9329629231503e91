import type { Judged } from './use-evaluations.ts';

const MAJORITY = 0.3;

/** Warnings that affect the interpretation of the measures, with advice. */
export function warningsOf(judged: readonly Judged[]): string[] {
  const [first] = judged;
  if (first === undefined) return [];
  const { positives, negatives } = first.evaluation;
  if (positives === 0 || negatives === 0) {
    return [
      `No flow is ${positives === 0 ? 'positive' : 'negative'}, so nothing can be compared. Choose other labels.`,
    ];
  }
  const warnings: string[] = [];
  const share = positives / (positives + negatives);
  if (share > MAJORITY) {
    warnings.push(
      `${Math.round(share * 100)} % of the flows that count are positive. A detector takes what most flows do for normal, so a low score says little here. Judge it on a log with more ordinary traffic, or leave some of the positive labels out.`,
    );
  }
  for (const { label, evaluation } of judged) {
    if (evaluation.areaUnderRoc.value < 0.5) {
      warnings.push(
        `${label} points the wrong way here: positive flows score lower than the others (ROC AUC ${evaluation.areaUnderRoc.value.toFixed(3)}). Do not rank this log by it. Compare with another detector.`,
      );
    }
  }
  return warnings;
}
