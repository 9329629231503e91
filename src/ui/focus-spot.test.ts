// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { focusAgain, focusSpot } from './focus-spot.ts';

const panel = (content: string, name = 'Host') =>
  `<aside aria-label="${name}"><h2 tabindex="-1">Host</h2>${content}</aside>`;
const show = '<button>Close</button><button>Show 9 flows</button>';
const buttons = () => [...document.querySelectorAll('button')];

function leave(html: string) {
  document.body.innerHTML = html;
  buttons()[1].focus();
  const spot = focusSpot();
  if (spot === null) throw new Error('nothing has the focus');
  return spot;
}

afterEach(() => {
  document.body.innerHTML = '';
});

it('restores the focus to an element that is still in the page', () => {
  const spot = leave(show);
  buttons()[0].focus();
  focusAgain(spot);
  expect(document.activeElement).toBe(buttons()[1]);
});

it('restores the focus in a redrawn panel of the same name, also after a delay', async () => {
  const spot = leave(panel(show));
  document.body.innerHTML = panel(show, 'Finding') + panel('Looking it up');
  document.querySelectorAll('h2')[1].focus();
  focusAgain(spot);
  expect(document.activeElement?.tagName).toBe('H2');
  document.querySelectorAll('aside')[1].insertAdjacentHTML('beforeend', show);
  await expect.poll(() => document.activeElement).toBe(buttons()[3]);
});

it('leaves the focus alone when the user acts meanwhile', async () => {
  const spot = leave(panel(show));
  document.body.innerHTML = panel('');
  document.querySelector('h2')?.focus();
  focusAgain(spot);
  document.querySelector('h2')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
  document.querySelector('aside')?.insertAdjacentHTML('beforeend', show);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(document.activeElement?.tagName).toBe('H2');
});
