import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { type NoisePreset, noisePresets } from '../core/schema/noise.ts';
import { describeView } from '../testing/describe-view.ts';
import type { Engine, Predicate, Run, View } from './api.ts';
import { createSession } from './session.ts';

vi.setConfig({ testTimeout: 60_000 });

const never = new AbortController().signal;
const ignore = () => {};
const byRank = { by: 'rank', descending: false };

describe('a view with noise presets on', () => {
  let engine: Engine;
  let run: Run;
  beforeAll(async () => {
    engine = createSession();
    const part = new TextDecoder().decode(makeSample()).split('\n').slice(0, 3000).join('\n');
    const files = [{ path: 'conn.log', blob: new Blob([part]) }];
    run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
    await engine.detect('pyod-pca', ignore, never);
  }, 60_000);

  const hide = (presets: readonly NoisePreset[]): Predicate[] =>
    presets.map((id) => ({ op: 'not', of: { op: 'preset', id } }));
  const flowsOf = async (where: readonly Predicate[]) => {
    const view: View = { detector: 'pyod-pca', where, sort: byRank };
    const { rows } = await engine.rows(view, 0, run.flows, [], never);
    return rows.map(({ flow }) => flow);
  };

  it('has all flows but those that each preset counts, for any presets, within any other conditions', async () => {
    const counts = await engine.noise('pyod-pca', never);
    expect(counts.map(({ preset }) => preset)).toEqual(noisePresets.map(({ id }) => id));
    const all = await flowsOf([]);
    const without = new Map<NoisePreset, Set<number>>();
    for (const { preset, flows } of counts) {
      const left = new Set(await flowsOf(hide([preset])));
      without.set(preset, left);
      expect(all.length - left.size).toBe(flows);
      expect(flows > 0).toBe(preset !== 'broadcast'); // which the sample has none of
    }
    const wheres = fc.constantFrom<readonly Predicate[]>(
      [],
      [{ op: 'in', field: 'proto', values: ['udp'] }],
      [{ op: 'range', field: 'id.resp_p', from: 0, to: 1000 }],
    );
    const some = fc.subarray(
      noisePresets.map(({ id }) => id),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(wheres, some, async (where, presets) => {
        const met = await flowsOf(where);
        const left = await flowsOf([...where, ...hide(presets)]);
        expect(left).toEqual(met.filter((flow) => presets.every((preset) => without.get(preset)?.has(flow))));
        const view: View = { detector: 'pyod-pca', where: [...where, ...hide(presets)], sort: byRank };
        const tally = (await describeView(engine, view, 10)).selected;
        const { counts: bins } = await engine.scoreHistogram(view, 10, 30, never);
        const timeline = await engine.timeline(view, 10, 50, never);
        const exported = await engine.exportFlows(view, 10, 'csv', ignore, never);
        const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
        expect([
          tally.flows,
          tally.listed,
          sum(bins),
          sum(timeline.flows) + timeline.unset,
          (await exported.text()).trimEnd().split('\n').length - 1,
        ]).toEqual(new Array(5).fill(left.length));
      }),
      { numRuns: 12 },
    );
  });

  it('counts related flows as it will show them', async () => {
    const { rows } = await engine.rows({ detector: 'pyod-pca', where: [], sort: byRank }, 0, 1, [], never);
    const noise = hide(noisePresets.map(({ id }) => id));
    const [plain, hidden] = [
      await engine.flow('pyod-pca', rows[0].flow, never),
      await engine.flow('pyod-pca', rows[0].flow, never, noise),
    ];
    expect(hidden.related.length).toBeGreaterThan(0);
    for (const [place, { where, flows }] of hidden.related.entries()) {
      expect(flows).toBe((await flowsOf([...where, ...noise])).length);
      expect(plain.related[place].flows).toBe((await flowsOf(where)).length);
    }
  });
});
