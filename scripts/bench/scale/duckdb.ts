import { spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bigLog } from '../../big-log.ts';
import { generateFlows } from './generated-flows.ts';
import type { Taken } from './measurement.ts';
import { inRounds } from './rounds.ts';
import type { ChildAnswer, ChildTask } from './sql-child.ts';
import type { StepId } from './sql-steps.ts';

/** DuckDB would take four fifths of the machine's memory otherwise. */
export const MEMORY_LIMIT = '8GB';

const ways: Readonly<Record<StepId, string>> = {
  load: 'load the text into a table',
  fit: 'fit: both scripts',
  score: 'scoring script: self-test, count, list, drift',
  hunt: 'hunting script: evidence of 13 indicators',
};

/** DuckDB on the text of a log: into a table first, then the scripts on it. */
export async function measureDuckDb(flows: number, rounds: number, folder: string): Promise<Taken[]> {
  const log = bigLog(flows);
  const database = join(folder, `log-${flows}.duckdb`);
  try {
    const taken = await measureSteps(['load', 'fit', 'score', 'hunt'], rounds, { folder, database, log, before: [] });
    const size = statSync(database).size;
    return taken.map((one, i) => ({ ...one, bytes: i === 0 ? statSync(log).size : size }));
  } finally {
    for (const file of [database, `${database}.wal`]) rmSync(file, { force: true });
  }
}

/** The scripts on generated Parquet files, which are read in place. */
export async function measureSql(flows: number, rounds: number, folder: string): Promise<Taken[]> {
  const { paths, bytes } = await generateFlows(flows, folder);
  const list = paths.map((path) => `'${path}'`).join(', ');
  const before = [`CREATE TEMPORARY VIEW conn AS SELECT * FROM read_parquet([${list}])`];
  const taken = await measureSteps(['fit', 'score'], rounds, { folder, database: ':memory:', log: null, before });
  return taken.map((one) => ({ ...one, bytes }));
}

interface Place extends Pick<ChildTask, 'database' | 'log' | 'before'> {
  readonly folder: string;
}

async function measureSteps(wanted: readonly StepId[], rounds: number, place: Place): Promise<Omit<Taken, 'bytes'>[]> {
  const { folder, ...rest } = place;
  const [model, scratch] = [join(folder, 'model.json'), join(folder, 'scratch')];
  const taken: Omit<Taken, 'bytes'>[] = [];
  try {
    for (const step of wanted) {
      const task: ChildTask = { ...rest, step, model, scratch, memoryLimit: MEMORY_LIMIT };
      const measured = await inRounds(rounds, () => runChild(task));
      const memory = Math.max(...measured.results.map((one) => one.memory));
      taken.push({ way: ways[step], rounds: measured.rounds, memory, gives: measured.results[0].gives });
      console.log(`${step}: ${measured.rounds.map(({ wall }) => wall.toFixed(1)).join(', ')} s`);
    }
  } finally {
    rmSync(model, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
  return taken;
}

async function runChild(task: ChildTask): Promise<ChildAnswer> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'sql-child.ts'), JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const answer = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`the step ${task.step} ended with ${code}`);
  return JSON.parse(answer);
}
