import { startDuckDb } from '../../../src/testing/engines/duckdb.ts';
import type { Round } from './measurement.ts';
import { type StepId, type StepInput, steps } from './sql-steps.ts';

/** What the child runs, as JSON in its only argument. */
export interface ChildTask extends StepInput {
  readonly step: StepId;
  readonly database: string;
  /** DuckDB's limit, such as 8GB, and where it puts what does not fit. */
  readonly memoryLimit: string;
  readonly scratch: string;
  /** Statements before the clock starts. */
  readonly before: readonly string[];
}

/** What it prints: the times of the step alone, without the start of the process. */
export interface ChildAnswer extends Round {
  readonly gives: string;
}

if (process.argv[1]?.endsWith('sql-child.ts')) await main(JSON.parse(process.argv[2]));

/** Runs one step. It has a process of its own, because the peak of memory belongs to a process. */
async function main({ step, database, memoryLimit, scratch, before, ...input }: ChildTask): Promise<void> {
  const engine = await startDuckDb(database, { memory_limit: memoryLimit, temp_directory: scratch });
  await engine.run(before);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const gives = await steps[step](engine, input);
  const { user, system } = process.cpuUsage(used);
  const wall = (performance.now() - started) / 1000;
  await engine.close();
  console.log(JSON.stringify({ wall, processor: (user + system) / 1e6, gives } satisfies ChildAnswer));
}
