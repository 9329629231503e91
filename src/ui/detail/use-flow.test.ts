// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import type { View } from '../../worker/api.ts';
import { useFlow } from './use-flow.ts';

afterEach(cleanup);

async function open() {
  const { engine, run } = await openSession({ 'conn.log': connLog([{ orig_bytes: 1 }, { orig_bytes: 900 }]) });
  const detection = await engine.detect(run.detectors[0].id, () => {}, new AbortController().signal);
  const viewOf = (...where: Predicate[]): View => ({
    ...{ detector: detection.detector, where, sort: { by: 'score', descending: true } },
  });
  const { result, rerender } = renderHook(
    ({ flow, view = viewOf() }: { flow: number | null; view?: View }) => useFlow(engine, run, detection, view, flow),
    { initialProps: { flow: null } as { flow: number | null; view?: View } },
  );
  return { engine, viewOf, state: () => result.current, show: rerender };
}

it('has the details of the open flow, and never those of another', async () => {
  const { state, show } = await open();
  expect(state()).toEqual({ phase: 'none' });
  show({ flow: 1 });
  expect(state()).toEqual({ phase: 'loading' });
  await waitFor(() => expect(state()).toMatchObject({ phase: 'ready', flow: { row: 1 } }));
  show({ flow: 0 });
  expect(state()).toEqual({ phase: 'loading' });
  await waitFor(() => expect(state()).toMatchObject({ phase: 'ready', flow: { row: 0 } }));
  show({ flow: null });
  expect(state()).toEqual({ phase: 'none' });
});

it('counts related flows in view, as many as there are after the click', async () => {
  const { engine, viewOf, state, show } = await open();
  show({ flow: 1 });
  await waitFor(() => expect(state().phase).toBe('ready'));
  const filters = [
    [equals('orig_bytes', '900')],
    [equals('proto', 'udp')],
    [{ op: 'not', of: equals('orig_bytes', '1') } as const],
  ];
  for (const where of filters) {
    const view = viewOf(...where);
    show({ flow: 1, view });
    expect(state()).toMatchObject({ phase: 'ready', flow: { row: 1 } });
    const { related } = await engine.flow(view.detector, 1, new AbortController().signal, where);
    await waitFor(() => expect(state()).toMatchObject({ flow: { related } }));
    for (const { where: shared, flows } of related) {
      const after = await engine.rows(viewOf(...where, ...shared), 0, 5, [], new AbortController().signal);
      expect(after.total).toBe(flows);
    }
  }
});

it('reports a flow that the log does not have', async () => {
  const { state, show } = await open();
  show({ flow: 99 });
  await waitFor(() => expect(state().phase).toBe('failed'));
});
