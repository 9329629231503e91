// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { formatCount, formatShare } from '../parts/format.ts';
import { FlagButton, type FlagProps } from './flag-button.tsx';
import { whyNotMet } from './why-not-met.ts';

afterEach(cleanup);

function show(flows: number, anomalies: number, contamination: number, moving: number | null = null) {
  const all = { flows, anomalies, listed: flows };
  const ignore = () => {};
  const props: FlagProps = {
    ...{ all, contamination, moving, threshold: 2, isStale: false },
    ...{ tally: all, onThreshold: ignore, onContamination: ignore },
  };
  return render(<FlagButton {...props} />).container.textContent;
}

it('says how many flows it flags, and the fraction that these are', () => {
  expect(show(19_962, 1997, 0.1)).toContain('Flag top 10 % (1,997)');
  cleanup();
  expect(show(19_962, 1162, 0.1)).toContain('Flag 5.82 % (1,162)');
  expect(whyNotMet({ flows: 19_962, anomalies: 1162 }, 0.1)).toContain('so these are fewer than 10 %');
  expect(whyNotMet({ flows: 19_962, anomalies: 2162 }, 0.1)).toContain('so these are more than 10 %');
  expect(whyNotMet({ flows: 19_962, anomalies: 1997 }, 0.1)).toBe('');
  cleanup();
  expect(show(19_962, 7, 0.1, 9)).toContain('Flag 7 flows (moved)');
});

it('promises the requested fraction only if it is met to within a flow, for any counts', () => {
  const counts = fc.integer({ min: 1, max: 100_000 }).chain((flows) => fc.tuple(fc.constant(flows), fc.nat(flows)));
  fc.assert(
    fc.property(counts, ([flows, anomalies]) => {
      cleanup();
      const text = show(flows, anomalies, 0.1) ?? '';
      expect(text).toContain(`(${formatCount(anomalies)})`);
      const isMet = Math.abs(anomalies - 0.1 * flows) <= 1 || anomalies / flows === 0.1;
      expect(text.includes('Flag top 10 % ')).toBe(isMet || formatShare(anomalies / flows) === '10 %');
      expect(whyNotMet({ flows, anomalies }, 0.1) === '').toBe(isMet);
    }),
    { numRuns: 60 },
  );
});
