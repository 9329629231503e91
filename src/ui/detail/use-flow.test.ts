// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import type { View } from '../../worker/api.ts';
import { useFlow } from './use-flow.ts';

afterEach(cleanup);

async function open() {
  const { engine, run } = await openSession({ 'conn.log': connLog([{ orig_bytes: 1 }, { orig_bytes: 900 }]) });
  const detection = await engine.detect(run.detectors[0].id, () => {}, new AbortController().signal);
  const asked = vi.spyOn(engine, 'flow');
  const viewOf = (...where: Predicate[]): View => ({
    ...{ detector: detection.detector, where, sort: { by: 'score', descending: true } },
  });
  const { result, rerender } = renderHook(
    ({ flow, view = viewOf() }: { flow: number | null; view?: View }) => useFlow(engine, run, detection, view, flow),
    { initialProps: { flow: null } as { flow: number | null; view?: View } },
  );
  return { asked, viewOf, state: () => result.current, show: rerender };
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

it('asks again when noise is hidden, which related flows leave out, and not for another filter', async () => {
  const { asked, viewOf, state, show } = await open();
  show({ flow: 1 });
  await waitFor(() => expect(state().phase).toBe('ready'));
  show({ flow: 1, view: viewOf(equals('proto', 'tcp')) });
  expect(asked).toHaveBeenCalledTimes(1);
  const hidden: Predicate = { op: 'not', of: { op: 'preset', id: 'dhcp' } };
  show({ flow: 1, view: viewOf(equals('proto', 'tcp'), hidden) });
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  expect(asked.mock.calls[1][3]).toEqual([hidden]);
});

it('reports a flow that the log does not have', async () => {
  const { state, show } = await open();
  show({ flow: 99 });
  await waitFor(() => expect(state().phase).toBe('failed'));
});
