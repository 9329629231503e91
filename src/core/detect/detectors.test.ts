import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { describeDetectorContract, ordinaryLog } from '../../testing/detector-contract.ts';
import { blocksOf, sampleOf } from '../../testing/doc-sample.ts';
import { openSession } from '../../testing/open-session.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { type Distribution, distributionsOf } from '../features/distributions.ts';
import { type FeatureSet, hasFeatures, volume } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { reportScoring } from './detect.ts';
import type { Block, Detector } from './detector.ts';
import { type DetectorEntry, detectors, entry } from './index.ts';
import { explainByReplacing } from './replace.ts';

for (const detector of detectors) describeDetectorContract(detector);

it('each detector has its own id and label', () => {
  expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
  expect(new Set(detectors.map(({ label }) => label)).size).toBe(detectors.length);
});

// sample
type Model = readonly Pick<Distribution, 'name' | 'mean' | 'scale'>[];

/** Largest z-score of a flow: max over features of |x - mean| / standard deviation. Knows no combinations. */
function largestZ(set: FeatureSet): Detector<Model> {
  return {
    id: 'largest-z',
    label: 'Largest z-score',
    params: [],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: async (features, control) => {
      const onShare = (share: number) => reportScoring(control, Math.round(share * features.rows), features.rows);
      const distributions = await distributionsOf(features, control, onShare);
      return distributions.map(({ name, mean, scale }) => ({ name, mean, scale }));
    },
    score: scoreRows,
    explain: (model, values) =>
      explainByReplacing(
        model.map(({ mean }) => mean),
        values,
        (block, out) => scoreRows(model, block, 1, out, 0),
      ),
    describe: (model) => ({
      notes: [],
      transform: 'none',
      scoreScale: 'linear',
      typical: 'mean',
      features: model.map((feature) => ({ ...feature, typical: feature.mean })),
      components: [],
    }),
  };
}

/** O(count * d). */
function scoreRows(model: Model, { values, stride }: Block, count: number, out: Float64Array, at: number): void {
  out.fill(0, at, at + count);
  for (let f = 0; f < model.length; f++) {
    const { mean, scale } = model[f];
    for (let i = 0; i < count; i++) {
      out[at + i] = Math.max(out[at + i], Math.abs(values[f * stride + i] - mean) / scale);
    }
  }
}
// end of sample

describe('a detector added to the list', () => {
  const added = entry(largestZ(volume));
  const list = detectors as DetectorEntry[];
  beforeAll(() => {
    list.push(added);
  });
  afterAll(() => {
    list.splice(list.indexOf(added), 1);
  });
  describeDetectorContract(added);

  it('scores by the most extreme feature', async () => {
    const log = ordinaryLog(500, (cells, row) => (row === 123 ? cells.with(2, '99999999') : cells));
    const { scores } = await added.detect((await readText(log)).table, quiet);
    expect(scores.indexOf(Math.max(...scores))).toBe(123);
  });

  it('is offered by a run, and scores its flows', async () => {
    const sizes = [100, 120, 90, 110, 5_000_000];
    const log = connLog(sizes.map((orig_bytes) => ({ orig_bytes })));
    const { engine, run } = await openSession({ 'conn.log': log });
    expect(run.detectors.at(-1)).toMatchObject({ id: 'largest-z', label: 'Largest z-score' });
    const { detector } = await engine.detect('largest-z', () => {}, new AbortController().signal);
    const view = { detector, where: [], sort: { by: 'score', descending: true } };
    const { rows } = await engine.rows(view, 0, 1, [], new AbortController().signal);
    expect(rows[0].row).toBe(4);
  });

  it('is the sample that docs/adding-a-detector.md shows', () => {
    const [block] = blocksOf('docs/adding-a-detector.md');
    expect(block.replace(/^import .*\n|^export /gm, '').trim()).toBe(sampleOf('src/core/detect/detectors.test.ts'));
  });
});
