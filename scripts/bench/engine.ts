import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { bigLog } from '../big-log.ts';
import { type Sample, timed } from './engine/clock.ts';
import { openDuckDb } from './engine/duckdb.ts';
import { openOddflow } from './engine/oddflow.ts';
import { type Answers, questions, type Round } from './engine/questions.ts';
import { engineTables, type Measured } from './engine/tables.ts';
import { describeMachine } from './machine.ts';
import { placeBetweenMarks } from './markdown.ts';

/**
 * `npm run bench:engine`: the engine's answers about a selection, in Node and without the page, beside DuckDB-WASM's
 * answers to what compares. Both hold the log in one process and answer in turn. Each round asks about other values;
 * the first one warms both up and is not counted. Counts must agree.
 */
const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,6300000' },
    rounds: { type: 'string', default: '5' },
    alone: { type: 'boolean', default: false },
    markdown: { type: 'string' },
  },
});

const sizes = options.rows.split(',').map(Number);
const rounds = Number(options.rounds);
const loads: number[] = [];
const measured: Measured[] = [];
let version: string | null = null;
for (const rows of sizes) measured.push(await measure(rows));

const machine = describeMachine('none');
const load = `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
const tables = engineTables(measured, { ...machine, rounds, load, duckDb: version });
console.log(tables);
if (options.markdown !== undefined) {
  const before = existsSync(options.markdown) ? readFileSync(options.markdown, 'utf8') : '';
  writeFileSync(options.markdown, placeBetweenMarks(before, tables, 'npm run bench:engine'));
}

async function measure(rows: number): Promise<Measured> {
  const log = bigLog(rows);
  const ours = await openOddflow(log, rounds + 1);
  const duckDb = options.alone ? null : await openDuckDb(log);
  version = duckDb?.version ?? null;
  const times: Measured = { rows, ours: new Map(), theirs: new Map() };
  for (const [number, round] of ours.rounds.entries()) {
    if (number === 1) {
      times.ours.clear();
      times.theirs.clear();
    }
    if (number > 0) loads.push(loadavg()[0]);
    await ours.prepare(number);
    for (const { id } of questions) {
      const sides: [Answers, Map<string, Sample[]>][] = [[ours.answers, times.ours]];
      if (duckDb !== null) sides.push([duckDb.answers, times.theirs]);
      // Whichever comes second may find the machine warmer: they take turns in that too.
      if (number % 2 === 1) sides.reverse();
      const answers: (readonly number[] | undefined)[] = [];
      for (const [answersOf, samples] of sides) answers.push(await ask(id, answersOf, round, samples));
      expectEqual(id, answers);
    }
    console.log(number === 0 ? `${rows} rows: warm` : `${rows} rows: round ${number} of ${rounds}`);
  }
  return times;
}

async function ask(
  id: string,
  answers: Answers,
  round: Round,
  samples: Map<string, Sample[]>,
): Promise<readonly number[] | undefined> {
  if (answers[id] === undefined) return undefined;
  const { answer, sample } = await timed(() => answers[id](round));
  samples.set(id, [...(samples.get(id) ?? []), sample]);
  return answer.length === 0 ? undefined : answer;
}

function expectEqual(id: string, answers: readonly (readonly number[] | undefined)[]): void {
  const [a, b] = answers.map((answer) => JSON.stringify(answer));
  if (a !== undefined && b !== undefined && a !== b) throw new Error(`${id}: ${a} and ${b}`);
}
