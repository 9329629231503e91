import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { volume } from '../features/feature-sets.ts';
import { detectors } from './index.ts';

const entry = (id: string) => detectors.find((detector) => detector.id === id) ?? detectors[0];
const log = ordinaryLog(400, (cells, row) => cells.with(3, String(row % 3 === 0 ? 80 : 443)));
const subsets = fc.subarray([...volume.fields], { minLength: 1 });
const scored = ['pyod-pca', 'pca-log', 't2', 'spe'];

describe('principal components of chosen features', () => {
  it('are those of a log in which all other columns are constant, for any choice', async () => {
    const { table } = await readText(log);
    await fc.assert(
      fc.asyncProperty(subsets, fc.constantFrom(...scored), async (chosen, id) => {
        const others = volume.fields.filter((field) => !chosen.includes(field));
        const names = ['ts', 'duration', 'orig_bytes', 'id.resp_p', 'resp_bytes', 'orig_ip_bytes', 'resp_pkts'];
        const places = [...names, 'resp_ip_bytes'].flatMap((name, place) => (others.includes(name) ? [place] : []));
        const flat = (line: string) =>
          line
            .split('\t')
            .map((cell, place) => (places.includes(place) ? '1' : cell))
            .join('\t');
        const flattened = log.replace(/^\d.*$/gm, flat);
        const wanted = await entry(id).detect((await readText(flattened)).table, quiet);
        const { scores, explain, description } = await entry(id).detect(table, quiet, { features: chosen.join(',') });
        for (let row = 0; row < scores.length; row += 7) {
          expect(Math.abs(scores[row] - wanted.scores[row])).toBeLessThan(1e-8 * (1 + Math.abs(wanted.scores[row])));
        }
        const { parts } = explain(5);
        description.features.forEach(({ name, isLeftOut }, feature) => {
          expect(isLeftOut === true).toBe(others.includes(name));
          if (isLeftOut === true) expect(parts[feature]).toBe(0);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('are the same to the bit when all are chosen, one by one', async () => {
    const { table } = await readText(log);
    for (const id of scored) {
      const wanted = await entry(id).detect(table, quiet);
      const given = await entry(id).detect(table, quiet, { features: volume.fields.join(',') });
      expect(given.scores).toEqual(wanted.scores);
      expect(given.detector.id).toBe(id);
    }
  });
});

describe('the number of components', () => {
  it('of the model can be fixed for T² and SPE, which share them out', async () => {
    const { table } = await readText(log);
    for (const components of [1, 3, 7]) {
      const of = async (id: string) =>
        (await entry(id).detect(table, quiet, { components })).description.components.map(({ isScored }) => isScored);
      const [model, rest] = [await of('t2'), await of('spe')];
      expect(model).toEqual(model.map((_, c) => c < components));
      expect(rest.at(-1)).toBe(true);
      if (components < 7) expect(rest).toEqual(model.map((isScored) => !isScored));
    }
  });
});
