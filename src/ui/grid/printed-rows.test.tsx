import { describe, expect, it } from 'vitest';
import { printedPlaces } from './printed-rows.tsx';
import type { Scroll } from './scroll.ts';

const list: Scroll = { total: 1000, rowHeight: 24, height: 500, top: 0 };

describe('printed rows', () => {
  it('are the fully visible ones', () => {
    expect(printedPlaces(list, 'plain')).toEqual([0, 20]);
    expect(printedPlaces({ ...list, top: 30 }, 'plain')).toEqual([2, 22]);
    expect(printedPlaces({ ...list, total: 3 }, 'plain')).toEqual([0, 3]);
  });

  it('include all findings', () => {
    expect(printedPlaces({ ...list, total: 40 }, 'finding')).toEqual([0, 40]);
    expect(printedPlaces({ ...list, total: 0 }, 'finding')).toEqual([0, 0]);
  });
});
