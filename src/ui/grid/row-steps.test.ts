// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { awaitPlace, onStepRow, stepRow, useAwaitedPlace } from './row-steps.ts';

it('a step reaches the registered lists', () => {
  const steps: number[] = [];
  const stop = onStepRow((by) => steps.push(by));
  stepRow(1);
  stepRow(-1);
  stop();
  stepRow(1);
  expect(steps).toEqual([1, -1]);
});

it('the panel learns which row is loading', () => {
  const { result } = renderHook(useAwaitedPlace);
  expect(result.current).toBeNull();
  act(() => awaitPlace(12));
  expect(result.current).toBe(12);
  act(() => awaitPlace(null));
  expect(result.current).toBeNull();
});
