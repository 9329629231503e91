import { expect, it } from 'vitest';
import { anomalyShade, flowDepth } from './density-shade.ts';

it('a cell with one flow has the mark colour alone, and the fullest cell the deepest colour', () => {
  expect([flowDepth(1, 1), flowDepth(1, 1000), flowDepth(1000, 1000)]).toEqual([0, 0, 0.85]);
  expect(flowDepth(10, 1000)).toBeLessThan(flowDepth(100, 1000));
});

it('anomalies are never paler than three quarters', () => {
  for (const [anomalies, flows, most] of [
    [1, 1, 1],
    [1, 1000, 1000],
    [500, 1000, 1000],
  ]) {
    expect(anomalyShade(anomalies, flows, most)).toBeGreaterThanOrEqual(0.75);
  }
});
