// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { usePageKeys } from './use-page-keys.ts';

beforeAll(() => {
  // This DOM has no layout: elements that are not hidden count as visible.
  HTMLElement.prototype.getClientRects = function () {
    return (this.closest('[hidden]') === null ? [{}] : []) as unknown as DOMRectList;
  };
});
afterEach(cleanup);

const run = vi.fn();

function Page({ isOn }: { readonly isOn: boolean }) {
  usePageKeys(isOn, { '?': () => run('help') });
  return (
    <>
      <input aria-label="Filter" aria-keyshortcuts="/" />
      <button type="button" hidden aria-keyshortcuts="u" onClick={() => run('hidden')} />
      <button type="button" aria-keyshortcuts="u Control+Z" onClick={() => run('undo')} />
    </>
  );
}

function press(key: string, more: object = {}, from: Element = document.body): unknown[] {
  run.mockClear();
  fireEvent.keyDown(from, { key, ...more });
  return run.mock.calls.flat();
}

it('keys activate their visible element, and run actions without an element', () => {
  const { getByLabelText } = render(<Page isOn />);
  expect(press('u')).toEqual(['undo']);
  expect(press('z', { ctrlKey: true })).toEqual(['undo']);
  expect(press('z', { ctrlKey: true, shiftKey: true })).toEqual([]);
  expect(press('?')).toEqual(['help']);
  press('/');
  expect(document.activeElement).toBe(getByLabelText('Filter'));
});

it('single keys are off in text fields, and when switched off', () => {
  const { getByLabelText, rerender } = render(<Page isOn />);
  expect(press('u', {}, getByLabelText('Filter'))).toEqual([]);
  rerender(<Page isOn={false} />);
  expect([press('u'), press('?')].flat()).toEqual([]);
  expect(press('z', { ctrlKey: true })).toEqual(['undo']);
});
