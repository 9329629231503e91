import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { detect } from '../detect/detect.ts';
import { resolveParams } from '../detect/params.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { quantile } from '../math/quantile.ts';
import type { Table } from '../table/table.ts';
import { takeRows } from '../table/take-rows.ts';
import { type Baseline, memberOf } from './baseline.ts';
import { measureDrift } from './drift.ts';
import { Extremes } from './extremes.ts';
import { fitBaseline } from './fit-baseline.ts';
import { flowsOfTable } from './flow-stream.ts';
import { flowsOfFiles } from './flows-of-files.ts';
import { readBaseline } from './read-baseline.ts';
import { scoreBaseline } from './score-baseline.ts';
import { writeBaseline } from './write-baseline.ts';

const origin = { files: ['a.log'], fileCount: 1, chosenBy: [], made: 1_700_000_000 };
const ids = pcaFamily.map(({ detector }) => detector.id);
const fixture = (name: string) => readFileSync(new URL(`../../testing/fixtures/baseline/${name}`, import.meta.url));

function learn(detector: string, table: Table, rows: Uint32Array | null = null): Promise<Baseline> {
  return fitBaseline(memberOf(detector), {}, flowsOfTable(table, rows), origin, quiet);
}

async function scoresOf(baseline: Baseline, table: Table): Promise<Float64Array> {
  return (await scoreBaseline(baseline, 'baseline:1', table, quiet)).scores;
}

/** The ordinary log with a port or a protocol that varies, so that every feature does. */
function log(rows: number, shift = 1): string {
  return ordinaryLog(rows, (cells, row) =>
    cells
      .with(2, String(Math.round(Number(cells[2]) * shift)))
      .with(3, String(row % 3 === 0 ? 80 : 443))
      .with(8, String(6 + (row % 2))),
  );
}

describe.each(ids)('a baseline of %s', (id) => {
  it('scores the flows that it was fitted to as the detector itself, to the bit', async () => {
    const { table } = await readText(log(70_000));
    const { detector } = memberOf(id);
    const own = await detect(detector, table, quiet, resolveParams(detector.params, {}));
    expect(await scoresOf(await learn(id, table), table)).toEqual(own.scores);
  });

  it('is the same from files that are read in passing as from a table', async () => {
    const text = log(1500);
    const { table } = await readText(text);
    const half = text.split('\n');
    const files = [half.slice(0, 700), [...half.slice(0, 4), ...half.slice(700)]].map((lines, i) => ({
      path: `${i}.log`,
      blob: new Blob([`${lines.join('\n')}\n`]),
    }));
    const stream = flowsOfFiles(files, { kernel: null, inflate: null }, () => {}, 'assumed');
    expect(await fitBaseline(memberOf(id), {}, stream, origin, quiet)).toEqual(await learn(id, table));
  });

  it('of some rows equals the baseline of a table of these rows', async () => {
    const { table } = await readText(log(900));
    const rows = Uint32Array.from({ length: 300 }, (_, i) => 3 * i + 1);
    const taken = takeRows(table, rows, Float64Array.from(rows));
    expect(await learn(id, table, rows)).toEqual(await learn(id, taken));
  });

  it('has the same bits after saving and opening, whatever it was fitted to', async () => {
    const duration = fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.nat(9), fc.constant(-0));
    const count = fc.oneof(fc.nat(9), fc.nat(70_000), fc.maxSafeNat());
    const flow = fc.tuple(duration, count, count, count, count, count, count);
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 2, maxLength: 40 }), async (flows) => {
        const text = ordinaryLog(flows.length, (cells, row) => [
          cells[0],
          ...flows[row].map((value) => String(Math.abs(value))),
          String(6 + (row % 2)),
        ]);
        const { table } = await readText(text);
        const baseline = await learn(id, table).catch(() => null);
        if (baseline === null) return; // flows that do not differ
        const again = readBaseline(writeBaseline(baseline, '1.0'), 'x.json');
        expect(again).toEqual(baseline);
        expect(await scoresOf(again, table)).toEqual(await scoresOf(baseline, table));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a baseline of one log, scores and drift of another', () => {
  interface Reference {
    readonly pca: readonly number[];
    readonly t2: readonly number[];
    readonly spe: readonly number[];
    readonly kept: number;
    readonly angle: number;
  }
  const expected = JSON.parse(fixture('other.expected.json').toString()) as {
    readonly box: readonly (readonly [number, number])[];
    readonly outside: number;
    readonly outsideBy: readonly number[];
    readonly raw: Reference;
    readonly log: Reference;
  };

  it.each([
    ['pyod-pca', expected.raw.pca, expected.raw],
    ['pca-log', expected.log.pca, expected.log],
    ['t2', expected.log.t2, expected.log],
    ['spe', expected.log.spe, expected.log],
  ] as const)('by %s are those of scikit-learn and scipy', async (id, scores, { kept, angle }) => {
    const { table } = await readText(fixture('ordinary.log'));
    const { table: other } = await readText(fixture('other.log'));
    const baseline = await learn(id, table);
    const found = await scoresOf(baseline, other);
    const far = scores.reduce((most, score, i) => Math.max(most, Math.abs(found[i] / score - 1)), 0);
    expect(far).toBeLessThan(1e-9);
    const drift = await measureDrift(baseline, other, quiet);
    expect(baseline.box.map(({ low, high }) => [low, high])).toEqual(expected.box);
    expect(drift).toMatchObject({ outside: expected.outside, kept });
    expect(drift.features.map(({ outside }) => outside)).toEqual(expected.outsideBy);
    expect(Math.abs(drift.angle - angle)).toBeLessThan(1e-9);
  });
});

