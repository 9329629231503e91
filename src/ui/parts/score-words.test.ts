import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../worker/api.ts';
import {
  flaggedShare,
  hasMultiples,
  onAxis,
  plainScore,
  type ScoreScale,
  sayScore,
  shortScore,
  timesTicks,
  timesWords,
  topTicks,
  topWords,
} from './score-words.ts';

describe('scores in words', () => {
  it('are multiples of the threshold with three digits', () => {
    const words = [2, 4.7, 30.06, 248, 40_000, 3e9].map((score) => timesWords(score, 2));
    expect(words).toEqual(['1.00 ×', '2.35 ×', '15.0 ×', '124 ×', '20,000 ×', '1.5e9 ×']);
  });

  it('have no multiples where ratios of scores are meaningless', () => {
    expect(hasMultiples({ scoreScale: 'linear' }, 2)).toBe(true);
    expect(hasMultiples({ scoreScale: 'log' }, 2)).toBe(false);
    for (const threshold of [0, -1, Number.NaN, Infinity]) {
      expect(hasMultiples({ scoreScale: 'linear' }, threshold)).toBe(false);
    }
  });

  it('have ticks at multiples within the axis', () => {
    expect(timesTicks(1.5, 210, 2)).toEqual([
      { at: 2, label: '1 ×' },
      { at: 6, label: '3 ×' },
      { at: 20, label: '10 ×' },
      { at: 60, label: '30 ×' },
      { at: 200, label: '100 ×' },
    ]);
  });

  it('have ticks at fractions of flows, one per score', () => {
    expect(topTicks([1, 2, 3, 3, 4]).map(({ at, label }) => [at, label])).toEqual([
      [1, 'top 50 %'],
      [2, 'top 25 %'],
      [3, 'top 3 %'],
      [4, 'top 1 %'],
    ]);
    expect(topTicks([1, Number.NaN]).map(({ label }) => label)).toEqual(['top 50 %']);
  });
});

/** The number in a text, read without the code under test, and on which side a leading sign says it is. */
function read(text: string): { readonly number: number; readonly sign: string } {
  const [sign, rest] = /^[<>] /.test(text) ? [text[0], text.slice(2)] : ['', text];
  const [digits, unit = ''] = rest.replace(/^top /, '').replaceAll(',', '').split(' ');
  const powers: Readonly<Record<string, number>> = { k: 3, M: 6, G: 9, T: 12 };
  return { number: Number(digits) * 10 ** (powers[unit] ?? 0), sign };
}

function sideOf(text: string, mark: string): number {
  const [own, other] = [read(text), read(mark)];
  return own.sign === '' ? Math.sign(own.number - other.number) : own.sign === '>' ? 1 : -1;
}

/** Any positive threshold, and a score near it or far from it. */
const pair = fc
  .tuple(
    fc.double({ min: 1e-6, max: 1e14, noNaN: true }),
    fc.oneof(
      fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      fc.integer({ min: 1, max: 15 }).map((power) => 1 + 10 ** -power),
      fc.integer({ min: 1, max: 15 }).map((power) => 1 - 10 ** -power),
    ),
  )
  .map(([threshold, times]) => ({ threshold, score: threshold * times }));
const linear = { scoreScale: 'linear' } as Detection;
const logarithmic = { scoreScale: 'log' } as Detection;

describe('a score beside the threshold', () => {
  it('never reads as the threshold, nor as on its other side, for any score', () => {
    fc.assert(
      fc.property(pair, fc.double({ min: 0.2, max: 5, noNaN: true }), ({ threshold, score }, moved) => {
        const side = Math.sign(score - threshold);
        const scale: ScoreScale = { detection: linear, modelThreshold: threshold, threshold, flows: 9, flagged: 0.1 };
        expect(sideOf(sayScore(score, 1, scale), '1 ×')).toBe(side);
        expect(sideOf(timesWords(score, threshold), timesWords(threshold, threshold))).toBe(side);
        expect(sideOf(plainScore(score, threshold), plainScore(threshold))).toBe(side);
        expect(sideOf(shortScore(score, threshold), shortScore(threshold))).toBe(side);
        for (const detection of [linear, logarithmic]) {
          const axis = { ...scale, detection };
          const [text, mark] = [score, threshold].map((at) => onAxis([{ score: at, share: null }], axis)[0]);
          expect(sideOf(text, mark)).toBe(side);
        }
        // The threshold on screen was moved: its label is a multiple of the model's.
        const of = { ...scale, modelThreshold: threshold / moved };
        expect(sideOf(sayScore(score, 1, of), timesWords(threshold, of.modelThreshold))).toBe(side);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads as the fraction of flows from it on where multiples mean nothing, and fractions that differ read differently', () => {
    const share = fc.integer({ min: 0, max: 1_000_000 }).map((flows) => flows / 1_000_000);
    const scale = { detection: logarithmic, modelThreshold: 2 };
    fc.assert(
      fc.property(share, share, (one, other) => {
        const texts = onAxis(
          [one, other].map((share, score) => ({ score, share })),
          scale,
        );
        expect(texts[0] === texts[1]).toBe(one === other);
        texts.forEach((text, i) => {
          expect(text).toMatch(/^top [\d.]+ %$/);
          expect(Math.abs(read(text.slice(0, -2)).number - 100 * [one, other][i])).toBeLessThan(0.0101);
        });
      }),
    );
  });

  it('is in the fraction of flagged flows exactly if it is above, for any log and rank', () => {
    const log = fc
      .integer({ min: 1, max: 30_000_000 })
      .chain((flows) => fc.record({ flows: fc.constant(flows), anomalies: fc.integer({ min: 0, max: flows }) }));
    const away = fc.integer({ min: -3, max: 4 });
    fc.assert(
      fc.property(log, away, fc.constantFrom(null, 0.01, 0.05, 0.1), ({ flows, anomalies }, by, contamination) => {
        const rank = Math.min(flows, Math.max(1, anomalies + by));
        const flagged = flaggedShare({ flows, anomalies }, contamination);
        const scale: ScoreScale = { detection: logarithmic, modelThreshold: 2, threshold: 2, flows, flagged };
        const isAbove = rank <= anomalies;
        const side = sideOf(sayScore(isAbove ? 3 : 2, rank, scale), topWords(flagged));
        if (isAbove) expect(side).toBeLessThanOrEqual(0);
        else expect(side).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [1.0004, '1.0004 ×'],
    [0.9996, '0.9996 ×'],
    [1 + 1e-9, '> 1.00 ×'],
    [1 - 1e-9, '< 1.00 ×'],
    [1, '1.00 ×'],
    [0.972, '0.972 ×'],
  ])('%d times the threshold is %s', (times, text) => {
    const scale: ScoreScale = { detection: linear, modelThreshold: 1, threshold: 1, flows: 9, flagged: 0.1 };
    expect(sayScore(times, 1, scale)).toBe(text);
  });
});

it('the flagged fraction is the contamination if it is met to within a flow, otherwise what is flagged', () => {
  expect(topWords(flaggedShare({ flows: 19_962, anomalies: 1997 }, 0.1))).toBe('top 10 %');
  expect(topWords(flaggedShare({ flows: 19_962, anomalies: 1162 }, 0.1))).toBe('top 5.82 %');
  expect(topWords(flaggedShare({ flows: 19_962, anomalies: 1997 }, null))).toBe('top 10 %');
  expect(flaggedShare({ flows: 0, anomalies: 0 }, 0.1)).toBe(0.1);
});
