// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useFollow } from './use-follow.ts';

it('follows each step once, as soon as its row is loaded', () => {
  const followed: string[] = [];
  const initialProps: { steps: number; row: string | null } = { steps: 0, row: 'a' };
  const { result, rerender } = renderHook(({ steps, row }) => useFollow(steps, row, (one) => followed.push(one)), {
    initialProps,
  });
  expect([result.current, followed]).toEqual([false, []]);
  rerender({ steps: 1, row: 'b' });
  rerender({ steps: 1, row: 'b' });
  expect([result.current, followed]).toEqual([false, ['b']]);
  rerender({ steps: 2, row: null });
  expect([result.current, followed]).toEqual([true, ['b']]);
  rerender({ steps: 3, row: null });
  rerender({ steps: 3, row: 'd' });
  expect([result.current, followed]).toEqual([false, ['b', 'd']]);
});
