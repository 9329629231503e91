import { expect, it } from 'vitest';
import { describeColumns, type GroupColumn, keysOfColumn, valuesOf } from './group-column.ts';

interface Pets {
  readonly name: readonly string[];
  readonly legs: readonly number[];
}
const pets: Pets = { name: ['Rex', '', 'Ada'], legs: [4, Number.NaN, 2] };
const columns: readonly GroupColumn<Pets>[] = [
  {
    ...{ id: 'name', label: 'name', meaning: 'What it is called.', unit: 'text', scope: 'log' },
    valueAt: ({ name }, pet) => name[pet],
    keysOf: () => Float64Array.of(2, Number.NaN, 1),
  },
  {
    ...{ id: 'legs', label: 'legs', meaning: 'How many it stands on.', unit: 'count', scope: 'selection' },
    valueAt: ({ legs }, pet) => legs[pet],
  },
];

it('one entry is enough to sort, describe and read a column', () => {
  expect([...keysOfColumn(columns[0], pets, 3)]).toEqual([2, Number.NaN, 1]);
  expect([...keysOfColumn(columns[1], pets, 3)]).toEqual([4, Number.NaN, 2]);
  expect(valuesOf(columns, pets, 0)).toEqual(['Rex', 4]);
  expect(valuesOf(columns, pets, 1)).toEqual([null, null]);
  expect(describeColumns(columns)).toEqual([
    { id: 'name', label: 'name', meaning: 'What it is called.', unit: 'text', scope: 'log' },
    { id: 'legs', label: 'legs', meaning: 'How many it stands on.', unit: 'count', scope: 'selection' },
  ]);
});
