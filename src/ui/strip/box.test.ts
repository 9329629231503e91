import { describe, expect, it } from 'vitest';
import { type Box, dragBox, gripBox, none } from './box.ts';
import { gripAt } from './span.ts';

const [columns, lines] = [64, 36];

/** The box after a drag between two positions, in cells. */
function dragged(
  box: Box,
  from: readonly [number, number],
  to: readonly [number, number],
  canBrush = [true, true],
): Box {
  const place = ([x, y]: readonly [number, number]) => ({ x: (x + 0.5) / columns, y: (y + 0.5) / lines });
  const at = place(from);
  const grips = {
    x: canBrush[0] ? gripAt(box.x, at.x, columns, 0.6 / columns) : null,
    y: canBrush[1] ? gripAt(box.y, at.y, lines, 0.6 / lines) : null,
  };
  return dragBox(gripBox(box, grips, at, columns, lines), place(to), columns, lines);
}

const box: Box = { x: { first: 10, end: 20 }, y: { first: 5, end: 15 } };

describe('a brush over a rectangle', () => {
  it('starts anywhere outside, in any direction', () => {
    const begun = { x: { first: 30, end: 41 }, y: { first: 10, end: 21 } };
    expect(dragged(none, [30, 10], [40, 20])).toEqual(begun);
    expect(dragged(none, [40, 20], [30, 10])).toEqual(begun);
    expect(dragged(box, [40, 10], [30, 20])).toEqual(begun);
  });

  it('is moved from inside, on both axes', () => {
    expect(dragged(box, [15, 10], [18, 8])).toEqual({ x: { first: 13, end: 23 }, y: { first: 3, end: 13 } });
  });

  it('is resized by an edge on its axis alone, by a corner on both', () => {
    expect(dragged(box, [19, 10], [30, 2])).toEqual({ ...box, x: { first: 10, end: 31 } });
    expect(dragged(box, [19, 14], [30, 20])).toEqual({ x: { first: 10, end: 31 }, y: { first: 5, end: 21 } });
  });

  it('covers the whole of an axis that cannot be brushed', () => {
    const across = dragged(none, [30, 10], [40, 20], [true, false]);
    expect(across).toEqual({ x: { first: 30, end: 41 }, y: null });
    expect(dragged(across, [35, 3], [36, 30], [true, false])).toEqual({ x: { first: 31, end: 42 }, y: null });
  });

  it('is null when it covers everything', () => {
    expect(dragged(none, [0, 0], [63, 35])).toEqual(none);
  });
});
