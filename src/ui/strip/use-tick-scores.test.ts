// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openPage } from '../../testing/open-page.ts';
import type { ChartInput } from './strip.tsx';
import { useTickScores } from './use-tick-scores.ts';

afterEach(cleanup);

it('has the same ticks for a detector after another one was shown', async () => {
  const { controller, ready } = await openPage();
  const { engine } = controller;
  const { run } = ready().result;
  // A worker sends a copy of each answer.
  const detect = async (id: string) => structuredClone(await engine.detect(id, () => {}, new AbortController().signal));
  const inputOf = async (id: string) => ({ engine, run, detection: await detect(id), modelThreshold: 1 }) as ChartInput;
  const first = await inputOf('pca-log');
  const { result, rerender } = renderHook((input: ChartInput) => useTickScores(input), { initialProps: first });
  await waitFor(() => expect(result.current.length).toBeGreaterThan(0));
  const ticks = result.current;
  rerender(await inputOf('pyod-pca'));
  expect(result.current).toEqual([]);
  const again = await inputOf('pca-log');
  expect(again.detection).not.toBe(first.detection);
  rerender(again);
  await waitFor(() => expect(result.current).toEqual(ticks));
});
