// @vitest-environment happy-dom
import { renderHook, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { type GoTo, useGoTo } from './use-go-to.ts';

it('goes to a row once per key, and nowhere if it is not in the list', async () => {
  const places: number[] = [];
  const [first, second, third] = [{}, {}, {}];
  const initialProps: { goTo: GoTo | null } = { goTo: null };
  const { rerender } = renderHook(({ goTo }) => useGoTo(goTo, (place) => places.push(place)), { initialProps });
  rerender({ goTo: { key: first, find: async () => 7 } });
  await waitFor(() => expect(places).toEqual([7]));
  rerender({ goTo: null });
  rerender({ goTo: { key: first, find: async () => 8 } });
  rerender({ goTo: { key: second, find: async () => -1 } });
  rerender({ goTo: { key: third, find: async () => 9 } });
  await waitFor(() => expect(places).toEqual([7, 9]));
});
