// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { useCallback, useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type KeptList, useKeptPlace } from './use-kept-place.ts';

let placed: [place: number, isLost: boolean][] = [];
let height = 240;
beforeEach(() => {
  [placed, height] = [[], 240];
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => height);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

interface Props extends Partial<KeptList> {
  readonly view: string;
  readonly place?: number;
  readonly top?: number;
}

function List({ view, kept = view, isHere = true, place = 0, top = 0 }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const row = useRef<HTMLDivElement>(null);
  const onPlace = useCallback((...at: [number, boolean]) => void placed.push(at), []);
  useKeptPlace(scroller, row, { total: 100, rowHeight: 24, top, height }, place, { view, kept, isHere }, onPlace);
  return (
    <div ref={scroller} data-testid="list">
      <div ref={row} tabIndex={-1} />
      <input />
    </div>
  );
}
const places = () => placed.map(([place]) => place);

it('another list starts at its first row, and the previous one returns to the row and the offset that it was left at', () => {
  const { rerender, getByTestId } = render(<List view="a" />);
  rerender(<List view="a" place={40} top={900} />);
  rerender(<List view="b" place={40} top={900} />);
  expect(places()).toEqual([0]);
  expect(getByTestId('list').scrollTop).toBe(0);
  rerender(<List view="b" />);
  rerender(<List view="a" />);
  expect(places()).toEqual([0, 40]);
  expect(getByTestId('list').scrollTop).toBe(900);
});

it('another order of the same list starts at its first row', () => {
  const { rerender } = render(<List view="a by score" kept="a" place={40} top={900} />);
  rerender(<List view="a by time" kept="a" place={40} top={900} />);
  expect(places()).toEqual([0]);
});

it('restores nothing for a list that keeps nothing', () => {
  const { rerender } = render(<List view="a" kept={null} place={40} top={900} />);
  rerender(<List view="b" kept={null} />);
  rerender(<List view="a" kept={null} />);
  expect(places()).toEqual([0, 0]);
});

it('restores a list that is still loading once its rows are here', () => {
  const { rerender, getByTestId } = render(<List view="a" place={40} top={900} />);
  rerender(<List view="b" />);
  rerender(<List view="a" isHere={false} />);
  getByTestId('list').scrollTop = 0; // the list is still short
  placed = [];
  rerender(<List view="a" isHere />);
  expect(places()).toEqual([40]);
  expect(getByTestId('list').scrollTop).toBe(900);
});

it('restores a list in a hidden tab once it is visible', () => {
  const { rerender, getByTestId } = render(<List view="a" place={40} top={900} />);
  rerender(<List view="b" />);
  height = 0;
  rerender(<List view="a" />);
  getByTestId('list').scrollTop = 0;
  placed = [];
  height = 240;
  rerender(<List view="a" />);
  expect(places()).toEqual([40]);
  expect(getByTestId('list').scrollTop).toBe(900);
});

it('reports whether the previous view had the focus', () => {
  const { rerender, getByRole } = render(<List view="a" />);
  rerender(<List view="b" />);
  getByRole('textbox').focus();
  rerender(<List view="c" />);
  expect(placed).toEqual([
    [0, true],
    [0, false],
  ]);
});
