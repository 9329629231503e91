// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { openPage } from '../../testing/open-page.ts';
import { useViewCounts } from './use-view-counts.ts';

afterEach(cleanup);

it('counts once the findings are known, and the previous counts stay until the next are there', async () => {
  const { controller, ready } = await openPage();
  const asked = vi.spyOn(controller.engine, 'groupCounts');
  const { result, rerender } = renderHook(({ state }) => useViewCounts(state, controller), {
    initialProps: { state: ready() },
  });
  const searching = { ...ready(), search: { phase: 'working', share: 0 } as const };
  rerender({ state: searching });
  if (ready().search.phase !== 'done') {
    expect(result.current).toEqual({ groups: null, findings: null });
    controller.search();
  }
  await vi.waitFor(() => expect(ready().search.phase).toBe('done'), { timeout: 10_000 });
  const { search } = ready();
  const found = search.phase === 'done' ? search.findings : null;
  rerender({ state: ready() });
  if (found === null) return expect(result.current.groups).toBeNull();
  await waitFor(() => expect(result.current.groups).not.toBeNull());
  const all = result.current;
  expect(all.findings).toHaveLength(found.total);
  controller.select([clauseOf('box', equals('id.resp_p', '1'), 'port 1')], 'Filter');
  await vi.waitFor(() => expect(ready().result.shown.selected.flows).toBe(0), { timeout: 5000 });
  rerender({ state: ready() });
  expect(result.current).toBe(all);
  await waitFor(() => expect(result.current.groups).toMatchObject({ sources: 0, destinations: 0, channels: 0 }));
  expect(asked).toHaveBeenCalledTimes(2);
});
