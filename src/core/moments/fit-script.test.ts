import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { startDuckDb } from '../../testing/engines/duckdb.ts';
import { type Engine, lastOf } from '../../testing/engines/engine.ts';
import { loadPostgreSql } from '../../testing/engines/load-table.ts';
import { plainLog } from '../../testing/engines/plain-log.ts';
import { findPostgreSql, startPostgreSql } from '../../testing/engines/postgresql.ts';
import { type Golden, sharedGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { fitBaseline } from '../baseline/fit-baseline.ts';
import { flowsOfTable } from '../baseline/flow-stream.ts';
import { scoreBaseline } from '../baseline/score-baseline.ts';
import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import type { Dialect } from '../sql/dialect.ts';
import { duckdb } from '../sql/duckdb.ts';
import { dialects } from '../sql/index.ts';
import { postgresql } from '../sql/postgresql.ts';
import { baselineOfMoments } from './baseline-of-moments.ts';
import { type FitOptions, fitScript, fitSteps, secondFitSteps } from './fit-script.ts';
import type { Moments } from './moments.ts';
import { readMoments } from './read-moments.ts';

/** The contract with PyOD's scores. Measured: 2e-13. */
const TOLERANCE = 1e-11;

const folder = mkdtempSync(join(tmpdir(), 'oddflow-fit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly dialect: Dialect;
  readonly start: () => Promise<Engine>;
  readonly load: (engine: Engine, log: Uint8Array) => Promise<FitOptions>;
}

const inDuckDb: Place = {
  dialect: duckdb,
  start: startDuckDb,
  load: async (_, log) => {
    const path = join(folder, 'conn.log');
    writeFileSync(path, log);
    return { source: { kind: log[0] === 0x7b ? 'json' : 'zeek-tsv', path } };
  },
};
const programs = findPostgreSql();
const inPostgreSql: Place = {
  dialect: postgresql,
  start: () => startPostgreSql(programs ?? ''),
  load: async (engine, log) => {
    await loadPostgreSql(engine, plainLog(log));
    return {};
  },
};
const places = [inDuckDb, ...(programs === null ? [] : [inPostgreSql])];
if (programs === null) describe.skip('in PostgreSQL (skipped: no server in /usr/lib/postgresql or PATH)', () => {});

describe.each(places)('a fit in $dialect.label', ({ dialect, start, load }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  }, 60_000);
  afterAll(() => engine.close());

  async function momentsIn(member: FamilyMember, log: Uint8Array): Promise<Moments> {
    const options = await load(engine, log);
    const run = async (steps: ReturnType<typeof fitSteps>) => {
      const [line] = await lastOf(
        engine,
        steps.flatMap(({ statements }) => statements),
      );
      return readMoments(String(line.moments), 'moments.json');
    };
    const first = await run(fitSteps(member, dialect, options));
    return run(secondFitSteps(first, dialect, options));
  }

  describe(`of logs with scores by PyOD${skippedWithoutShared}`, () => {
    const goldens = sharedGoldens();
    it.each(goldens.map((golden): [string, Golden] => [golden.name, golden]))('%s agrees', async (_, golden) => {
      const { table } = await readText(golden.log);
      const moments = await momentsIn(pcaFamily[golden.hasIpProto ? 1 : 0], golden.log);
      const baseline = baselineOfMoments(moments, { made: 0, file: 'x' });
      const { scores } = await scoreBaseline(baseline, 'x', table, quiet);
      expect(far(scores, golden.scores)).toBeLessThan(TOLERANCE);
    });
  });

  it.each(pcaFamily)('by $detector.label is the fit to the flows, with its box and span', async (member) => {
    const log = readFileSync(new URL('../../testing/fixtures/baseline/ordinary.log', import.meta.url));
    const { table } = await readText(log);
    if (!member.detector.canScore(table)) return;
    const origin = { files: [], fileCount: 1, chosenBy: [], made: 0 };
    const own = await fitBaseline(member, {}, flowsOfTable(table, null), origin, quiet);
    const found = baselineOfMoments(await momentsIn(member, log), { made: 0, file: 'x' });
    expect(found.box).toEqual(own.box);
    expect(found.origin).toMatchObject({ flows: own.origin.flows, span: own.origin.span });
    const [a, b] = await Promise.all(
      [found, own].map(async (baseline) => (await scoreBaseline(baseline, 'x', table, quiet)).scores),
    );
    expect(far(a, b)).toBeLessThan(TOLERANCE);
  });

  it('reads unset, negative and huge values as the fit to the flows does', async () => {
    const anyNumber = fc.oneof(fc.constantFrom('-', '0', '1', '1e300', '0.000001'), fc.nat(70_000).map(String));
    const flow = fc.record({
      duration: anyNumber,
      orig_bytes: fc.nat(9e6).map(String),
      resp_bytes: fc.constantFrom('-', '5', '70000'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 8, maxLength: 60 }), async (flows) => {
        const log = connLog(
          flows.map((cells, i) => ({
            ...cells,
            'id.resp_p': (i * 7919) % 65_536,
            resp_pkts: i % 5,
            orig_ip_bytes: i * i,
            resp_ip_bytes: (i * i * i) % 1009,
          })),
        );
        const { table } = await readText(log);
        const member = pcaFamily[2];
        const own = await fitBaseline(
          member,
          {},
          flowsOfTable(table, null),
          { files: [], fileCount: 1, chosenBy: [], made: 0 },
          quiet,
        );
        const found = baselineOfMoments(await momentsIn(member, log), { made: 0, file: 'x' });
        expect(found.box).toEqual(own.box);
        expect(found.model.kept).toEqual(own.model.kept);
        if (found.model.undecided.length > 0 || own.model.ratio.some((share) => share < 1e-6)) return;
        const [a, b] = await Promise.all(
          [found, own].map(async (baseline) => (await scoreBaseline(baseline, 'x', table, quiet)).scores),
        );
        expect(far(a, b)).toBeLessThan(1e-9);
      }),
      { numRuns: 8 },
    );
  });
});

describe.each(dialects)('the scripts of $label', (dialect) => {
  it('say how they are run, what comes next and how exact they are, and end in one query', async () => {
    const script = fitScript(pcaFamily[0], dialect);
    expect(script).toMatch(/^-- Oddflow: fits PCA \(PyOD-compatible\) in /);
    expect(script).toMatch(/-- Run +\S/);
    expect(script).toMatch(/1\.2e-9 .* first script/);
    expect(script).toMatch(/AS moments\nFROM [\s\S]*;\n$/);
    expect(script).toContain('third query');
  });
});

function far(values: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(values.length).toBe(wanted.length);
  const most = Array.from(wanted).reduce((high, value) => Math.max(high, value), 0);
  return Array.from(wanted).reduce(
    (d, value, i) => Math.max(d, Math.abs(values[i] - value) / Math.max(value, most * 1e-3)),
    0,
  );
}
