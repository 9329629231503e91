import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatField,
  formatScore,
  formatShare,
  formatTime,
  formatValue,
} from './format.ts';

describe('numbers as a person reads them', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999.6, '1 kB'],
    [831_245_000, '831 MB'],
    [2_460_000, '2.46 MB'],
    [9e18, '9,000 PB'],
  ])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, '0 s'],
    [0.000012, '12 µs'],
    [0.00081, '810 µs'],
    [0.25, '250 ms'],
    [1.25, '1.25 s'],
    [59.97, '1 m 00 s'],
    [3355.4, '55 m 55 s'],
    [3599.7, '1 h 00 m'],
    [16_140, '4 h 29 m'],
    [183_600, '2 d 03 h'],
    [-3355.4, '−55 m 55 s'],
  ])('%d seconds', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it.each([
    [391_600_000, '3.916e+8'],
    [12.3456, '12.35'],
    [12_139.6, '12,140'],
    [-6531.2, '-6,531'],
    [0, '0'],
    [0.00012, '1.200e-4'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('a score of %d', (score, text) => expect(formatScore(score)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.00001, '0.001 %'],
    [3e-8, '0.000003 %'],
    [0.29, '29 %'],
    [0.58, '58 %'],
    [0.99989, '99.98 %'],
    [0.99995, '99.995 %'],
    [0.9999, '99.99 %'],
    [0.9999968, '99.9996 %'],
    [1, '100 %'],
  ])('a share of %d', (share, text) => expect(formatShare(share)).toBe(text));

  it('writes times in UTC, to the microsecond if wanted', () => {
    expect(formatTime(1_655_132_606.5)).toBe('2022-06-13 15:03:26');
    expect(formatTime(1_655_132_606.503298, true)).toBe('2022-06-13 15:03:26.503298');
    expect(formatTime(-0.25, true)).toBe('1969-12-31 23:59:59.750000');
    expect(formatTime(1e20)).toBe('100000000000000000000');
  });

  it('writes counts with commas, ports without, means with three digits', () => {
    expect(formatCount(1_084_005)).toBe('1,084,005');
    expect(formatField(55_121, { type: 'port', unit: '' })).toBe('55121');
    expect(formatField(5130.4, { type: 'port', unit: '' })).toBe('5,130');
    expect(formatField(55_121, { type: 'count', unit: 'packets' })).toBe('55,121');
    expect(formatValue(1_500_000_000, 'epoch')).toBe('2017-07-14 02:40:00');
  });
});
