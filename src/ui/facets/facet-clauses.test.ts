import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Clause, clauseOf, resolve, toggle } from '../../core/selection/clauses.ts';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { exclude, excludedValues, isOwnClause, tick, tickedValues } from './facet-clauses.ts';

const source = clauseOf('click', equals('id.orig_h', '10.0.0.5'), 'src 10.0.0.5');

it('ticked values of a field make one clause', () => {
  const first = tick([source], 'service', 'dns', true);
  expect(first.label).toBe('dns');
  const second = tick(first.clauses, 'service', '', true);
  expect(second.clauses.map(({ source, label }) => [source, label])).toEqual([
    ['click', 'src 10.0.0.5'],
    ['facet:service', 'service dns or unset'],
  ]);
  expect(tickedValues(second.clauses, 'service')).toEqual(['dns', '']);
  expect(tickedValues(toggle(second.clauses, 'facet:service'), 'service')).toEqual([]);
  const third = tick(second.clauses, 'service', 'dns', false);
  expect(third.label).toBe('Remove dns');
  expect(tick(third.clauses, 'service', '', false).clauses).toEqual([source]);
});

const values = ['dns', 'ssl', '', 'a b'];
const step = fc.record({
  field: fc.constantFrom('service', 'proto'),
  value: fc.constantFrom(...values),
  kind: fc.constantFrom('tick', 'exclude'),
  isOn: fc.boolean(),
});

const noValues = () => new Map(['service', 'proto'].map((field) => [field, new Set<string>()]));

it('after any ticks and exclusions, selected flows have a ticked value and no excluded one', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const [ticked, excluded] = [noValues(), noValues()];
      let clauses: readonly Clause[] = [source];
      for (const { field, value, kind, isOn } of steps) {
        clauses = (kind === 'tick' ? tick : exclude)(clauses, field, value, isOn).clauses;
        const [own, other] = kind === 'tick' ? [ticked, excluded] : [excluded, ticked];
        if (isOn) own.get(field)?.add(value);
        else own.get(field)?.delete(value);
        if (isOn) other.get(field)?.delete(value);
      }
      for (const field of ['service', 'proto']) {
        expect(new Set(tickedValues(clauses, field))).toEqual(ticked.get(field));
        expect(new Set(excludedValues(clauses, field))).toEqual(excluded.get(field));
        for (const value of values) {
          const isWanted = ticked.get(field)?.size === 0 || ticked.get(field)?.has(value);
          const own = clauses.filter(({ predicate }) => predicate !== source.predicate);
          const isIn = resolve(own, 1).every((one) => meets(one, field, value));
          expect(isIn).toBe(isWanted && !excluded.get(field)?.has(value));
        }
        expect(clauses.filter(isOwnClause(field)).length).toBeLessThanOrEqual(1);
      }
      expect(clauses[0]).toBe(source);
    }),
  );
});

/** Whether a flow with this value meets a predicate. True for a predicate of another field. */
function meets(predicate: Predicate, field: string, value: string): boolean {
  if (predicate.op === 'not')
    return predicate.of.op !== 'in' || predicate.of.field !== field || !meets(predicate.of, field, value);
  return predicate.op !== 'in' || predicate.field !== field || predicate.values.includes(value);
}
