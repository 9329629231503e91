import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../worker/api.ts';
import { cutInMiddle } from '../parts/cut-in-middle.ts';
import { plainScore, type ScoreScale, sayScore, shortScore } from '../parts/score-words.ts';

const scale = (scoreScale: Detection['scoreScale'], modelThreshold: number): ScoreScale => ({
  detection: { scoreScale } as Detection,
  modelThreshold,
  threshold: modelThreshold,
  flows: 19_962,
  flagged: 0.1,
});

describe('a score in words', () => {
  it('is a multiple of the model’s threshold for a linear detector', () => {
    expect(sayScore(280_765_336.6, 1, scale('linear', 2_264_000))).toBe('124 ×');
    expect(sayScore(2_200_000, 2000, scale('linear', 2_264_000))).toBe('0.972 ×');
  });

  it('is a fraction of the flows for other detectors, and for a threshold of 0 or less', () => {
    expect(sayScore(5, 2, scale('log', 1))).toBe('top 0.01 %');
    expect(sayScore(5, 200, scale('linear', 0))).toBe('top 1 %');
  });

  it.each([
    [280_765_336.6, '281 M'],
    [999.6, '1 k'],
    [12, '12'],
    [-6531.2, '-6.53 k'],
    [0, '0'],
    [2e-7, '2.0e-7'],
  ])('%d is short', (score, text) => expect(shortScore(score)).toBe(text));

  it.each([
    [280_765_336.6, '280,765,337'],
    [12.34567, '12.35'],
    [0, '0'],
    [2e-7, '2.000e-7'],
  ])('%d is plain', (score, text) => expect(plainScore(score)).toBe(text));

  it('has at most seven characters between 0.001 and a billion', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (score) => {
        expect(shortScore(score).length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

it('shortens a long address in the middle', () => {
  expect(cutInMiddle('2001:db8:85a3:8d3:1319:8a2e:370:7348', 24)).toBe('2001:db8:85a…2e:370:7348');
  expect(cutInMiddle('192.168.100.200', 24)).toBe('192.168.100.200');
});
