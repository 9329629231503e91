import type { ScoreHistogram } from '../../worker/api.ts';

/** The x axis of a score histogram: converts scores to positions from 0 to 1 and back. */
interface ScoreScale {
  readonly toPlace: (score: number) => number;
  readonly toScore: (place: number) => number;
}

export function scoreScale({ scale, edges }: Pick<ScoreHistogram, 'scale' | 'edges'>): ScoreScale {
  // A threshold from a link may be 0 or less: on a logarithmic axis it is at the left end.
  const to =
    scale === 'log' ? (score: number) => Math.log10(Math.max(score, Number.MIN_VALUE)) : (score: number) => score;
  const from = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const [first, last] = [edges[0], edges[edges.length - 1]];
  const [low, high] = [to(first), to(last)];
  return {
    toPlace: (score) => Math.min(1, Math.max(0, (to(score) - low) / (high - low))),
    toScore: (place) => (place <= 0 ? first : place >= 1 ? last : from(low + place * (high - low))),
  };
}
