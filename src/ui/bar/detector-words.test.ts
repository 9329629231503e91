import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import type { BaselineSummary } from '../../worker/api.ts';
import { wordsFor } from './detector-words.ts';

const wordsOf = (id: string) => wordsFor({ id, baseline: null });
const unknown = wordsOf('');

it('every detector has words, those of a baseline are of its detector', () => {
  for (const { id, label } of detectors) {
    expect(wordsOf(id)).not.toBe(unknown);
    const baseline = { detector: { id, label } } as BaselineSummary;
    expect(wordsFor({ id: 'baseline:1', baseline })).toBe(wordsOf(id));
  }
  const measures = new Set(detectors.map(({ id }) => wordsOf(id).measures));
  expect(measures.size).toBe(detectors.length - 1); // PCA with and without ip_proto
});

it('no other id has a detector’s words, whatever it begins with', () => {
  const known = detectors.map(({ id }) => id);
  const longer = fc
    .tuple(fc.constantFrom(...known), fc.stringMatching(/^[a-z0-9?=-]{1,12}$/))
    .map(([id, end]) => id + end);
  fc.assert(
    fc.property(longer, (id) => {
      fc.pre(!known.includes(id));
      expect(wordsOf(id)).toBe(unknown);
    }),
  );
});
