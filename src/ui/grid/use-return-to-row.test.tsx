// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useReturnToRow } from './use-return-to-row.ts';

afterEach(cleanup);

const moves: number[] = [];
let answer: (place: number) => void = () => {};

function List({ selected }: { readonly selected: number | null }) {
  useReturnToRow(
    selected,
    'all',
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    (place) => moves.push(place),
  );
  return <input aria-label="Filter" />;
}

async function close(): Promise<HTMLElement> {
  moves.length = 0;
  const { rerender, getByRole } = render(<List selected={7} />);
  await act(async () => rerender(<List selected={null} />));
  return getByRole('textbox');
}

describe('the focus, when the details of a row close', () => {
  it('returns to the row as soon as its position is known', async () => {
    await close();
    await act(async () => answer(3));
    expect(moves).toEqual([3]);
  });

  it('stays where the user has moved it meanwhile', async () => {
    const box = await close();
    box.focus();
    await act(async () => answer(3));
    expect(moves).toEqual([]);
    expect(document.activeElement).toBe(box);
  });
});
