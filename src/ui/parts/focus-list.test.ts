// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { focusList } from './focus-list.ts';

afterEach(() => document.body.replaceChildren());

const page = (list: string, hidden = '') => {
  document.body.innerHTML = `
    <button role="tab" aria-selected="true">Flows</button>
    <div role="tabpanel" hidden><div role="row" tabindex="0">hidden row</div></div>
    <div role="tabpanel"${hidden}>${list}</div>
    <input>`;
  document.querySelector('input')?.focus();
  focusList();
  return document.activeElement?.textContent;
};

it('focuses the active row of the visible list', () => {
  expect(page('<button>All</button><div role="row" tabindex="-1">1</div><div role="row" tabindex="0">2</div>')).toBe(
    '2',
  );
});

it('focuses what an empty list offers, and the tab if it offers nothing', () => {
  expect(page('<button>Show all</button>')).toBe('Show all');
  expect(page('<p>No flow.</p>')).toBe('Flows');
});

it('gives the focus back to the page if there is no list', () => {
  document.body.innerHTML = '<input>';
  document.querySelector('input')?.focus();
  focusList();
  expect(document.activeElement).toBe(document.body);
});
