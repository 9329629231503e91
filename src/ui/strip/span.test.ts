import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binAt, borderAt, brushOf, dragTo, gripAt, moveSpan, type Span, spanAfterKey } from './span.ts';

/** An axis with bins, and a brush on it. */
const brushed = fc.integer({ min: 2, max: 200 }).chain((bins) =>
  fc
    .tuple(fc.nat(bins - 1), fc.nat(bins - 1))
    .filter(([one, other]) => Math.abs(one - other) < bins - 1)
    .map(([one, other]) => ({ bins, span: { first: Math.min(one, other), end: Math.max(one, other) + 1 } })),
);
const place = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End');

function expectOnAxis(span: Span, bins: number): void {
  expect(span.first).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeLessThanOrEqual(bins);
  expect(span.end).toBeGreaterThan(span.first);
}

describe('a brush', () => {
  it('stays on its axis with at least one bin, for any drag', () => {
    fc.assert(
      fc.property(brushed, place, place, fc.boolean(), ({ bins, span }, from, to, isThere) => {
        expectOnAxis(dragTo(gripAt(isThere ? span : null, from, bins, 4 / 400), to, bins), bins);
      }),
    );
  });

  it('covers the bins between start and end of a drag, in either direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), place, place, (bins, from, to) => {
        const forth = dragTo(gripAt(null, from, bins, 0), to, bins);
        expect(forth).toEqual(dragTo(gripAt(null, to, bins, 0), from, bins));
        for (const at of [from, to]) {
          expect(forth.first).toBeLessThanOrEqual(binAt(at, bins));
          expect(forth.end).toBeGreaterThan(binAt(at, bins));
        }
      }),
    );
  });

  it('keeps its width when it is moved, and moves back', () => {
    fc.assert(
      fc.property(brushed, fc.integer({ min: -300, max: 300 }), ({ bins, span }, by) => {
        const moved = moveSpan(span, by, bins);
        expectOnAxis(moved, bins);
        expect(moved.end - moved.first).toBe(span.end - span.first);
        expect(moveSpan(moved, span.first - moved.first, bins)).toEqual(span);
      }),
    );
  });

  it('is gripped at a near edge, moved from inside, and restarted elsewhere', () => {
    const span = { first: 20, end: 40 };
    const kinds = [0.1, 0.195, 0.205, 0.3, 0.395, 0.405, 0.5].map((at) => gripAt(span, at, 100, 0.01).kind);
    expect(kinds).toEqual(['new', 'from', 'from', 'move', 'to', 'to', 'new']);
  });

  it('can be moved at any width', () => {
    expect(gripAt({ first: 20, end: 21 }, 0.205, 100, 0.03).kind).toBe('move');
    expect([0.18, 0.201, 0.209, 0.23].map((at) => gripAt({ first: 20, end: 21 }, at, 100, 0.03).kind)).toEqual([
      'from',
      'from',
      'to',
      'to',
    ]);
  });

  it('keeps one edge while the other is dragged, also past it', () => {
    const grip = gripAt({ first: 20, end: 40 }, 0.4, 100, 0.01);
    expect(dragTo(grip, 0.6, 100)).toEqual({ first: 20, end: 60 });
    expect(dragTo(grip, 0.1, 100)).toEqual({ first: 10, end: 20 });
    expect(dragTo(grip, 0.2, 100)).toEqual({ first: 20, end: 21 });
  });

  it('moves one edge by a key, both with Shift, and is null when it covers everything', () => {
    fc.assert(
      fc.property(brushed, keys, fc.constantFrom('from' as const, 'to' as const), ({ bins, span }, key, edge) => {
        const resized = spanAfterKey(span, edge, { key, shiftKey: false }, bins);
        if (resized === null) expect(brushOf({ first: 0, end: bins }, bins)).toBeNull();
        else {
          expectOnAxis(resized as Span, bins);
          expect(edge === 'from' ? resized?.end : resized?.first).toBe(edge === 'from' ? span.end : span.first);
        }
        const moved = spanAfterKey(span, edge, { key, shiftKey: true }, bins) as Span;
        expect(moved.end - moved.first).toBe(span.end - span.first);
      }),
    );
  });

  it('starts at the ends of the axis, and is cleared by Esc and Delete', () => {
    const press = (span: Span | null, edge: 'from' | 'to', key: string) =>
      spanAfterKey(span, edge, { key, shiftKey: false }, 96);
    expect(press(null, 'from', 'ArrowRight')).toEqual({ first: 1, end: 96 });
    expect(press(null, 'to', 'PageDown')).toEqual({ first: 0, end: 86 });
    expect(press(null, 'from', 'ArrowLeft')).toBeNull();
    expect(press({ first: 1, end: 96 }, 'from', 'Home')).toBeNull();
    for (const key of ['Escape', 'Delete']) {
      expect(press({ first: 3, end: 5 }, 'to', key)).toBeNull();
      expect(press(null, 'to', key)).toBeUndefined();
    }
    expect(press(null, 'to', 'x')).toBeUndefined();
  });

  it('finds the nearest border', () => {
    expect([0, 0.04, 0.06, 0.99, 2].map((at) => borderAt(at, 10))).toEqual([0, 0, 1, 10, 10]);
  });
});
