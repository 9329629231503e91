// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useRoving } from './use-roving.ts';

afterEach(cleanup);

function Group({ names }: { readonly names: readonly string[] }) {
  const { ref, ...roving } = useRoving<HTMLDivElement>('both');
  return (
    <div ref={ref} {...roving}>
      {names.map((name) => (
        <button type="button" key={name}>
          {name}
        </button>
      ))}
      <input aria-label="Search" />
    </div>
  );
}

const stops = () =>
  [...document.querySelectorAll<HTMLElement>('button, input')].filter(({ tabIndex }) => tabIndex === 0);
const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });

it('a group is one Tab stop, and arrow keys move within it', () => {
  const { rerender } = render(<Group names={['a', 'b', 'c']} />);
  expect(stops().map(({ textContent }) => textContent)).toEqual(['a']);
  screen.getByText('a').focus();
  press('ArrowRight');
  expect(document.activeElement).toBe(screen.getByText('b'));
  expect(stops()).toEqual([screen.getByText('b')]);
  press('ArrowUp');
  press('ArrowLeft');
  expect(document.activeElement).toBe(screen.getByText('a'));
  press('End');
  expect(document.activeElement).toBe(screen.getByLabelText('Search'));
  // In a text field arrow keys move the caret.
  for (const key of ['ArrowLeft', 'Home']) press(key);
  expect(document.activeElement).toBe(screen.getByLabelText('Search'));
  press('ArrowUp');
  expect(document.activeElement).toBe(screen.getByText('c'));
  rerender(<Group names={['a', 'b']} />);
  expect(stops()).toEqual([screen.getByText('a')]);
});
