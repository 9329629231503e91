import type { ScoreHistogram } from '../../worker/api.ts';
import { countOf } from '../parts/format.ts';
import { type AxisScore, onAxis, scoreRangeWords } from '../parts/score-words.ts';
import type { MenuValue } from '../parts/value-menu.tsx';
import { binWords, sumOf } from './bin-words.ts';
import { predicateOf, spanOf } from './brush-predicate.ts';
import { type Brushing, boxOf } from './moving-brush.ts';
import type { Span } from './span.ts';
import type { ChartInput } from './strip.tsx';

/** The brush of the score distribution, in the unit of its axis. */
export function useScoreBrush(
  { selection, detection, modelThreshold, threshold, onDraft, onCommit, onCancel }: ChartInput,
  { edges, counts, anomalies }: ScoreHistogram,
  whole: ScoreHistogram | null,
) {
  const clause = selection.find(({ source, isOn }) => source === 'score' && isOn);
  const span = clause === undefined || counts.length === 0 ? null : spanOf(clause.predicate, 'score', edges);
  const scale = detection === null || modelThreshold === null ? null : { detection, modelThreshold, threshold };
  // The counts are of all flows if there is no other filter.
  const isWhole = whole !== null || selection.every(({ source, isOn }) => source === 'score' || !isOn);
  const shares = isWhole ? sharesFrom((whole ?? { counts }).counts) : null;
  const at = (border: number): AxisScore => ({ score: edges[border], share: shares?.[border] ?? null });
  const say = (...borders: readonly number[]) => (scale === null ? [] : onAxis(borders.map(at), scale));
  const labelOf = ({ first, end }: Span) =>
    scale === null ? '' : scoreRangeWords(limitAt(first, edges, at), limitAt(end, edges, at), scale);
  const change = (to: Brushing) => {
    return (next: Span | null) => {
      const box = boxOf([next], [counts.length]);
      if (next === null || scale === null) return to('score', null, '', box);
      return to('score', predicateOf('score', edges, next), labelOf(next), box);
    };
  };
  return {
    name: 'Score',
    span,
    markValue: (mark: Span): MenuValue => {
      const label = labelOf(mark);
      return { name: 'score', text: label.replace(/^score /, ''), label, predicate: predicateOf('score', edges, mark) };
    },
    isShy: true,
    label: span === null ? '' : countOf(sumOf(counts, span), 'flow'),
    describeBorder: (border: number) => `score ${say(border).join()}`,
    describeBin: (bin: number) =>
      `${say(bin, bin + 1).join(' to ')}: ${binWords(counts[bin], anomalies[bin], whole?.counts[bin])}`,
    onDraft: change(onDraft),
    onCommit: change(onCommit),
    onCancel: () => onCancel('score'),
  };
}

/** The score at a border of bins. The outer borders are no limits. */
function limitAt(border: number, edges: readonly number[], at: (border: number) => AxisScore): AxisScore {
  const outer = border === 0 ? -Infinity : border === edges.length - 1 ? Infinity : null;
  return outer === null ? at(border) : { ...at(border), score: outer };
}

/** By border, the fraction of all flows in the bins above it. Bins include their lower edge. */
function sharesFrom(counts: readonly number[]): readonly number[] {
  const above = [0];
  for (const count of counts.toReversed()) above.push(above[above.length - 1] + count);
  const all = above[above.length - 1];
  return above.toReversed().map((flows) => (all === 0 ? 0 : flows / all));
}
