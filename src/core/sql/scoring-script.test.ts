import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { startDuckDb } from '../../testing/engines/duckdb.ts';
import type { Engine } from '../../testing/engines/engine.ts';
import { loadPostgreSql, ROW } from '../../testing/engines/load-table.ts';
import { plainLog } from '../../testing/engines/plain-log.ts';
import { findPostgreSql, startPostgreSql } from '../../testing/engines/postgresql.ts';
import { fittedModel, largestDifference, numbers, type Place, runScript } from '../../testing/engines/run-script.ts';
import { type Golden, sharedGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { memberOf } from '../baseline/baseline.ts';
import { measureDrift } from '../baseline/drift.ts';
import { scoreBaseline } from '../baseline/score-baseline.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { Ranking } from '../query/ranking.ts';
import { makeSample } from '../sample/sample.ts';
import { duckdb } from './duckdb.ts';
import { modelWithoutFlows } from './fitted-model.ts';
import { postgresql } from './postgresql.ts';
import { formulas } from './score-formula.ts';
import { scoringSteps } from './scoring-script.ts';
import { TOLERANCE } from './self-test.ts';

const fixture = (name: string) => readFileSync(new URL(`../../testing/fixtures/${name}`, import.meta.url));
const fixtures = readdirSync(new URL('../../testing/fixtures/', import.meta.url)).filter((name) =>
  name.endsWith('.expected.json'),
);
const logOf = (name: string) => (name.startsWith('sample.') ? makeSample() : fixture(`${name.split('.')[0]}.log`));
const folder = mkdtempSync(join(tmpdir(), 'oddflow-sql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A place and how its engine is started. */
interface Started extends Place {
  readonly start: () => Promise<Engine>;
}

const inDuckDb: Started = {
  dialect: duckdb,
  start: startDuckDb,
  load: async (_, log) => {
    const path = join(folder, 'conn.log');
    writeFileSync(path, log);
    return { source: { kind: log[0] === 0x7b ? 'json' : 'zeek-tsv', path } };
  },
  inFileOrder: '',
};

const programs = findPostgreSql();
const inPostgreSql: Started = {
  dialect: postgresql,
  start: () => startPostgreSql(programs ?? ''),
  load: async (engine, log) => {
    await loadPostgreSql(engine, plainLog(log));
    return {};
  },
  inFileOrder: ` ORDER BY ${ROW}`,
};

const places = [inDuckDb, ...(programs === null ? [] : [inPostgreSql])];
if (programs === null) describe.skip('in PostgreSQL (skipped: no server in /usr/lib/postgresql or PATH)', () => {});

describe.each(places)('in $dialect.label', (place) => {
  const { dialect, start } = place;
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  }, 60_000);
  afterAll(() => engine.close());

  describe(`scores of PyOD${skippedWithoutShared}`, () => {
    it.each(sharedGoldens().map((golden): [string, Golden] => [golden.name, golden]))(
      '%s agrees',
      async (_, golden) => {
        const { table } = await readText(golden.log);
        const model = await fittedModel(golden.hasIpProto ? 'pyod-pca-volume-ip-proto' : 'pyod-pca', table);
        const { of, scores } = await runScript(engine, place, model, golden.log, { columns: ['ts', 'uid'] });
        expect(largestDifference(scores, golden.scores)).toBeLessThan(TOLERANCE);
        expect(of('self-test')).toMatchObject([{ self_test: 'passed' }]);
        expect(of('count')).toMatchObject([{ flows: golden.scores.length, anomalies: golden.predicted }]);
        const top = of('top').map((line) => Number(line.oddflow_score));
        expect(
          largestDifference(
            top,
            golden.top.map(({ score }) => score),
          ),
        ).toBeLessThan(TOLERANCE);
      },
    );
  });

  describe('scores of scikit-learn', () => {
    it.each(fixtures)('%s agrees', async (name) => {
      const expected = JSON.parse(fixture(name).toString());
      const log = logOf(name);
      const { table } = await readText(log);
      const model = await fittedModel(
        expected.features.includes('ip_proto') ? 'pyod-pca-volume-ip-proto' : 'pyod-pca',
        table,
      );
      const { of, scores } = await runScript(engine, place, model, log);
      expect(
        largestDifference(
          scores.filter((_, row) => row % (expected.every ?? 1) === 0),
          expected.scores,
        ),
      ).toBeLessThan(TOLERANCE);
      expect(of('self-test')).toMatchObject([{ self_test: 'passed' }]);
      expect(of('count')).toMatchObject([{ flows: expected.rows, anomalies: expected.predicted }]);
    });
  });

  describe.each(pcaFamily.map(({ detector }) => detector))('a baseline by $label', ({ id }) => {
    it('gives another log the scores and the drift that the page gives it', async () => {
      const { table } = await readText(fixture('baseline/ordinary.log'));
      const other = fixture('baseline/other.log');
      const { table: otherTable } = await readText(other);
      const model = await fittedModel(id, table);
      const { of, scores } = await runScript(engine, place, model, other, { top: 3 });

      const wanted = await scoreBaseline(model.baseline, 'x', otherTable, quiet);
      expect(largestDifference(scores, wanted.scores)).toBeLessThan(TOLERANCE);
      expect(of('self-test')).toMatchObject([{ rows_tested: model.samples.length, self_test: 'passed' }]);
      const anomalies = new Ranking(wanted.scores).countAbove(Number(model.threshold));
      expect(of('count')).toMatchObject([{ flows: otherTable.rows, anomalies, threshold: model.threshold }]);
      expect(of('top')).toHaveLength(3);

      const drift = await measureDrift(model.baseline, otherTable, quiet);
      expect(of('drift')).toMatchObject([{ flows: drift.flows, outside: drift.outside }]);
      const features = of('feature-drift');
      expect(features).toMatchObject(
        drift.features.map(({ name, low, high, outside }) => ({ feature: name, low, high, outside, unreadable: 0 })),
      );
      const usual = drift.features.map(({ usual }) => usual);
      const usualHere = drift.features.map(({ usualHere }) => usualHere);
      expect(largestDifference(numbers(features, 'usual'), usual, 1e-6)).toBeLessThan(TOLERANCE);
      expect(largestDifference(numbers(features, 'usual_here'), usualHere, 1e-6)).toBeLessThan(TOLERANCE);
    });

    it('passes its self-test, whatever it was fitted to', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyFlow, { minLength: 2, maxLength: 40 }), async (flows) => {
          const { table } = await readText(connLog(flows));
          const model = await fittedModel(id, table).catch(() => null);
          if (model === null) return; // flows that do not differ
          const { baseline, samples } = model;
          const boxed = modelWithoutFlows(baseline, model);
          const both = { ...model, samples: [...boxed.samples, ...samples] };
          const [step] = scoringSteps(both, dialect).filter(({ id }) => id === 'self-test');
          expect((await engine.run(step.statements)).at(-1)).toMatchObject([{ self_test: 'passed' }]);
        }),
        { numRuns: 10 },
      );
    });
  });

  it('reads a table with underscores in place of dots, and counts texts that are no numbers', async () => {
    const { table } = await readText(fixture('unset-anywhere.log'));
    const model = await fittedModel('pca-log', table);
    await engine.run([
      'DROP TABLE IF EXISTS flat',
      `CREATE TABLE flat AS SELECT 1 AS ts, 'C1' AS uid, '10.0.0.1' AS id_orig_h, 5 AS id_orig_p, '10.0.0.2' AS id_resp_h,
       '80' AS id_resp_p, 'tcp' AS proto, '-' AS service, 'SF' AS conn_state, '-' AS duration, 'many' AS orig_bytes,
       1 AS resp_bytes, 2.5 AS orig_ip_bytes, NULL AS resp_pkts, 'NaN' AS resp_ip_bytes`,
    ]);
    const source = { kind: 'table', table: 'flat', names: 'underscored' } as const;
    const steps = scoringSteps(model, dialect, { source });
    const answers = await engine.run(steps.flatMap(({ statements }) => statements));
    const { detector } = memberOf('pca-log');
    const out = new Float64Array(1);
    const values = Float64Array.of(0, 0, 80, 1, 2.5, 0, 0);
    detector.score(model.baseline.model, { values, stride: 1 }, 1, out, 0);
    expect(
      largestDifference(numbers(answers.find((lines) => lines[0]?.uid === 'C1') ?? [], 'oddflow_score'), out),
    ).toBeLessThan(1e-12);
    const features = answers.at(-1) ?? [];
    expect(numbers(features, 'unreadable')).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(numbers(features, 'unset')).toEqual([1, 0, 0, 0, 0, 1, 1]);
  });

  it('finds the threshold of the highest tenth if the model has none', async () => {
    const log = fixture('labelled.log');
    const { table } = await readText(log);
    const model = await fittedModel('pyod-pca', table);
    const { of } = await runScript(engine, place, { ...model, threshold: null }, log);
    expect(largestDifference(numbers(of('count'), 'threshold'), [Number(model.threshold)], 1e-6)).toBeLessThan(
      TOLERANCE,
    );
  });
});

/** Flows with numbers of all sizes, zeros and unset values. */
const count = fc.oneof(fc.constantFrom('-', '0', '1'), fc.nat(70_000).map(String), fc.maxSafeNat().map(String));
const duration = fc.oneof(
  fc.constantFrom('-', '0', '0.000001', '5e-324', '1e300'),
  fc.double({ min: 0, max: 1e12, noNaN: true }).map(String),
);
const anyFlow = fc.record({
  duration,
  orig_bytes: count,
  resp_bytes: count,
  'id.resp_p': fc.nat(65_535).map(String),
  orig_ip_bytes: count,
  resp_pkts: count,
  resp_ip_bytes: count,
  ip_proto: fc.constantFrom('6', '17', '-'),
});

it('every detector whose model can be saved has a formula', () => {
  expect(Object.keys(formulas).toSorted()).toEqual(pcaFamily.map(({ detector }) => detector.id).toSorted());
});
