import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { sharedGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { bothMomentsOfTable, momentsOfTable } from '../../testing/moments-of-table.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { fitBaseline } from '../baseline/fit-baseline.ts';
import { flowsOfTable } from '../baseline/flow-stream.ts';
import { readBaseline } from '../baseline/read-baseline.ts';
import { scoreBaseline } from '../baseline/score-baseline.ts';
import { writeBaseline } from '../baseline/write-baseline.ts';
import { detect } from '../detect/detect.ts';
import { resolveParams } from '../detect/params.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { Ranking } from '../query/ranking.ts';
import type { Table } from '../table/table.ts';
import { baselineOfMoments } from './baseline-of-moments.ts';
import type { Moments } from './moments.ts';
import { MOMENTS_KEY } from './moments-form.ts';
import { readMoments } from './read-moments.ts';

/** Both scripts lose nothing beside the QR factorisation, whose own scores are within 1e-12 of PyOD's. */
const EXACT = 1e-12;
/** The first script alone: half the digits of the component of least variance, 3e-8 of all variance in these logs. */
const HALF = 1e-8;

const made = 1_700_000_000;
const [, , pcaLog] = pcaFamily;

function modelOf(moments: Moments, detector?: string) {
  return baselineOfMoments(moments, { made, file: 'moments.json', ...(detector !== undefined && { detector }) });
}

async function scoresOf(moments: Moments, table: Table, detector?: string): Promise<Float64Array> {
  return (await scoreBaseline(modelOf(moments, detector), 'baseline:1', table, quiet)).scores;
}

/** Largest relative difference. Scores under `small` times the largest are compared with that. */
function difference(a: Float64Array, b: Float64Array, small = 0): number {
  const least = small * b.reduce((most, value) => Math.max(most, value), 0);
  return a.reduce((far, value, i) => Math.max(far, Math.abs(value - b[i]) / Math.max(b[i], least)), 0);
}

describe(`models of moments on logs with scores by PyOD${skippedWithoutShared}`, () => {
  const goldens = sharedGoldens();
  if (goldens.length === 0) it.skip('skipped: no ../shared', () => {});

  it.each(goldens.map((golden) => [golden.name, golden] as const))(
    '%s: scores, threshold and anomalies agree',
    async (_, golden) => {
      const { table } = await readText(golden.log);
      const scores = await scoresOf(bothMomentsOfTable(pcaFamily[golden.hasIpProto ? 1 : 0], table), table);
      expect(difference(scores, golden.scores)).toBeLessThan(EXACT);
      const ranking = new Ranking(scores);
      const threshold = ranking.quantile(0.1);
      expect(Math.abs(threshold / golden.threshold - 1)).toBeLessThan(EXACT);
      expect(ranking.countAbove(threshold)).toBe(golden.predicted);
    },
  );

  it.each(goldens.map((golden) => [golden.name, golden] as const))(
    '%s: so do all detectors with the fit to the flows',
    async (_, golden) => {
      const { table } = await readText(golden.log);
      for (const member of pcaFamily.filter(({ detector }) => detector.canScore(table))) {
        const { scores } = await detect(member.detector, table, quiet, resolveParams(member.detector.params, {}));
        const both = await scoresOf(bothMomentsOfTable(member, table), table);
        expect(difference(both, scores, 1e-3)).toBeLessThan(EXACT);
        if (member.hasSigns) continue;
        expect(difference(await scoresOf(momentsOfTable(member, table), table), scores, 1e-3)).toBeLessThan(HALF);
      }
    },
  );
});

describe('a model of moments', () => {
  const flow = fc.tuple(
    fc.oneof(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.nat(9)),
    ...Array.from({ length: 6 }, () => fc.oneof(fc.nat(9), fc.nat(70_000), fc.nat(2 ** 40))),
  );
  const flows = fc.array(flow, { minLength: 2, maxLength: 60 });
  const logOf = (rows: readonly (readonly number[])[]) =>
    ordinaryLog(rows.length, (cells, row) => [cells[0], ...rows[row].map(String), '6']);

  it('of any flows is the model that is fitted to the flows', async () => {
    await fc.assert(
      fc.asyncProperty(flows, fc.constantFrom(0, 2, 3, 4), fc.integer({ min: 2, max: 6 }), async (rows, at, same) => {
        const member = pcaFamily[at];
        // Two features that are nearly the same: the component of their difference has little variance.
        const close = rows.map((row) => row.with(same, row[1] + (row[same] % 3)));
        const { table } = await readText(logOf(close));
        const own = await fitBaseline(
          member,
          {},
          flowsOfTable(table, null),
          { files: [], fileCount: 1, chosenBy: [], made },
          quiet,
        ).catch(() => null);
        const moments = bothMomentsOfTableOrNull(member, table);
        expect(own === null).toBe(moments === null);
        if (own === null || moments === null) return;
        const found = modelOf(moments);
        expect(found.box).toEqual(own.box);
        expect(found.model.kept).toEqual(own.model.kept);
        const least = own.model.ratio[own.model.ratio.length - 1];
        if (least < 1e-18) expect(found.model.degenerate).toBe(true);
        if (least < 1e-13 || found.model.undecided.length > 0) return;
        const [a, b] = [
          (await scoreBaseline(found, 'a', table, quiet)).scores,
          (await scoreBaseline(own, 'b', table, quiet)).scores,
        ];
        expect(difference(a, b, 1e-3)).toBeLessThan(EXACT / Math.sqrt(least));
      }),
      { numRuns: 60 },
    );
  });

  it('is saved and opened as every other model', async () => {
    const { table } = await readText(ordinaryLog(300, (cells, row) => cells.with(3, String(row % 3 === 0 ? 80 : 443))));
    const moments = readMoments(textOf(bothMomentsOfTable(pcaLog, table)), 'moments.json');
    const baseline = modelOf(moments);
    expect(readBaseline(writeBaseline(baseline, '1.0'), 'model.json')).toEqual(baseline);
  });

  it('serves every detector of the same features on the same scale, and no other', async () => {
    const { table } = await readText(ordinaryLog(300));
    const moments = bothMomentsOfTable(pcaLog, table);
    expect(modelOf(moments, 't2').detector).toBe('t2');
    expect(() => modelOf(moments, 'pyod-pca')).toThrow(/pca-log, t2, spe/);
    expect(() => modelOf(moments, 'behaviour')).toThrow(/bad-request/);
  });

  it('needs the second script for scores that depend on signs', async () => {
    const { table } = await readText(ordinaryLog(300));
    expect(() => modelOf(momentsOfTable(pcaLog, table))).toThrow(/half-moments/);
    expect(modelOf(momentsOfTable(pcaLog, table), 'spe').detector).toBe('spe');
  });

  it('is refused if the second script belongs to other flows', async () => {
    const { table } = await readText(ordinaryLog(300));
    const { table: other } = await readText(ordinaryLog(300, (cells, row) => cells.with(2, String(row * row))));
    const second = bothMomentsOfTable(pcaLog, other).projections;
    const mixed = { ...momentsOfTable(pcaLog, table), projections: second };
    expect(() => modelOf(mixed)).toThrow(/not-moments.*Run both scripts again/);
  });
});

/** Null if no feature varies. */
function bothMomentsOfTableOrNull(member: (typeof pcaFamily)[number], table: Table): Moments | null {
  const moments = momentsOfTable(member, table);
  return moments.low.every((low, f) => low === moments.high[f]) ? null : bothMomentsOfTable(member, table);
}

function textOf(moments: Moments): string {
  return JSON.stringify({ [MOMENTS_KEY]: 1, ...moments });
}

describe('the text of moments', () => {
  it('is read whatever frame the database prints around it', async () => {
    const { table } = await readText(ordinaryLog(50));
    const moments = bothMomentsOfTable(pcaLog, table);
    for (const text of [
      textOf(moments),
      ` moments \n---\n ${textOf(moments)}\n(1 row)\n`,
      `\ufeff${textOf(moments)}`,
    ]) {
      expect(readMoments(text, 'x')).toEqual(moments);
    }
  });

  it('is refused with the place when a value is wrong, and never gives a model that cannot be saved', async () => {
    const { table } = await readText(ordinaryLog(50));
    const good = JSON.parse(textOf(bothMomentsOfTable(pcaLog, table)));
    const places = leavesOf(good);
    const wrong = fc.constantFrom(null, 'x', -1, 1e300, Number.NaN, [], {}, 0.5, 0);
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, (place, value) => {
        const text = JSON.stringify(replaced(good, place, value));
        try {
          const baseline = modelOf(readMoments(text, 'x'));
          readBaseline(writeBaseline(baseline, '1'), 'x');
        } catch (error) {
          expect(error).toMatchObject({ name: 'LogError' });
        }
      }),
      { numRuns: 400 },
    );
  });
});

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = rest.length === 0 ? by : replaced(copy[key], rest, by);
  return copy;
}
