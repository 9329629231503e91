import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/math/random.ts';
import { differencesOf } from './differences.ts';
import type { AttackRun, BenignRun, Run } from './run.ts';
import { inOrder } from './run-order.ts';
import { stepsOf } from './steps.ts';
import { tablesOf } from './tables.ts';

const place = (network: string) => ({ variant: 'before', network, origins: [network], log: network });
const scores = (precision: number) => ({ precision, above: 3, place: 2 });
const attacked = (network: string, attackClass: string, precision: number): AttackRun => ({
  ...place(network),
  set: 'planted',
  attackClass,
  family: attackClass === 'dga' ? 'names' : 'scan',
  group: 'first',
  seed: 1,
  company: null,
  flows: 1000,
  attackFlows: 50,
  results: {
    behaviour: scores(precision),
    combined: scores(precision),
    findings: { place: 0 },
    pca: scores(0),
    'pca-log': scores(0),
  },
  found: [],
});
const benign = (network: string, company: string | null, strong: number): BenignRun => ({
  ...place(network),
  set: 'benign',
  seed: 1,
  company,
  flows: 1000,
  strong: { behaviour: strong, combined: strong, findings: 0, pca: 0, 'pca-log': 0 },
  strongRows: { behaviour: 0, combined: 0 },
  found: [],
});
const runs: Run[] = [
  benign('home', null, 1),
  benign('home', 'pinger', 2),
  benign('home', 'monitor', 3),
  benign('px', null, 0),
  attacked('home', 'smb scan', 0.8),
  attacked('home', 'dga', 0.2),
  attacked('px', 'dga', 0.6),
];

describe('tables', () => {
  it('give networks the same weight, and scale benign lines by the flows', () => {
    const text = tablesOf(runs, createRandom(1));
    // home (0.8 + 0.2) / 2, px 0.6; strong lines: home 1 of 1000 flows, px none
    expect(text).toContain('| Combined | 0.550 (0.50 - 0.60) | names 0.40 | 2 | 0 % | 100 % | 100 % | 3 | 50.0 |');
    expect(text).toContain('1 / 2 / 3');
  });

  it('do not depend on the order of the results', () => {
    const expected = tablesOf(inOrder(runs), createRandom(1));
    fc.assert(
      fc.property(fc.shuffledSubarray(runs, { minLength: runs.length }), (shuffled) => {
        expect(tablesOf(inOrder(shuffled), createRandom(1))).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });
});

describe('differences', () => {
  const better = (network: string, by: number) =>
    runs.map((run) =>
      run.set !== 'benign' && run.network === network
        ? { ...run, results: { ...run.results, combined: scores((run.results.combined.precision ?? 0) + by) } }
        : run,
    );

  it('count on the network that was left out', () => {
    const text = differencesOf(
      [
        ['before', runs],
        ['after', better('home', 0.1)],
      ],
      createRandom(1),
    );
    expect(text).toContain('| planted, by network | Combined, mean AP | 0.550 | 0.600 | +0.050 [+0.000, +0.100] |');
    // without home nothing speaks for the change; without px it is kept, and does nothing there
    expect(text).toContain('| home | +0.100 | +0.000 | not kept |');
    expect(text).toContain('| px | +0.000 | +0.100 | +0.000 |');
  });

  it('choose among several variants without the one left out', () => {
    const text = differencesOf(
      [
        ['before', runs],
        ['one', better('home', 0.1)],
        ['two', better('px', 0.1)],
      ],
      createRandom(1),
    );
    expect(text).toContain('home: two, px: one');
  });
});

describe('steps', () => {
  it('compare each variant with the one above it', () => {
    const raised = (by: number) =>
      runs.map((run) =>
        run.set === 'benign' ? run : attacked(run.network, run.attackClass, (run.results.combined.precision ?? 0) + by),
      );
    const text = stepsOf(
      [
        ['before', runs],
        ['A', raised(0.1)],
        ['B', raised(0.05)],
      ],
      createRandom(1),
    );
    expect(text).toContain('| before | – | – | – | – | 0.550 | 100 % |');
    expect(text).toContain('| A | +0.100 [+0.100, +0.100] | +0.100 [+0.100, +0.100] | +0.100 [+0.100, +0.100] |');
    // B lowers all others, so that it would not have been kept for any of them.
    expect(text).toContain('| B | -0.050 [-0.050, -0.050] | +0.000 [+0.000, +0.000] | +0.000 [+0.000, +0.000] |');
  });
});
