import { formatCount } from '../number-words.ts';
import type { Term } from './steps.ts';
import { AT_START, type Tail } from './tail.ts';

/**
 * The lines of the −log10 p of `x` by a tail, from its quantiles to the value, which is named `tail`. `x` is the name of
 * a line above; `mark` is added to the names of these lines; `factor` multiplies the scale.
 */
export function tailTerms(tail: Tail, x: string, peers: string, mark = '', factor = 1): Term[] {
  const times = factor === 1 ? '' : `${factor} `;
  const [q75, q95, start, scale] = [`q75${mark}`, `q95${mark}`, `start${mark}`, `scale${mark}`];
  return [
    { name: q75, meaning: `75 % quantile of ${peers}`, value: tail.q75 },
    { name: q95, meaning: '95 % quantile', value: tail.q95 },
    tail.least === -Infinity
      ? { name: start, meaning: q75, value: (of) => of[q75] }
      : {
          name: start,
          meaning: `max(${q75}, ln ${formatCount(Math.exp(tail.least))})`,
          value: (of) => Math.max(of[q75], tail.least),
        },
    {
      name: scale,
      meaning: `${times}max((${q95} − ${q75}) / ln 5, ${tail.floor})`,
      value: (of) => factor * Math.max((of[q95] - of[q75]) / Math.log(5), tail.floor),
    },
    {
      name: `tail${mark}`,
      meaning: `${AT_START} + (${x} − ${start}) / (${scale} ln 10), 0 if ${x} ≤ ${start}`,
      value: (of) => (of[x] > of[start] ? AT_START + (of[x] - of[start]) / (of[scale] * Math.LN10) : 0),
    },
  ];
}
