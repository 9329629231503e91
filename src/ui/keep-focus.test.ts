// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { keepFocus } from './keep-focus.ts';

beforeAll(() => {
  // This DOM has no layout: elements that are not hidden count as visible.
  HTMLElement.prototype.getClientRects = function () {
    return (this.closest('[hidden]') === null ? [{}] : []) as unknown as DOMRectList;
  };
});

let stop = () => {};
beforeEach(() => {
  document.body.innerHTML = `
    <div role="group" id="chips"><ul>${['a', 'b', 'c'].map((name) => `<li><button id="${name}"></button></li>`).join('')}</ul>
      <button id="clear"></button></div>
    <aside id="panel"><button id="show"></button></aside>
    <div role="tabpanel"><div role="row" tabindex="0" id="row"></div></div>`;
  stop = keepFocus();
});
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});

const the = (id: string) => document.getElementById(id) as HTMLElement;
const focused = () => document.activeElement?.id ?? '';
/** Removes an element as React does. The browser then focuses the body. */
function remove(id: string): void {
  const isFocused = the(id).contains(document.activeElement);
  the(id).remove();
  if (isFocused) expect([null, document.body]).toContain(document.activeElement);
}
const until = (id: string) => vi.waitFor(() => expect(focused()).toBe(id), { timeout: 1000, interval: 10 });

it('a removed control leaves the focus to the next in its group, or else to the previous one', async () => {
  the('b').focus();
  remove('b');
  await until('c');
  remove('c');
  await until('a');
});

it('a group that disappears leaves the focus to the row of the list, also to one that comes later', async () => {
  the('show').focus();
  remove('panel');
  await until('row');
  the('a').focus();
  remove('row');
  remove('chips');
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(focused()).toBe('');
  document
    .querySelector('[role=tabpanel]')
    ?.insertAdjacentHTML('beforeend', '<div role="row" tabindex="0" id="late"/>');
  await until('late');
});

it('a focus that the user or the page has moved stays', async () => {
  the('a').focus();
  the('a').blur();
  await new Promise((resolve) => setTimeout(resolve, 20));
  remove('a');
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(focused()).toBe('');
  the('b').focus();
  remove('b');
  the('show').focus();
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(focused()).toBe('show');
});

it('is never lost while a control or a row is left, whatever is removed, hidden or disabled', async () => {
  const ids = ['a', 'b', 'c', 'clear', 'show', 'chips', 'panel'];
  const change = fc.record({ id: fc.constantFrom(...ids), how: fc.constantFrom('remove', 'hidden', 'disabled') });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('a', 'b', 'c', 'clear', 'show'),
      fc.array(change, { maxLength: 4 }),
      async (first, all) => {
        stop();
        const { innerHTML } = document.body;
        stop = keepFocus();
        the(first).focus();
        for (const { id, how } of all) {
          const element = document.getElementById(id);
          if (element === null) continue;
          if (how === 'remove') element.remove();
          else if (how === 'hidden' || element.matches('button')) element.setAttribute(how, '');
          // The browser takes the focus from a control that is hidden or disabled.
          const active = document.activeElement as HTMLElement | null;
          if (active?.closest('[hidden], [disabled]')) active.blur();
          await new Promise((resolve) => setTimeout(resolve, 70));
          expect(focused()).not.toBe('');
        }
        document.body.innerHTML = innerHTML;
      },
    ),
    { numRuns: 25 },
  );
});
