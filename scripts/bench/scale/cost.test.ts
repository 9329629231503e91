import { describe, expect, it } from 'vitest';
import { costsPerBillion, dollarsByReading } from './cost.ts';

const engines = [
  { engine: 'measured', seconds: 10, source: '' },
  { engine: 'slower', seconds: 40, source: '' },
];

describe('costsPerBillion', () => {
  it('is processor time times the price', () => {
    // 3.6 s per million flows: 3600 s, one core-hour, per billion.
    const [measured] = costsPerBillion(3.6, engines, 0.25);
    expect(measured).toMatchObject({ factor: 1, coreHours: 1, dollars: 0.25 });
  });

  it('takes another engine as slower by the published times', () => {
    const [, slower] = costsPerBillion(3.6, engines, 0.25);
    expect(slower).toMatchObject({ factor: 4, coreHours: 4, dollars: 1 });
  });
});

describe('dollarsByReading', () => {
  it('counts every read of the table', () => {
    // 50 bytes per flow: 0.05 TB per read of a billion flows.
    expect(dollarsByReading(50, 4)).toBeCloseTo(1);
  });
});
