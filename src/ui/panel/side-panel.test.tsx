// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ComponentProps, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogError } from '../../core/errors.ts';
import { equals } from '../../core/selection/predicate.ts';
import { awaitPlace, onStepRow } from '../grid/row-steps.ts';
import { SidePanel } from './side-panel.tsx';

const onClose = vi.fn();
const onAgain = vi.fn();
let isVisible = true;

beforeEach(() => {
  isVisible = true;
  onClose.mockReset();
  onAgain.mockReset();
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockImplementation(
    () => (isVisible ? [{}] : []) as unknown as DOMRectList,
  );
});
afterEach(() => {
  act(() => awaitPlace(null));
  cleanup();
  vi.restoreAllMocks();
});

type Props = Partial<ComponentProps<typeof SidePanel<string>>>;

function Panel(props: Props) {
  return (
    <SidePanel<string>
      name="Host"
      title="10.0.0.1"
      detailKey="10.0.0.1"
      state={{ phase: 'ready', answer: 'details' }}
      onClose={onClose}
      onAgain={onAgain}
      {...props}
    >
      {(answer) => <p>{answer}</p>}
    </SidePanel>
  );
}
const panel = () => screen.getByRole('complementary', { name: 'Host' });
const pressEscape = () => fireEvent.keyDown(document.body, { key: 'Escape' });

it('a new entity has the focus on its heading and starts at the top, the same one keeps both', () => {
  const { rerender } = render(<Panel />);
  const heading = screen.getByRole('heading');
  expect(document.activeElement).toBe(heading);
  screen.getByRole('button', { name: 'Close' }).focus();
  panel().scrollTop = 300;
  rerender(<Panel state={{ phase: 'ready', answer: 'more' }} />);
  expect([document.activeElement?.getAttribute('aria-label'), panel().scrollTop]).toEqual(['Close', 300]);
  rerender(<Panel detailKey="10.0.0.2" />);
  expect([document.activeElement, panel().scrollTop]).toEqual([heading, 0]);
});

it('leaves the focus in the list while the user steps there', () => {
  render(<Panel keepsFocus />);
  expect(document.activeElement).toBe(document.body);
});

it('shows grey lines while details load, and never those of another row', () => {
  render(<Panel state={{ phase: 'working', answer: 'details of another row' }} />);
  expect(panel().getAttribute('aria-busy')).toBe('true');
  expect(screen.getByText(/Loading this host/)).toBeTruthy();
  expect(screen.queryByText('details of another row')).toBeNull();
});

it('shows the position of a row that is still loading instead of the previous details', () => {
  render(
    <Panel note="source" titleValue={{ name: 'id.orig_h', text: '10.0.0.1', predicate: equals('id.orig_h', 'x') }} />,
  );
  expect(screen.getByRole('button', { name: 'Filter by id.orig_h 10.0.0.1' })).toBeTruthy();
  act(() => awaitPlace(1233));
  expect(screen.getByRole('heading').textContent).toBe('Line 1,234');
  expect(screen.queryByText('details')).toBeNull();
  expect(screen.queryByText('source')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Filter by/ })).toBeNull();
});

it('explains a failure and offers to try again', () => {
  const { rerender } = render(<Panel state={{ phase: 'failed', error: new LogError('engine-lost') }} />);
  expect(screen.getByRole('alert').textContent).not.toBe('Try again');
  screen.getByRole('button', { name: 'Try again' }).click();
  rerender(<Panel state={{ phase: 'cancelled' }} />);
  expect(screen.getByRole('alert').textContent).toContain('Loading was cancelled.');
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(onAgain).toHaveBeenCalledTimes(2);
});

it('its buttons step through the list and close it', () => {
  const steps: number[] = [];
  const stop = onStepRow((by) => steps.push(by));
  render(<Panel />);
  screen.getByRole('button', { name: 'Previous host' }).click();
  screen.getByRole('button', { name: 'Next host' }).click();
  screen.getByRole('button', { name: 'Close' }).click();
  stop();
  expect(steps).toEqual([-1, 1]);
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('Esc closes it from anywhere in the page, once', () => {
  const { unmount } = render(<Panel />);
  pressEscape();
  expect(onClose).toHaveBeenCalledTimes(1);
  unmount();
  pressEscape();
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('Esc does not close it in a hidden tab, and not before an open dialog', () => {
  render(
    <>
      <Panel />
      <Dialog />
    </>,
  );
  isVisible = false;
  pressEscape();
  isVisible = true;
  act(() => screen.getByRole('button', { name: 'Open' }).click());
  pressEscape();
  expect(onClose).not.toHaveBeenCalled();
});

function Dialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <dialog open={open} />
    </>
  );
}
