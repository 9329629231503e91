// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Suppressing, type Suppressor, useSuppressor } from './use-suppressor.ts';

it('gives the suppressor of the open log, and one that hides nothing without a log', async () => {
  const suppressor: Suppressor = { suppress: vi.fn(), ask: vi.fn(), countFlows: async () => [7] };
  const { result } = renderHook(useSuppressor, {
    wrapper: ({ children }) => <Suppressing value={suppressor}>{children}</Suppressing>,
  });
  expect(result.current).toBe(suppressor);
  const { result: without } = renderHook(useSuppressor);
  without.current.ask([]);
  expect(suppressor.ask).not.toHaveBeenCalled();
  expect(await without.current.countFlows([], new AbortController().signal)).toEqual([]);
});
