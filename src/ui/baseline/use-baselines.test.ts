// @vitest-environment happy-dom
import { Blob as NodeBlob } from 'node:buffer';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { openPage } from '../../testing/open-page.ts';
import { useBaselines } from './use-baselines.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const withPort = (cells: string[], row: number) => cells.with(3, String(row % 3 === 0 ? 80 : 443));
const blob = new NodeBlob([ordinaryLog(400, withPort)]) as unknown as Blob;
const source = { kind: 'files', files: [{ path: 'monday.log', blob }] } as const;

async function panel() {
  const { controller } = await openPage(200);
  const { result } = renderHook(() => useBaselines(controller));
  const now = () => result.current;
  const isIdle = () => waitFor(() => expect(now().job.phase).toBe('idle'), { timeout: 5000 });
  const fitMonday = async () => {
    act(() => now().fit(source, 'pca-log', {}, 'Fitting'));
    expect(now().job).toMatchObject({ phase: 'working', what: 'Fitting' });
    await isIdle();
  };
  return { controller, now, isIdle, fitMonday };
}

it('a baseline that was fitted is chosen, and compared with the log', async () => {
  const { now, fitMonday } = await panel();
  expect(now()).toMatchObject({ known: [], chosen: null, drift: null, job: { phase: 'idle' } });
  await fitMonday();
  expect(now().known.map(({ name }) => name)).toEqual(['monday.log']);
  expect(now().chosen?.name).toBe('monday.log');
  expect(now().drift?.flows).toBe(200);
});

it('scores the log, and is removed from the detectors when it is discarded', async () => {
  const { controller, now, isIdle, fitMonday } = await panel();
  await fitMonday();
  const baseline = now().known[0];
  const onDone = vi.fn();
  act(() => now().score(baseline, onDone));
  await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1), { timeout: 5000 });
  expect(controller.state().workspace.model.detector).toBe(baseline.id);
  act(() => now().discard(baseline));
  await waitFor(() => expect(now().known).toEqual([]));
  await isIdle();
  expect(now()).toMatchObject({ chosen: null, drift: null });
  expect(controller.state().workspace.model.detector).not.toBe(baseline.id);
});

it('knows the baselines of an earlier log, and compares the last one with the open log', async () => {
  const { controller, fitMonday } = await panel();
  await fitMonday();
  cleanup();
  const { result } = renderHook(() => useBaselines(controller));
  expect(result.current.known).toEqual([]);
  await act(async () => result.current.refresh());
  expect(result.current.known).toHaveLength(1);
  await waitFor(() => expect(result.current.drift?.flows).toBe(200), { timeout: 5000 });
});

it('reports a file that is no model, and a cancel leaves what was there', async () => {
  const { now, isIdle, fitMonday } = await panel();
  await fitMonday();
  act(() => now().open(new NodeBlob(['no model']) as unknown as Blob, 'x.json'));
  await waitFor(() => expect(now().job.phase).toBe('failed'));
  const { known } = now();
  act(() => now().choose(known[0]));
  act(() => now().cancel());
  await isIdle();
  expect(now().known).toBe(known);
});
