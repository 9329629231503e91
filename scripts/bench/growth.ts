import type { Figure } from './part.ts';
import type { Sample } from './sample.ts';

/** Ten times the rows should take ten times as much, or less: what a page takes for itself does not grow. */
export const growth: { readonly id: string; readonly figures: Readonly<Record<string, Figure>> } = {
  id: 'growth',
  figures: {
    time: { label: 'growth of the total, against a tenth of the rows', digits: 2, target: { atMost: 10.5 } },
    memory: { label: 'growth of the memory above before, likewise', digits: 2, target: { atMost: 10.5 } },
  },
};

/** For each size of which a tenth was measured too: how many times as much it took, run by run. */
export function growthOf(samples: readonly Sample[]): Sample[] {
  return samples.flatMap((big) => {
    const [part, figure, key] = big.part === 'read' ? ['read', 'total', 'time'] : ['memory', 'growth', 'memory'];
    const isTenth = (small: Sample) =>
      small.part === part && small.rows === Number(big.rows) / 10 && small.run === big.run && small.build === big.build;
    const small = samples.find(isTenth)?.figures[figure] ?? 0;
    // A small log may fit into memory that the browser has already: that is no measure.
    if (big.part !== part || small <= 0) return [];
    return [{ ...big, part: growth.id, figures: { [key]: big.figures[figure] / small } }];
  });
}
