// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { useEvaluations } from './use-evaluations.ts';

afterEach(cleanup);

const fields = [
  ...['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'duration', 'orig_bytes', 'resp_bytes'],
  ...['orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes', 'label'],
];
const flows = Array.from({ length: 60 }, (_, i) => ({
  ...{ ts: i, orig_bytes: i === 7 ? 9_000_000 : 100 + i, resp_bytes: 300 - i },
  label: i === 7 ? 'Malicious' : 'Benign',
}));
const query = { field: 'label', positive: ['Malicious'], leftOut: [] };
const candidate = (id: string, threshold: number | null = null) => ({
  id,
  label: id.toUpperCase(),
  params: {},
  threshold,
});

async function open() {
  const { engine } = await openSession({ 'conn.log': connLog(flows, { fields }) });
  const { result } = renderHook(() => useEvaluations(engine));
  const state = () => result.current.state;
  const judge = (...args: Parameters<typeof result.current.judge>) => act(() => result.current.judge(...args));
  return { engine, state, judge, cancel: () => act(() => result.current.cancel()) };
}

it('evaluates the detectors one after another, by the threshold of the contamination', async () => {
  const { state, judge } = await open();
  expect(state()).toEqual({ phase: 'idle' });
  judge([candidate('pyod-pca'), candidate('ecod')], 0.1, query);
  expect(state()).toMatchObject({ phase: 'working' });
  await waitFor(() => expect(state().phase).toBe('done'), { timeout: 5000 });
  const done = state();
  if (done.phase !== 'done') throw new Error(done.phase);
  expect([done.contamination, done.moved]).toEqual([0.1, null]);
  expect(done.judged.map(({ label }) => label)).toEqual(['PYOD-PCA', 'ECOD']);
  for (const { evaluation } of done.judged) {
    expect(evaluation).toMatchObject({ positives: 1, negatives: 59, leftOut: 0, confusion: { truePositives: 1 } });
    expect(evaluation.confusion.falsePositives).toBeLessThanOrEqual(5);
  }
});

it('uses the threshold that the user moved, and names its detector', async () => {
  const { engine, state, judge } = await open();
  const { detector } = await engine.detect('pyod-pca', () => {}, new AbortController().signal);
  const [{ threshold }] = (await engine.results(0.5)).filter((result) => result.detector === detector);
  judge([candidate('pyod-pca', threshold)], 0.1, query);
  await waitFor(() => expect(state()).toMatchObject({ phase: 'done', moved: 'PYOD-PCA' }), { timeout: 5000 });
  const done = state();
  if (done.phase !== 'done') throw new Error(done.phase);
  const { truePositives, falsePositives } = done.judged[0].evaluation.confusion;
  expect(truePositives + falsePositives).toBe(30);
});

it('a cancel returns to what was there, and a failure is reported', async () => {
  const { state, judge, cancel } = await open();
  judge([candidate('pyod-pca')], 0.1, query);
  cancel();
  expect(state()).toEqual({ phase: 'idle' });
  judge([candidate('no-such-detector')], 0.1, query);
  await waitFor(() => expect(state().phase).toBe('failed'));
});
