import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import type { Table } from '../table/table.ts';
import { SharedSamples } from './fit-on-sample.ts';
import { detectors } from './index.ts';
import { pcaFamily } from './pca-family.ts';

const ofRows = detectors.filter(
  ({ id, fitStreamed }) =>
    fitStreamed !== null && !pcaFamily.some(({ detector }) => detector.id === id) && !id.startsWith('pyod'),
);

/** The scores of a log whose rows pass by once for the fit and once for the scores. */
async function scoreStreamed(id: string, table: Table) {
  const fit = ofRows.find((entry) => entry.id === id)?.fitStreamed?.(new SharedSamples());
  if (fit === undefined) throw new Error(`${id} cannot be streamed`);
  fit.add(table);
  const scorer = await fit.scorer(quiet);
  const scores = new Float64Array(table.rows);
  scorer.score(table, scores, 0);
  return { scores, scored: scorer.scored(table, scores, { fit: 0, score: 0 }), fit };
}

describe('a detector that is fitted to a sample of a streamed log', () => {
  it('is every detector of single flows', () => {
    expect(ofRows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['ecod', 'copod', 'hbos', 'knn', 'lof', 'iforest']),
    );
  });

  it.each(ofRows.map(({ id }) => id))('gives %s the scores of a table, if the sample has all rows', async (id) => {
    const { table } = await readText(ordinaryLog(1000));
    const wanted = await ofRows.find((entry) => entry.id === id)?.detect(table, quiet);
    const { scores, scored } = await scoreStreamed(id, table);
    expect(scores).toEqual(wanted?.scores);
    expect(scored.description).toEqual(wanted?.description);
  });

  it('says how many rows the sample has of how many', async () => {
    const { table } = await readText(ordinaryLog(60_000));
    const fit = ofRows.find(({ id }) => id === 'hbos')?.fitStreamed?.(new SharedSamples());
    // Each time as another table, as groups of a stream are.
    for (let times = 0; times < 3; times++) fit?.add({ ...table });
    const scorer = await fit?.scorer(quiet);
    const { notes } = scorer?.scored(table, new Float64Array(table.rows), { fit: 0, score: 0 }).description ?? {};
    expect(notes).toEqual([{ code: 'fitted-on-sample', detail: { sample: 131_072, flows: 180_000 } }]);
  });

  it('shares one sample among detectors with the same features', async () => {
    const { table } = await readText(ordinaryLog(100));
    const samples = new SharedSamples();
    const fits = ['hbos', 'ecod'].map((id) => ofRows.find((entry) => entry.id === id)?.fitStreamed?.(samples));
    for (const fit of fits) fit?.add(table);
    const [first, second] = await Promise.all(fits.map((fit) => fit?.scorer(quiet)));
    expect(first?.sampleScores()).toHaveLength(100);
    expect(second?.sampleScores()).toHaveLength(100);
  });
});
