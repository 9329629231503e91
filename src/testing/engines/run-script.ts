import { memberOf } from '../../core/baseline/baseline.ts';
import { fitBaseline } from '../../core/baseline/fit-baseline.ts';
import { flowsOfTable } from '../../core/baseline/flow-stream.ts';
import { scoreBaseline } from '../../core/baseline/score-baseline.ts';
import { Ranking } from '../../core/query/ranking.ts';
import type { Dialect } from '../../core/sql/dialect.ts';
import { modelWithFlows } from '../../core/sql/fitted-model.ts';
import type { ScoringModel } from '../../core/sql/scoring-model.ts';
import { type ScriptOptions, type Step, scoringSteps } from '../../core/sql/scoring-script.ts';
import type { Table } from '../../core/table/table.ts';
import { quiet } from '../read-text.ts';
import type { Engine, Line } from './engine.ts';

/** An engine's dialect, how a log gets into it, and the clause that puts scores into the order of the file. */
export interface Place {
  readonly dialect: Dialect;
  readonly load: (engine: Engine, log: Uint8Array) => Promise<ScriptOptions>;
  readonly inFileOrder: string;
}

/** The model of a detector with default settings that is fitted to all rows of a table. */
export async function fittedModel(id: string, table: Table): Promise<ScoringModel> {
  const origin = { files: ['a.log'], fileCount: 1, chosenBy: [], made: 0 };
  const baseline = await fitBaseline(memberOf(id), {}, flowsOfTable(table, null), origin, quiet);
  const { scores } = await scoreBaseline(baseline, 'x', table, quiet);
  return modelWithFlows(baseline, { name: 'a.log', threshold: new Ranking(scores).quantile(0.1) }, table, quiet);
}

/** The answers of a script by step, and every score in the order of the file. */
export interface Answers {
  readonly of: (step: Step['id']) => readonly Line[];
  readonly scores: Float64Array;
}

/** Loads a log and runs the script of a model on it. */
export async function runScript(
  engine: Engine,
  { dialect, load, inFileOrder }: Place,
  model: ScoringModel,
  log: Uint8Array,
  options: ScriptOptions = {},
): Promise<Answers> {
  const steps = scoringSteps(model, dialect, { ...(await load(engine, log)), ...options });
  const statements = steps.flatMap((step) => step.statements.map((statement) => [step.id, statement] as const));
  const all = `SELECT oddflow_score FROM oddflow_scores${inFileOrder}`;
  const answers = await engine.run([...statements.map(([, statement]) => statement), all]);
  const byStep = new Map<Step['id'], readonly Line[]>(statements.map(([id], i) => [id, answers[i]]));
  return {
    of: (id) => byStep.get(id) ?? [],
    scores: Float64Array.from(numbers(answers.at(-1) ?? [], 'oddflow_score')),
  };
}

/** A column of an answer. */
export function numbers(lines: readonly Line[], column: string): number[] {
  return lines.map((line) => Number(line[column]));
}

/** The largest difference, relative to the value wanted, or to `least` if that is larger. Infinite for another length. */
export function largestDifference(values: ArrayLike<number>, wanted: ArrayLike<number>, least = 0): number {
  if (values.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return Array.from(wanted).reduce((most, value, i) => {
    const difference = values[i] === value ? 0 : Math.abs(values[i] - value) / Math.max(Math.abs(value), least);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}
