// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import type { View } from '../../worker/api.ts';
import type { ChartInput } from './strip.tsx';
import { useChartAnswer } from './use-chart-answer.ts';

afterEach(cleanup);

const udp = clauseOf('box', equals('proto', 'udp'), 'udp');
const time = clauseOf('time', { op: 'range', field: 'ts', from: 1, to: 2 }, 'time');
const detection = { detector: 'pca' } as ChartInput['detection'];

/** A chart of time over an engine that answers when the test wants. An answer is the question in words. */
function chart(first: Partial<ChartInput> = {}) {
  const asked: { readonly of: string; answer(): Promise<void>; fail(): Promise<void> }[] = [];
  const onPainted = vi.fn();
  const base: Partial<ChartInput> = {
    ...{ run: { id: 'run', larger: null } as ChartInput['run'], detection, threshold: 2, modelThreshold: 2 },
    ...{ selection: [], following: null, join: () => () => {}, onPainted },
  };
  const ask = ({ detector, where }: View, threshold: number) =>
    new Promise<string>((resolve, reject) => {
      const of = `${detector} ${where.map(({ op }) => op).join('+') || 'all'} >${threshold}`;
      asked.push({
        of,
        answer: () => act(async () => resolve(of)),
        fail: () => act(async () => reject(new Error(of))),
      });
    });
  const { result, rerender } = renderHook(
    (props: Partial<ChartInput>) => useChartAnswer('Time', { ...base, ...props } as ChartInput, 'time', ask),
    { initialProps: first },
  );
  const settle = () => act(async () => {});
  return { asked, result, onPainted, settle, show: (props: Partial<ChartInput>) => act(async () => rerender(props)) };
}

it('counts the selection without its own brush, and the whole log behind it', async () => {
  const { asked, result, settle } = chart({ selection: [udp, time] });
  await settle();
  expect(asked.map(({ of }) => of)).toEqual(['pca in >2', 'pca all >0']);
  await asked[0].answer();
  await asked[1].answer();
  expect(result.current).toEqual({ result: 'pca in >2', whole: 'pca all >0', hasFailed: false });
});

it('needs no second question without a selection, and none behind a sample', async () => {
  const { asked, result, settle, show } = chart();
  await settle();
  await asked[0].answer();
  expect(result.current.whole).toBeNull();
  await show({ selection: [udp], run: { id: 'run', larger: {} } as ChartInput['run'] });
  await asked[1].answer();
  expect(asked.map(({ of }) => of)).toEqual(['pca all >2', 'pca in >2']);
  expect(result.current.whole).toBeNull();
});

it('asks nothing before the first log', async () => {
  const { asked, settle } = chart({ run: null, detection: null });
  await settle();
  expect(asked).toEqual([]);
});

it('sends one question at a time, then the newest', async () => {
  const { asked, result, settle, show } = chart();
  await settle();
  await asked[0].answer();
  for (const threshold of [3, 4, 5]) await show({ threshold });
  expect(asked).toHaveLength(2);
  await asked[1].answer();
  await settle();
  expect(asked.map(({ of }) => of)).toEqual(['pca all >2', 'pca all >3', 'pca all >5']);
  expect(result.current.result).toBe('pca all >3');
});

it('never shows the counts of another detector', async () => {
  const { asked, result, settle, show } = chart();
  await settle();
  await asked[0].answer();
  await show({ detection: { detector: 'ecod' } as ChartInput['detection'] });
  expect(result.current.result).toBeNull();
});

it('shows a draft of another brush, and keeps it until the answer for the brush is there', async () => {
  const { asked, result, settle, show } = chart();
  await settle();
  await asked[0].answer();
  await show({ following: { time: 'draft' } as unknown as ChartInput['following'], selection: [udp] });
  expect(result.current.result).toBe('draft');
  await show({ following: null, selection: [udp] });
  expect(result.current.result).toBe('draft');
  for (const { of, answer } of asked.slice(1)) if (of === 'pca in >2') await answer();
  expect(result.current.result).toBe('pca in >2');
});

it('reports each detection that it has drawn, also if it could not be counted', async () => {
  const { asked, result, settle, onPainted } = chart();
  await settle();
  expect(onPainted).not.toHaveBeenCalled();
  await asked[0].fail();
  expect(result.current.hasFailed).toBe(true);
  expect(onPainted).toHaveBeenCalledExactlyOnceWith('Time', detection);
});
