// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Detection } from '../worker/api.ts';
import { usePainted } from './use-painted.ts';
import type { Controller } from './workspace/controller.ts';

it('reports the painted detection of a region, and nothing before there is one', () => {
  const painted = vi.fn();
  const controller = { painted } as unknown as Controller;
  const [first, second] = [{}, {}] as Detection[];
  const { result, rerender } = renderHook(({ detection }) => usePainted(controller, 'charts', detection), {
    initialProps: { detection: null as Detection | null },
  });
  result.current();
  expect(painted).not.toHaveBeenCalled();
  rerender({ detection: first });
  const report = result.current;
  report();
  rerender({ detection: first });
  expect(result.current).toBe(report);
  rerender({ detection: second });
  result.current();
  expect(painted.mock.calls).toEqual([
    ['charts', first],
    ['charts', second],
  ]);
});
