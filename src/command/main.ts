import { LogError } from '../core/errors.ts';
import { type Given, isGiven } from './given.ts';
import { openInputs } from './inputs.ts';
import { options } from './options/index.ts';
import type { Streams } from './options/option.ts';
import { top, topOf } from './options/top.ts';
import { parseArguments } from './parse-arguments.ts';
import { printCounts, printFlows } from './print-flows.ts';
import { explainBlanks, explainFailure, warningsOf } from './problems.ts';
import { progressBar } from './progress-bar.ts';
import { scoreLogs } from './score-logs.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs the command. Returns the exit code: 0 done, 1 nothing read, 2 wrong use. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const given = parseArguments(args);
    refuseLonely(given);
    const action = wanted(given).find(
      ({ instead, isInstead }) => instead !== undefined && isInstead?.(given) !== false,
    );
    if (action?.instead !== undefined) return await action.instead(given, terminal);
    await scoreAndPrint(given, terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      await terminal.stderr.write(`oddflow: ${error.message}\nTry "oddflow --help".\n`);
      return 2;
    }
    if (error instanceof LogError) {
      await terminal.stderr.write(`oddflow: ${explainFailure(error)}\n`);
      return 1;
    }
    throw error;
  }
}

/** Throws `UsageError` for an option that has no effect without another one. */
function refuseLonely(given: Given): void {
  const lonely = wanted(given).find(({ needs }) => needs?.some((name) => given.texts.has(name)) === false);
  if (lonely === undefined) return;
  const others = (lonely.needs ?? []).map((name) => `--${name}`);
  throw new UsageError(
    `--${lonely.name} needs ${[others.slice(0, -1).join(', '), ...others.slice(-1)].filter(Boolean).join(' or ')}.`,
  );
}

/** Reads and scores the logs, and writes everything that was asked for. */
async function scoreAndPrint(given: Given, terminal: Terminal): Promise<void> {
  if (given.files.length === 0) throw new UsageError('Name a log to read, such as "oddflow -f conn.log".');
  const streams = streamsOf(given, terminal);
  const started = performance.now();
  const progress = progressBar(terminal.stderr);
  const inputs = await openInputs(given.files, terminal);
  try {
    const scored = await scoreLogs(inputs, given, progress, terminal);
    progress.clear();
    const seconds = (performance.now() - started) / 1000;
    for (const warning of warningsOf(scored)) await terminal.stderr.write(`oddflow: ${warning}\n`);
    const problem = printsTable(given) ? await printFlows(scored, topOf(given), streams.text) : null;
    if (problem !== null) await terminal.stderr.write(`oddflow: ${explainBlanks(problem)}\n`);
    for (const option of wanted(given)) await option.write?.({ ...scored, seconds }, given, streams);
    if (!wanted(given).some(({ replacesCounts }) => replacesCounts)) await printCounts(scored, seconds, streams.text);
  } finally {
    progress.clear();
    inputs.close();
  }
}

function wanted(given: Given) {
  return options.filter((option) => isGiven(given, option));
}

/** The table is printed unless other output replaces it. Given explicitly, it is printed in any case. */
function printsTable(given: Given): boolean {
  if (isGiven(given, top)) return true;
  return !wanted(given).some(
    ({ replacesTable, takesStdout }) => replacesTable === true || takesStdout?.(given) === true,
  );
}

/** Text goes to standard error if an option fills standard output. */
function streamsOf(given: Given, { stdout, stderr }: Terminal): Streams {
  const whole = wanted(given).filter(({ takesStdout }) => takesStdout?.(given) === true);
  if (whole.length > 1) {
    const names = whole.map(({ name }) => `--${name}`).join(' and ');
    throw new UsageError(`${names} cannot both write to standard output. Name a file for one of them.`);
  }
  return { text: whole.length > 0 ? stderr : stdout, stdout, stderr };
}
