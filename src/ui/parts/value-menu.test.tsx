// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { Value } from './value.tsx';
import { type OnValue, ValueMenus } from './value-menu.tsx';

let actions: Parameters<OnValue>[] = [];
const hidden = vi.fn();
const written = vi.fn(async (_: string) => {});
beforeEach(() => {
  actions = [];
  hidden.mockReset();
  written.mockClear();
  HTMLElement.prototype.togglePopover = () => true;
  HTMLElement.prototype.hidePopover = hidden;
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(written);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const dns = equals('service', 'dns');
function page(predicate: typeof dns | null = dns, canSuppress = true): void {
  render(
    <ValueMenus onValue={(...action) => actions.push(action)} canSuppress={canSuppress}>
      <Value name="service" text="dns" predicate={predicate}>
        <code>dns</code>
      </Value>
    </ValueMenus>,
  );
}
const opener = () => screen.getByRole('button', { name: 'Filter by service dns' });
const items = () => screen.getAllByRole('menuitem').map((item) => item.getAttribute('aria-label'));
const choose = (name: string) => act(async () => screen.getByRole('menuitem', { name }).click());

it('a value opens the menu by its button and by the context menu', () => {
  page();
  expect(screen.queryAllByRole('menuitem')).toEqual([]);
  fireEvent.click(opener());
  expect(items()).toEqual(['Include', 'Exclude', 'Copy', 'Suppress']);
  expect(screen.getByRole('menu').getAttribute('aria-label')).toBe('service dns');
  fireEvent.contextMenu(screen.getAllByText('dns')[0]);
  expect(items()).toHaveLength(4);
});

it('an action closes the menu and is reported with the predicate', async () => {
  page();
  for (const name of ['Include', 'Exclude', 'Suppress']) {
    fireEvent.click(opener());
    await choose(name);
  }
  expect(actions).toEqual([
    ['include', dns],
    ['exclude', dns],
    ['suppress', dns],
  ]);
  expect(hidden).toHaveBeenCalledTimes(3);
});

it('Copy copies the text', async () => {
  page();
  fireEvent.click(opener());
  await choose('Copy');
  expect(written).toHaveBeenCalledExactlyOnceWith('dns');
  expect(actions).toEqual([]);
});

it('a value without a predicate can only be copied, and a place without suppressions has no Suppress', () => {
  page(null);
  fireEvent.click(opener());
  expect(items()).toEqual(['Copy']);
  cleanup();
  page(dns, false);
  fireEvent.click(opener());
  expect(items()).toEqual(['Include', 'Exclude', 'Copy']);
});

it('the first item has the focus, keys move it around, and Tab closes the menu', () => {
  page();
  fireEvent.click(opener());
  const focused = () => document.activeElement?.getAttribute('aria-label');
  expect(focused()).toBe('Include');
  const path = ['ArrowUp', 'ArrowDown', 'ArrowDown', 'End', 'Home', 'x'].map((key) => {
    fireEvent.keyDown(document.activeElement as Element, { key });
    return focused();
  });
  expect(path).toEqual(['Suppress', 'Include', 'Exclude', 'Suppress', 'Include', 'Include']);
  fireEvent.keyDown(document.activeElement as Element, { key: 'Tab' });
  expect(hidden).toHaveBeenCalledTimes(1);
});
