import { expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { brushed } from './brushed.ts';

const range = (from: number) => ({ op: 'range', field: 'ts', from, to: from + 1 }) as const;

it('a chart has one clause, which a new brush replaces in its position and switches on', () => {
  const other = clauseOf('box', equals('proto', 'udp'), 'udp');
  const first = brushed([], 'time', range(1), 'one');
  const off = [...first.map((clause) => ({ ...clause, isOn: false })), other];
  const second = brushed(off, 'time', range(2), 'two');
  expect(second.map(({ label, isOn }) => [label, isOn])).toEqual([
    ['two', true],
    ['udp', true],
  ]);
  expect(brushed(second, 'score', range(3), 'three')).toHaveLength(3);
  expect(brushed(second, 'time', null, '')).toEqual([other]);
  expect(brushed([other], 'time', null, '')).toEqual([other]);
});
