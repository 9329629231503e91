// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { tickShares } from '../parts/score-words.ts';
import type { ChartInput } from './strip.tsx';
import { useTickScores } from './use-tick-scores.ts';

afterEach(cleanup);

it('has the scores above which the shares lie, for a score that is read by its share', async () => {
  const log = connLog(Array.from({ length: 50 }, (_, i) => ({ orig_bytes: i * i, resp_bytes: i })));
  const { engine, run, detector } = await openSession({ 'conn.log': log });
  const detection = await engine.detect(run.detectors[0].id, () => {}, new AbortController().signal);
  const input = (scoreScale: string) =>
    ({ engine, run, detection: { ...detection, scoreScale }, modelThreshold: 1 }) as ChartInput;
  const logarithmic = input('log');
  const { result, rerender } = renderHook(useTickScores, { initialProps: logarithmic });
  expect(result.current).toEqual([]);
  await waitFor(() => expect(result.current).toHaveLength(tickShares.length));
  expect(result.current).toEqual(await engine.topScores(detector, tickShares));
  rerender(input('linear'));
  expect(result.current).toEqual([]);
});

it('asks also where the threshold is 0, of which no score is a multiple', async () => {
  const { engine, run } = await openSession({ 'conn.log': connLog(Array.from({ length: 50 }, () => ({}))) });
  const detection = await engine.detect(run.detectors[0].id, () => {}, new AbortController().signal);
  const input = { engine, run, detection: { ...detection, scoreScale: 'linear' }, modelThreshold: 0 } as ChartInput;
  const { result } = renderHook(useTickScores, { initialProps: input });
  await waitFor(() => expect(result.current).toHaveLength(tickShares.length));
});
