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

/** What it prints. */
export interface ChildAnswer extends Round {
  readonly memory: number;
  readonly gives: string;
}

if (process.argv[1]?.endsWith('sql-child.ts')) await main(JSON.parse(process.argv[2]));

/** One step in a process of its own, so that its peak of memory is that of the step. */
async function main({ step, database, memoryLimit, scratch, before, ...input }: ChildTask): Promise<void> {
  const engine = await startDuckDb(database, { memory_limit: memoryLimit, temp_directory: scratch });
  await engine.run(before);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const gives = await steps[step](engine, input);
  const { user, system } = process.cpuUsage(used);
  const wall = (performance.now() - started) / 1000;
  await engine.close();
  const memory = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ wall, processor: (user + system) / 1e6, memory, gives } satisfies ChildAnswer));
}
