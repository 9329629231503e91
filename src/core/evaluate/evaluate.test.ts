import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ranking } from '../query/ranking.ts';
import { bootstrap } from './bootstrap.ts';
import {
  areaUnderRoc,
  averagePrecision,
  confusionAt,
  precisionAt,
  precisionRecall,
  rocCurve,
  thinned,
} from './curves.ts';
import { areaByLabels } from './evaluate.ts';
import { countOutcomes } from './outcomes.ts';

interface Case {
  readonly name: string;
  readonly scores: number[];
  readonly labels: number[];
  readonly auc: number;
  readonly ap: number;
  readonly fpr: number[];
  readonly tpr: number[];
  readonly precision: number[];
  readonly recall: number[];
}
const fixture = new URL('../../testing/fixtures/evaluate/scikit-learn.json', import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(fixture, 'utf8')).cases;
const never = new AbortController().signal;

describe.each(cases)('equals scikit-learn: $name', ({ scores, labels, auc, ap, fpr, tpr, precision, recall }) => {
  const outcomes = countOutcomes(Float64Array.from(scores), Uint8Array.from(labels));

  it('ROC area alone', async () => {
    const truth = Uint8Array.from(labels);
    const values = Float64Array.from(scores);
    expect(await areaByLabels(values, new Ranking(values), truth, never)).toBeCloseTo(auc, 12);
  });

  it('areas under both curves', () => {
    expect(areaUnderRoc(outcomes)).toBeCloseTo(auc, 12);
    expect(averagePrecision(outcomes)).toBeCloseTo(ap, 12);
  });

  it('points of both curves', () => {
    const roc = rocCurve(outcomes);
    expectClose(roc.x, fpr);
    expectClose(roc.y, tpr);
    const curve = precisionRecall(outcomes);
    expectClose(curve.x, recall);
    expectClose(curve.y, precision);
  });
});

describe('measures', () => {
  const scores = Float64Array.of(9, 8, 8, 7, 1);
  const truth = Uint8Array.of(1, 2, 0, 1, 0);
  const outcomes = countOutcomes(scores, truth);

  it('ignore excluded rows', () => {
    expect(confusionAt(7, outcomes)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
    });
    const ranked = Uint32Array.of(0, 1, 2, 3, 4);
    expect([1, 2, 3, 100].map((k) => precisionAt(k, ranked, truth))).toEqual([1, 0.5, 2 / 3, 0.5]);
  });

  it('are NaN without positives or negatives', () => {
    const none = countOutcomes(scores, new Uint8Array(5));
    expect([areaUnderRoc(none), averagePrecision(none)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('are mirrored when the scores are negated', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean()), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(some, (pairs) => {
        const labels = Uint8Array.from(pairs, ([, isPositive]) => Number(isPositive));
        const area = (sign: number) =>
          areaUnderRoc(
            countOutcomes(
              Float64Array.from(pairs, ([score]) => sign * score),
              labels,
            ),
          );
        if (labels.every((label) => label === labels[0])) return;
        expect(area(1) + area(-1)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('have reproducible intervals, narrower with more flows', async () => {
    const width = async (flows: number) => {
      const values = Float64Array.from({ length: flows }, (_, i) => (i * 7919) % 101);
      const labels = Uint8Array.from(values, (value, i) => (value > 60 && i % 3 === 0 ? 1 : 0));
      const counted = countOutcomes(values, labels);
      const [ap] = await bootstrap(counted, [averagePrecision], never);
      expect(ap.low).toBeLessThanOrEqual(averagePrecision(counted));
      expect(ap.high).toBeGreaterThanOrEqual(averagePrecision(counted));
      expect(await bootstrap(counted, [averagePrecision], never)).toEqual([ap]);
      return ap.high - ap.low;
    };
    expect(await width(20_000)).toBeLessThan((await width(300)) / 3);
  });

  it('have curves of few points', () => {
    const x = Float64Array.from({ length: 10_000 }, (_, i) => i / 9999);
    const few = thinned({ x, y: x.map((value) => Math.sqrt(value)) }, 200);
    expect(few.x.length).toBeLessThanOrEqual(200);
    expect([few.x[0], few.x.at(-1)]).toEqual([0, 1]);
  });
});

function expectClose(found: Float64Array, wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [i, value] of wanted.entries()) expect(found[i]).toBeCloseTo(value, 12);
}
