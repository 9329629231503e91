// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useTheme } from './use-theme.ts';

it('cycles through the themes, and sets the page to each', () => {
  const { result } = renderHook(useTheme);
  expect(result.current.name).toBe('system');
  for (const name of ['light', 'dark', 'system', 'light'] as const) {
    act(() => result.current.next());
    expect([result.current.name, document.documentElement.dataset.theme]).toEqual([name, name]);
  }
});
