// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { usePrinting } from './use-printing.ts';

it('is true from before a print until after it', () => {
  const { result, unmount } = renderHook(usePrinting);
  const during: boolean[] = [];
  addEventListener('beforeprint', () => during.push(result.current), { once: true });
  expect(result.current).toBe(false);
  act(() => void dispatchEvent(new Event('beforeprint')));
  // The page was drawn for the print within the event.
  expect([result.current, during]).toEqual([true, [true]]);
  act(() => void dispatchEvent(new Event('afterprint')));
  expect(result.current).toBe(false);
  unmount();
});