describe('drift', () => {
  it('is 0 between a log and itself', async () => {
    const { table } = await readText(log(2000));
    const { outside, angle, verdict } = await measureDrift(await learn('pca-log', table), table, quiet);
    expect(outside).toBeLessThan(0.014); // 0.2 % in each of seven features at most
    expect(angle).toBeLessThan(1e-6);
    expect(verdict).toBe('alike');
  });

  it('warns of another network by its flows', async () => {
    const { table } = await readText(log(2000));
    const { table: other } = await readText(log(500, 1000));
    const drift = await measureDrift(await learn('pca-log', table), other, quiet);
    expect(drift).toMatchObject({ verdict: 'other-network', networks: null, outside: 1 });
  });

  it('warns of another network by its addresses, even for similar flows', async () => {
    const flows = (network: string) =>
      connLog(
        Array.from({ length: 300 }, (_, i) => ({
          'id.orig_h': `${network}.${i % 9}`,
          orig_bytes: 100 + ((i * 7919) % 500),
          resp_bytes: 100 + ((i * 104_729) % 900),
          local_orig: '-',
        })),
      );
    const { table } = await readText(flows('10.1.2'));
    const { table: same } = await readText(flows('10.1.2'));
    const { table: part } = await readText(flows('10.1.7'));
    const { table: other } = await readText(flows('10.2.2'));
    const baseline = await learn('pca-log', table);
    expect(await measureDrift(baseline, same, quiet)).toMatchObject({
      verdict: 'alike',
      networks: { known: 1, total: 1 },
      hosts: { known: 9, total: 9, share: 1, learned: 9 },
    });
    expect(await measureDrift(baseline, part, quiet)).toMatchObject({
      verdict: 'other-hosts',
      networks: { known: 1, total: 1 },
      hosts: { known: 0, total: 9, share: 0, learned: 9 },
    });
    expect(await measureDrift(baseline, other, quiet)).toMatchObject({
      verdict: 'other-network',
      networks: { known: 0, total: 1 },
    });
    expect(writeBaseline(baseline, '1')).not.toMatch(/10\.1/);
  });

  it('is refused where a feature is missing', async () => {
    const { table } = await readText(log(200));
    const { table: other } = await readText(fixture('other.log').toString().replaceAll('ip_proto', 'x_proto'));
    const baseline = await learn('pyod-pca-volume-ip-proto', table);
    await expect(measureDrift(baseline, other, quiet)).rejects.toMatchObject({
      code: 'baseline-misfit',
      detail: { fields: 'ip_proto' },
    });
  });
});

describe('flows to learn from', () => {
  it('have to differ', async () => {
    const { table } = await readText(ordinaryLog(40, () => ['1', '1', '1', '1', '1', '1', '1', '1', '1']));
    await expect(learn('pca-log', table)).rejects.toMatchObject({ code: 'flat-baseline' });
    await expect(learn('pca-log', table, new Uint32Array(0))).rejects.toMatchObject({ code: 'flat-baseline' });
  });

  it('can be cancelled', async () => {
    const { table } = await readText(log(200));
    const control = { signal: AbortSignal.abort(), report: () => {} };
    const job = fitBaseline(memberOf('pca-log'), {}, flowsOfTable(table, null), origin, control);
    await expect(job).rejects.toThrow(/abort/i);
  });
});

it('extremes of any numbers are their 0.1 and 99.9 % quantiles', () => {
  const numbers = fc.oneof(
    fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(3)), { minLength: 1, maxLength: 60 }),
    fc.integer({ min: 1, max: 9000 }).map((count) => Array.from({ length: count }, (_, i) => (i * 7919) % 4001)),
  );
  fc.assert(
    fc.property(numbers, (values) => {
      const extremes = new Extremes(values.length);
      for (let at = 0; at < values.length; at += 1024) {
        const block = Float64Array.from(values.slice(at, at + 1024));
        extremes.add(block, 0, block.length);
      }
      const sorted = Float64Array.from(values, (value) => value + 0).sort();
      expect(extremes.interval()).toEqual({
        low: quantile(values.length, (i) => sorted[i], 0.1 / 100),
        high: quantile(values.length, (i) => sorted[i], 99.9 / 100),
      });
    }),
    { numRuns: 60 },
  );
});
