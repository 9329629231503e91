// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FocusHint } from './focus-hint.tsx';

let isByKey = true;
beforeEach(() => {
  isByKey = true;
  const { matches } = HTMLElement.prototype;
  vi.spyOn(HTMLElement.prototype, 'matches').mockImplementation(function (this: HTMLElement, selector: string) {
    return selector === ':focus-visible' ? isByKey : matches.call(this, selector);
  });
  render(<Grid />);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Grid() {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={scroller} data-testid="grid">
        <div role="columnheader" tabIndex={-1}>
          <button type="button" title="Payload bytes that it sent.">
            sent
          </button>
        </div>
        <div role="row" tabIndex={-1} title="The row.">
          <div role="gridcell" tabIndex={-1} data-testid="state">
            <span title="Connection attempt seen, no reply.">S0</span>
          </div>
          <div role="gridcell" tabIndex={-1} data-testid="same" title="dns">
            dns
          </div>
        </div>
      </div>
      <FocusHint scroller={scroller} />
    </>
  );
}
const hint = () => screen.queryByRole('tooltip', { hidden: true })?.textContent ?? null;
const focus = (element: HTMLElement) => act(() => element.focus());

it('shows the meaning of a focused column header and of a code', () => {
  focus(screen.getByRole('button'));
  expect(hint()).toBe('Payload bytes that it sent.');
  focus(screen.getByTestId('state'));
  expect(hint()).toBe('Connection attempt seen, no reply.');
});

it('shows nothing for a whole row, for a repeated text, and for focus by mouse', () => {
  focus(screen.getByRole('row'));
  expect(hint()).toBeNull();
  focus(screen.getByTestId('same'));
  expect(hint()).toBeNull();
  isByKey = false;
  focus(screen.getByTestId('state'));
  expect(hint()).toBeNull();
});

it('disappears by Esc, by a scroll and with the focus', () => {
  const button = screen.getByRole('button');
  const leaves = [
    () => fireEvent.keyDown(button, { key: 'Escape' }),
    () => fireEvent.scroll(screen.getByTestId('grid')),
    () => act(() => button.blur()),
  ];
  for (const leave of leaves) {
    act(() => button.blur());
    focus(button);
    expect(hint()).not.toBeNull();
    leave();
    expect(hint()).toBeNull();
  }
});
