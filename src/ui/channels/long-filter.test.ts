import { expect, it } from 'vitest';
import { clauseOf, resolve } from '../../core/selection/clauses.ts';
import { equals, keyOfAll } from '../../core/selection/predicate.ts';
import { leastHours, withLeastHours } from './long-filter.ts';

const dns = [clauseOf('click', equals('service', 'dns'), 'dns')];

it('a choice of long connections is one clause, which another choice replaces', () => {
  expect(leastHours(dns)).toBe(0);
  const one = withLeastHours(dns, 1);
  expect(leastHours(one)).toBe(1);
  const four = withLeastHours(one, 4);
  expect(four).toHaveLength(2);
  expect(leastHours(four)).toBe(4);
  const from4 = { op: 'range', field: 'duration', from: 14_400, to: Infinity } as const;
  expect(keyOfAll(resolve(four, 1))).toBe(keyOfAll([equals('service', 'dns'), from4]));
  expect(withLeastHours(four, 0)).toEqual(dns);
});

it('a clause that is off, or has another range, is not a choice of hours', () => {
  const [off] = withLeastHours([], 8);
  expect(leastHours([{ ...off, isOn: false }])).toBe(0);
  expect(leastHours([{ ...off, predicate: { op: 'range', field: 'duration', from: 0, to: 5 } }])).toBe(0);
});
