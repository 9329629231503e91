import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/math/random.ts';
import type { AttackRun, BenignRun, FoundFinding } from './run.ts';
import { strengthBins } from './strength-bins.ts';
import { strengthPlot } from './strength-plot.ts';

const place = (network: string) => ({ variant: 'before', network, origins: [network], log: network, seed: 1 });
const found = (points: number, isAttack: boolean): FoundFinding => ({ kind: 'Beacon', points, isAttack, benign: '' });
const attacked = (network: string, ...own: FoundFinding[]): AttackRun => ({
  ...place(network),
  set: 'planted',
  attackClass: 'tls beacon',
  family: 'c2',
  group: 'first',
  company: null,
  flows: 1000,
  attackFlows: 50,
  results: { findings: { place: 1 } },
  found: own,
});
const benign = (network: string, company: string | null, ...own: FoundFinding[]): BenignRun => ({
  ...place(network),
  set: 'benign',
  company,
  flows: 1000,
  strong: {},
  strongRows: {},
  found: own,
});

it('gives networks the same weight, and scales benign findings by the flows', () => {
  const runs = [
    attacked('home', found(72, true), found(100, true)),
    attacked('home', found(70, true), found(31, false)),
    attacked('px', found(79, false)),
    benign('home', null, found(75, false)),
    benign('px', null),
    benign('px', 'pinger', found(75, false)),
  ];
  const bins = strengthBins(runs, createRandom(1));
  expect(bins.map(({ from }) => from)).toEqual([30, 40, 50, 60, 70, 80, 90]);
  // home: one finding per log in 70 to 79, the attack's; px: one that is not
  expect(bins[4]).toMatchObject({ findings: 3, attacks: 2, share: { mean: 0.5, low: 0, high: 1 } });
  expect(bins[4]).toMatchObject({ alone: 50, company: 100 });
  expect(bins[6]).toMatchObject({ from: 90, to: 100, findings: 1, attacks: 1, share: { mean: 1 } });
  expect(bins[1].share.mean).toBeNaN();
});

it('counts every finding of a log with an attack once, whatever its strength', () => {
  const run = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.boolean()), { maxLength: 8 })
    .map((all) => attacked('home', ...all.map(([points, isAttack]) => found(points, isAttack))));
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
      const bins = strengthBins(runs, createRandom(1));
      const all = runs.flatMap((one) => one.found);
      expect(bins.reduce((sum, { findings }) => sum + findings, 0)).toBe(all.length);
      expect(bins.reduce((sum, { attacks }) => sum + attacks, 0)).toBe(all.filter(({ isAttack }) => isAttack).length);
      for (const { findings, attacks, share } of bins) {
        if (findings > 0) expect(share.mean).toBeCloseTo(attacks / findings, 12);
      }
    }),
    { numRuns: 50 },
  );
});

it('draws each range with findings inside the plot, in one line', () => {
  const runs = [attacked('home', found(35, false), found(72, true), found(72, false))];
  const plot = strengthPlot(strengthBins(runs, createRandom(1)), 'shares');
  expect(plot.match(/<circle/g)).toHaveLength(2);
  // strength 70 to 79 at 75 of 100, share one half: the middle of the height
  expect(plot).toContain('<circle cx="476" cy="170" r="5"/>');
  expect(plot).not.toContain('NaN');
});
