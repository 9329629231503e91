import { describe, expect, it } from 'vitest';
import { pictureSvg } from '../charts/picture.ts';
import { type Curves, pictureOfCurves, tableOfCurves } from './curve-picture.ts';

const measure = { value: 0.9, low: 0.85, high: 0.95 };

/** One detector whose curve is a straight line with this number of points. */
function curvesOf(points: number, label = 'kNN'): Curves {
  const line = Array.from({ length: points }, (_, i) => [i / (points - 1), i / (points - 1)] as const);
  const evaluation = {
    positives: 5,
    negatives: 95,
    leftOut: 1,
    areaUnderRoc: measure,
    averagePrecision: measure,
    precisionAt: [],
    confusion: { truePositives: 1, falsePositives: 1, falseNegatives: 4, trueNegatives: 94 },
    roc: line,
    precisionRecall: line,
  };
  const judged = [{ detector: 'knn', label, evaluation }];
  return { title: 'ROC', x: 'false positive rate', y: 'true positive rate', judged, curve: 'roc', chance: [0, 1] };
}

describe('curves of an evaluation', () => {
  it('make a picture with a line per detector, its area by name, and the counts', () => {
    const picture = pictureOfCurves(curvesOf(3, 'kNN <10>'), ['conn.log']);
    expect(picture.marks.filter(({ kind }) => kind === 'curve')).toHaveLength(1);
    const svg = pictureSvg(picture);
    expect(svg).toContain('kNN &lt;10&gt;: area under the curve 0.900 (95 % of bootstrap samples: 0.850 to 0.950)');
    for (const note of ['conn.log', '5 positive flows, 95 negative flows, 1 flow left out'])
      expect(svg).toContain(note);
  });

  it('make a table of evenly spaced points, including both ends', () => {
    const { head, rows } = tableOfCurves(curvesOf(301));
    expect(head).toEqual(['detector', 'false positive rate', 'true positive rate']);
    expect(rows).toHaveLength(21);
    expect([rows[0], rows[10], rows[20]].map(([, x]) => x)).toEqual(['0.0000', '0.5000', '1.0000']);
    expect(tableOfCurves(curvesOf(4)).rows).toHaveLength(4);
  });
});
