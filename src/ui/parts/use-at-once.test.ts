// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useAtOnce } from './use-at-once.ts';

afterEach(cleanup);

it('shows what was chosen before the view follows, and then what the view shows', () => {
  const asked: string[] = [];
  const hook = renderHook(({ shown }) => useAtOnce(shown, (value: string) => asked.push(value)), {
    initialProps: { shown: 'sources' },
  });
  act(() => hook.result.current[1]('destinations'));
  expect(hook.result.current[0]).toBe('destinations');
  expect(asked).toEqual(['destinations']);
  hook.rerender({ shown: 'destinations' });
  hook.rerender({ shown: 'sources' });
  expect(hook.result.current[0]).toBe('sources');
});
