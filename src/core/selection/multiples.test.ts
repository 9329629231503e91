import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { describeField } from '../schema/conn.ts';
import { clauseOf, resolve } from './clauses.ts';
import { select } from './compile.ts';
import { numbersFrom } from './computed-numbers.ts';
import type { FilterSchema } from './filter-names.ts';
import { followsThreshold, inScores } from './multiples.ts';
import { parse } from './parse.ts';
import { isParseError } from './parse-error.ts';
import { keyOf, type Predicate } from './predicate.ts';
import { selectableOf } from './selectable.ts';

const schema: FilterSchema = { fields: [describeField('service', '')], firstDay: null };

function parsed(text: string): Predicate {
  const found = parse(text, schema);
  if (isParseError(found)) throw new Error(`${text}: ${found.code}`);
  return found;
}

const times = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const thresholds = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
const signs = fc.constantFrom('>', '>=', '<', '<=');

describe('a multiple of the threshold', () => {
  it('is the score at that multiple, for any threshold, comparison and spelling', () => {
    const mark = fc.constantFrom('x', 'X', '×', ' ×');
    fc.assert(
      fc.property(times, thresholds, signs, mark, (count, threshold, sign, x) => {
        const found = inScores(parsed(`not (score:${sign}${count}${x} or service:dns)`), threshold);
        expect(keyOf(found)).toBe(keyOf(parsed(`not (score:${sign}${count * threshold} or service:dns)`)));
      }),
    );
  });

  it('follows the threshold in a stored clause, which stays the same', async () => {
    const { table } = await readText(connLog(['a', 'b', 'c', 'd'].map((service) => ({ service }))));
    const scores = numbersFrom(Float64Array.of(1, 2, 4, 8));
    const selectable = { ...selectableOf(table), columnOf: () => scores };
    const clause = clauseOf('box', parsed('score:>=2x'), 'score:>=2×');
    const stored: typeof clause = structuredClone(clause);
    for (const [threshold, flows] of [
      [0.5, 4],
      [1, 3],
      [2, 2],
      [4, 1],
      [5, 0],
    ]) {
      expect((await select(selectable, resolve([stored], threshold), quiet.signal)).count()).toBe(flows);
    }
    expect(stored).toEqual(clause);
  });

  it('meets no flow without a threshold above 0', async () => {
    const { table } = await readText(connLog(['a', 'b'].map((service) => ({ service }))));
    const selectable = { ...selectableOf(table), columnOf: () => numbersFrom(Float64Array.of(0, 5)) };
    for (const threshold of [0, -3, Number.NaN, Infinity]) {
      for (const text of ['score:>=1x', 'score:<1x', 'score:1x..9']) {
        const range = inScores(parsed(text), threshold);
        expect((await select(selectable, [range], quiet.signal)).count()).toBe(0);
      }
    }
  });

  it('is kept apart from scores and percentiles, which do not follow the threshold', () => {
    expect(['score:>1x', '-score:1x..3', 'service:dns or score:<=2×'].map(parsed).map(followsThreshold)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['score:>1', 'score:>=p99', 'service:dns'].map(parsed).map(followsThreshold)).toEqual([false, false, false]);
    fc.assert(
      fc.property(thresholds, (threshold) => {
        const plain = parsed('score:>1 score:>=p99 service:dns');
        expect(inScores(plain, threshold)).toEqual(plain);
      }),
    );
  });
});
