import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, vi } from 'vitest';

/** What came of one property: the seeds it was tried with, and why it failed with some of them. */
export interface TriedProperty {
  readonly test: string;
  readonly file: string;
  readonly seeds: number;
  readonly seconds: number;
  readonly failed: readonly { readonly seed: number; readonly why: string }[];
}

/** The seed of every property, so that a commit passes everywhere or nowhere. `npm run test:seeds` tries others. */
const USUAL_SEED = 1;

/**
 * Setup of the unit tests. `ODDFLOW_SEED` gives every property another seed. `ODDFLOW_SEEDS` names a list of seeds
 * instead: each property is tried with each of them, at most `ODDFLOW_RUNS` runs a seed, and a `TriedProperty` is
 * appended to the file `ODDFLOW_SEEDS_REPORT`.
 */
const { ODDFLOW_SEED: seed, ODDFLOW_SEEDS: seeds, ODDFLOW_SEEDS_REPORT: report, ODDFLOW_RUNS: most } = process.env;

fc.configureGlobal({ seed: Number(seed ?? USUAL_SEED) });
if (seeds !== undefined && report !== undefined) tryEach(seeds.split(',').map(Number), report);

function tryEach(tried: readonly number[], path: string): void {
  vi.doMock('fast-check', async (importActual) => {
    const actual = await importActual<typeof import('fast-check')>();
    const assert = (property: Parameters<typeof fc.assert>[0], parameters: { readonly numRuns?: number } = {}) => {
      const { currentTestName = '', testPath = '' } = expect.getState();
      const started = performance.now();
      const failed: { seed: number; why: string }[] = [];
      const fail = (failing: number, error: unknown) =>
        failed.push({ seed: failing, why: error instanceof Error ? error.message : String(error) });
      const done = () => {
        const seconds = (performance.now() - started) / 1000;
        const result: TriedProperty = { test: currentTestName, file: testPath, seeds: tried.length, seconds, failed };
        appendFileSync(path, `${JSON.stringify(result)}\n`);
        if (failed.length > 0) throw new Error(`failed with seed ${failed.map((one) => one.seed).join(', ')}`);
      };
      const numRuns = Math.min(parameters.numRuns ?? 100, Number(most ?? Number.POSITIVE_INFINITY));
      const attempt = (chosen: number) => actual.default.assert(property, { ...parameters, numRuns, seed: chosen });
      if (!property.isAsync()) {
        for (const chosen of tried) {
          try {
            attempt(chosen);
          } catch (error) {
            fail(chosen, error);
          }
        }
        return done();
      }
      return (async () => {
        for (const chosen of tried) await Promise.resolve(attempt(chosen)).catch((error) => fail(chosen, error));
        done();
      })();
    };
    return { ...actual, assert, default: { ...actual.default, assert } };
  });
}
