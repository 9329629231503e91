import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bigLog } from '../../big-log.ts';
import { generateFlows } from './generated-flows.ts';
import type { Taken } from './measurement.ts';
import { inRounds } from './rounds.ts';
import { type Ran, runMeasured } from './run-measured.ts';
import type { ChildAnswer, ChildTask } from './sql-child.ts';
import type { StepId } from './sql-steps.ts';

/** DuckDB would take four fifths of the machine's memory otherwise. */
export const MEMORY_LIMIT = '8GB';

const ways: Readonly<Record<StepId, string>> = {
  load: 'load the text into a table',
  fit: 'fit: both scripts',
  score: 'scoring script: self-test, count, list, drift',
  hunt: 'hunting script: evidence of all indicators',
};

/** DuckDB on the text of a log: into a table first, then the scripts on it. */
export async function* measureDuckDb(flows: number, rounds: number, folder: string): AsyncGenerator<Taken> {
  const log = bigLog(flows);
  const database = join(folder, `log-${flows}.duckdb`);
  try {
    const place = { folder, database, log, before: [] };
    for await (const taken of measureSteps(['load', 'fit', 'score', 'hunt'], rounds, place))
      yield { ...taken, bytes: statSync(taken.way === ways.load ? log : database).size };
  } finally {
    for (const file of [database, `${database}.wal`]) rmSync(file, { force: true });
  }
}

/** The scripts on generated Parquet files, which are read in place. */
export async function* measureSql(flows: number, rounds: number, folder: string): AsyncGenerator<Taken> {
  const { paths, bytes } = await generateFlows(flows, folder);
  const list = paths.map((path) => `'${path}'`).join(', ');
  const before = [`CREATE TEMPORARY VIEW conn AS SELECT * FROM read_parquet([${list}])`];
  const place = { folder, database: ':memory:', log: null, before };
  for await (const taken of measureSteps(['fit', 'score'], rounds, place)) yield { ...taken, bytes };
}

interface Place extends Pick<ChildTask, 'database' | 'log' | 'before'> {
  readonly folder: string;
}

async function* measureSteps(
  wanted: readonly StepId[],
  rounds: number,
  place: Place,
): AsyncGenerator<Omit<Taken, 'bytes'>> {
  const { folder, ...rest } = place;
  const [model, scratch] = [join(folder, 'model.json'), join(folder, 'scratch')];
  try {
    for (const step of wanted) {
      const task: ChildTask = { ...rest, step, model, scratch, memoryLimit: MEMORY_LIMIT };
      const measured = await inRounds(rounds, () => runChild(task));
      const memory = Math.max(...measured.results.map((one) => one.memory));
      yield { way: ways[step], rounds: measured.rounds, memory, gives: measured.results[0].gives };
    }
  } finally {
    rmSync(model, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runChild(task: ChildTask): Promise<ChildAnswer & Pick<Ran, 'memory'>> {
  const { stdout, memory } = await runMeasured(join(import.meta.dirname, 'sql-child.ts'), [JSON.stringify(task)]);
  return { ...(JSON.parse(stdout) as ChildAnswer), memory };
}
