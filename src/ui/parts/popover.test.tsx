// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Popover } from './popover.tsx';

/** The popovers that are open. This DOM has none of its own. */
const open = new Set<Element>();

function toggle(panel: HTMLElement, newState: 'open' | 'closed'): void {
  for (const type of ['beforetoggle', 'toggle']) {
    if (type === 'toggle') newState === 'open' ? open.add(panel) : open.delete(panel);
    fireEvent(panel, Object.assign(new Event(type), { newState }));
  }
}

beforeEach(() => {
  open.clear();
  const { matches } = HTMLElement.prototype;
  vi.spyOn(HTMLElement.prototype, 'matches').mockImplementation(function (this: HTMLElement, selector: string) {
    return selector === ':popover-open' ? open.has(this) : matches.call(this, selector);
  });
  HTMLElement.prototype.showPopover = function (this: HTMLElement) {
    toggle(this, 'open');
  };
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const panel = () => screen.getByLabelText('Columns', { selector: '[popover]' });
const props = { button: 'Columns', buttonClass: undefined, label: 'Columns' };

it('the button names its panel, which has its content only while it is open', () => {
  render(<Popover {...props}>content</Popover>);
  const button = screen.getByRole('button');
  expect([button.getAttribute('popovertarget'), button.getAttribute('aria-haspopup')]).toEqual([panel().id, 'dialog']);
  expect(panel().textContent).toBe('');
  toggle(panel(), 'open');
  expect(panel().textContent).toBe('content');
  toggle(panel(), 'closed');
  expect(panel().textContent).toBe('');
});

it('is placed below its button', () => {
  render(<Popover {...props}>content</Popover>);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(720);
  vi.spyOn(screen.getByRole('button'), 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 20, 80, 30));
  toggle(panel(), 'open');
  expect(panel().style.top).toBe('56px');
});

it('opens for each new call', () => {
  const { rerender } = render(<Popover {...props}>content</Popover>);
  expect(open.size).toBe(0);
  const call = {};
  rerender(
    <Popover {...props} calls={call}>
      content
    </Popover>,
  );
  expect(panel().textContent).toBe('content');
  toggle(panel(), 'closed');
  rerender(
    <Popover {...props} calls={call}>
      content
    </Popover>,
  );
  expect(panel().textContent).toBe('');
  act(() =>
    rerender(
      <Popover {...props} calls={{}}>
        content
      </Popover>,
    ),
  );
  expect(panel().textContent).toBe('content');
});

it('a menu gives the focus to its first item', () => {
  render(
    <Popover {...props} role="menu">
      <button type="button" role="menuitem">
        CSV
      </button>
      <button type="button" role="menuitem">
        NDJSON
      </button>
    </Popover>,
  );
  toggle(panel(), 'open');
  expect(document.activeElement?.textContent).toBe('CSV');
});

it('a second click keeps it open where it should', () => {
  render(
    <Popover {...props} staysOpen shortcut="e" buttonLabel="Choose columns">
      content
    </Popover>,
  );
  const button = screen.getByRole('button', { name: 'Choose columns' });
  expect(button.getAttribute('popovertargetaction')).toBe('show');
  expect(button.getAttribute('aria-keyshortcuts')).toBe('e');
});

it('keeps its content when the event of an earlier closing comes after it has opened again', () => {
  render(<Popover {...props}>content</Popover>);
  toggle(panel(), 'open');
  fireEvent(panel(), Object.assign(new Event('toggle'), { newState: 'closed' }));
  expect(panel().textContent).toBe('content');
});

it('focuses the box that its content is about, also when the content came before the panel was visible', () => {
  render(
    <Popover {...props}>
      <button type="button">first</button>
      <input data-first-focus />
    </Popover>,
  );
  toggle(panel(), 'open');
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
