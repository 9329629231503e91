import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import type { Baseline } from '../../../src/core/baseline/baseline.ts';
import { pcaFamily } from '../../../src/core/detect/pca-family.ts';
import { huntingSteps } from '../../../src/core/hunting/hunting-script.ts';
import { baselineOfMoments } from '../../../src/core/moments/baseline-of-moments.ts';
import { fitSteps, secondFitSteps } from '../../../src/core/moments/fit-script.ts';
import { readMoments } from '../../../src/core/moments/read-moments.ts';
import { duckdb } from '../../../src/core/sql/duckdb.ts';
import { modelWithoutFlows } from '../../../src/core/sql/fitted-model.ts';
import { FLOWS, flowsView } from '../../../src/core/sql/flow-source.ts';
import { scoringSteps } from '../../../src/core/sql/scoring-script.ts';
import { type Engine, lastOf } from '../../../src/testing/engines/engine.ts';
import { isNumber } from '../../../src/testing/engines/plain-log.ts';

/** What a step does. Each returns a few words about its result. */
export type StepId = 'load' | 'fit' | 'score' | 'hunt';

/** What a step needs: the log for `load`, and a file for the model that `fit` writes and `score` reads. */
export interface StepInput {
  readonly log: string | null;
  readonly model: string;
}

const source = { kind: 'table', table: 'conn', names: 'zeek' } as const;
const columns = ['ts', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'conn_state'];

/** Statements that read the text of a log into the table `conn`, numbers as numbers. */
export function loadSteps(log: string): string[] {
  const items = fieldsOf(log).map((name) => {
    const column = duckdb.name(name);
    if (!isNumber(name)) return column;
    const type = name === 'ts' || name === 'duration' ? 'DOUBLE' : name.endsWith('_p') ? 'USMALLINT' : 'BIGINT';
    return `TRY_CAST(${column} AS ${type}) AS ${column}`;
  });
  return [
    ...flowsView(duckdb, { kind: 'zeek-tsv', path: log }),
    `CREATE OR REPLACE TABLE conn AS SELECT ${items.join(', ')} FROM ${FLOWS}`,
  ];
}

/** The steps by name, on the table or view `conn`. */
export const steps: Readonly<Record<StepId, (engine: Engine, input: StepInput) => Promise<string>>> = {
  load: async (engine, { log }) => {
    if (log === null) throw new RangeError('nothing to load');
    await engine.run(loadSteps(log));
    const [{ flows }] = await lastOf(engine, ['SELECT count(*) AS flows FROM conn']);
    return `a table of ${Number(flows).toLocaleString('en')} flows`;
  },

  fit: async (engine, { model }) => {
    const momentsOf = async (parts: ReturnType<typeof fitSteps>) => {
      const statements = parts.flatMap((part) => part.statements);
      return readMoments(String((await lastOf(engine, statements))[0].moments), 'moments.json');
    };
    const first = await momentsOf(fitSteps(pcaFamily[0], duckdb, { source }));
    const baseline = baselineOfMoments(await momentsOf(secondFitSteps(first, duckdb, { source })), {
      made: 0,
      file: 'x',
    });
    writeFileSync(model, JSON.stringify(baseline));
    return `a model of ${baseline.origin.flows.toLocaleString('en')} flows`;
  },

  score: async (engine, { model }) => {
    const baseline = JSON.parse(readFileSync(model, 'utf8')) as Baseline;
    const scored = modelWithoutFlows(baseline, { name: 'x', threshold: null });
    const parts = scoringSteps(scored, duckdb, { source, columns });
    const ids = parts.flatMap(({ id, statements }) => statements.map(() => id));
    const answers = await engine.run(parts.flatMap(({ statements }) => statements));
    const [test] = answers[ids.indexOf('self-test')];
    if (test.self_test !== 'passed') throw new Error(`the self-test answers ${JSON.stringify(test)}`);
    const [{ anomalies }] = answers[ids.indexOf('count')];
    return `${Number(anomalies).toLocaleString('en')} anomalies`;
  },

  hunt: async (engine) => {
    const answers = await engine.run(huntingSteps(duckdb, { source }).flatMap(({ statements }) => statements));
    return `${answers.reduce((sum, lines) => sum + lines.length, 0)} lines of evidence`;
  },
};

/** Names of the line `#fields`. */
function fieldsOf(log: string): string[] {
  const file = openSync(log, 'r');
  const head = Buffer.alloc(8192);
  const length = readSync(file, head);
  closeSync(file);
  const line =
    head
      .toString('latin1', 0, length)
      .split('\n')
      .find((one) => one.startsWith('#fields')) ?? '';
  return line.split('\t').slice(1);
}
