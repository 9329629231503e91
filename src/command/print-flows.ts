import type { Problem } from '../core/errors.ts';
import { countOf, formatCount, formatDuration } from '../core/number-words.ts';
import { flowTable } from './flow-table.ts';
import { safeText } from './safe-text.ts';
import type { Scored } from './score-logs.ts';
import type { Output } from './terminal.ts';

/** Prints the highest scores as a table. Returns why labels in it are blank, or null. */
export async function printFlows(scored: Scored, flows: number, output: Output): Promise<Problem | null> {
  const { text, problem } = await flowTable(scored, flows);
  await output.write(`Flows of the top anomalies\n${text}\n`);
  return problem;
}

/** Prints one line of time and counts. */
export async function printCounts(scored: Scored, seconds: number, output: Output): Promise<void> {
  const { run, detection, threshold, anomalies } = scored;
  const files = run.files.filter(({ flows }) => flows > 0).length;
  const skipped = run.skipped > 0 ? ` ${countOf(run.skipped, 'row')} skipped.` : '';
  const others = run.context > 0 ? ` ${countOf(run.context, 'row')} of other logs.` : '';
  await output.write(
    `${countOf(run.flows, 'flow')} of ${countOf(files, 'file')} in ${formatDuration(seconds)}: ` +
      `${formatCount(anomalies)} above the threshold ${threshold}, by ${safeText(detection.label)}.${skipped}${others}\n`,
  );
}
