import type { ScoreHistogram } from '../../worker/api.ts';
import { countOf, formatScore } from '../parts/format.ts';
import { scoreOnAxis, scoreRangeWords } from '../parts/score-words.ts';
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
  const say = (score: number) => (scale === null ? formatScore(score) : scoreOnAxis(score, scale));
  const labelOf = ({ first, end }: Span) =>
    scale === null ? '' : scoreRangeWords(limitAt(first, edges), limitAt(end, edges), scale);
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
    describeBorder: (border: number) => `score ${say(edges[border])}`,
    describeBin: (bin: number) =>
      `${say(edges[bin])} to ${say(edges[bin + 1])}: ${binWords(counts[bin], anomalies[bin], whole?.counts[bin])}`,
    onDraft: change(onDraft),
    onCommit: change(onCommit),
    onCancel: () => onCancel('score'),
  };
}

/** The score at a border of bins. The outer borders are no limits. */
function limitAt(border: number, edges: readonly number[]): number {
  return border === 0 ? -Infinity : border === edges.length - 1 ? Infinity : edges[border];
}
