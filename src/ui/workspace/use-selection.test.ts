// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { openPage } from '../../testing/open-page.ts';
import { useSelection } from './use-selection.ts';

afterEach(cleanup);

it('has the requested clauses at once, before the engine has answered', async () => {
  const { controller, ready } = await openPage();
  const { result } = renderHook(() => useSelection(controller));
  expect(result.current).toEqual([]);
  const clause = clauseOf('box', equals('id.resp_p', '443'), 'port 443');
  act(() => controller.select([clause], 'Filter'));
  expect(result.current).toEqual([clause]);
  expect(ready().result.shown.workspace.selection).toEqual([]);
  act(() => controller.undo());
  expect(result.current).toEqual([]);
});
