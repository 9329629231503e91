import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildKdTree } from './kd-tree.ts';
import { NearestSearch } from './nearest.ts';

const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const point = fc.tuple(coordinate, coordinate, coordinate);

it('finds the nearest of any points, as comparing all of them does', () => {
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 300 }),
      point,
      fc.integer({ min: 1, max: 9 }),
      (points, from, k) => {
        const columns = Float64Array.from([0, 1, 2].flatMap((j) => points.map((coordinates) => coordinates[j])));
        const tree = buildKdTree(columns, points.length, points.length, 3);
        const search = new NearestSearch(tree, k);
        search.find(Float64Array.from(from));
        const square = (a: readonly number[]) => a.reduce((sum, value, j) => sum + (value - from[j]) ** 2, 0);
        const wanted = points.map(square).toSorted((a, b) => a - b);
        const found = Math.min(k, points.length);
        expect([...search.squares.slice(0, found)]).toEqual(wanted.slice(0, found));
        expect([...search.squares.slice(found)].every((value) => value === Infinity)).toBe(true);
        const places = [...search.places.slice(0, found)];
        expect(new Set(places).size).toBe(found);
        places.forEach((place, i) => {
          expect(square(points[tree.order[place]])).toBe(search.squares[i]);
        });
      },
    ),
  );
});
