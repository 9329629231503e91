import type { FileReport, Run, Suspicion } from '../../worker/api.ts';
import { explainNote, explainProblem, explainSkip, explainSkipReason, explainSuspicion } from '../messages.ts';
import { formatBytes, formatCount } from '../parts/format.ts';

export interface Suspect {
  readonly kind: Suspicion;
  readonly flows: number;
}

/** The reading report as plain text, to be kept with the case. */
export function reportText(run: Run, suspect: readonly Suspect[]): string {
  const lines = [
    `Oddflow ${__VERSION__}, reading report`,
    `${countOf(run.flows, 'flow')} read, ${countOf(run.skipped, 'line')} skipped, ${countOf(run.context, 'row')} of other logs`,
  ];
  if (run.repeated > 0) lines.push(`${countOf(run.repeated, 'flow')} with a uid that an earlier flow has`);
  for (const { kind, flows } of suspect) lines.push(`${countOf(flows, 'flow')}: ${explainSuspicion(kind)}`);
  for (const file of run.files) lines.push('', ...fileLines(file));
  return `${lines.join('\n')}\n`;
}

function fileLines(file: FileReport): string[] {
  const { path, problem, notes, skippedBy, skips } = file;
  const lines = [path, `  ${describeFile(file)}`];
  if (problem !== null) {
    const { what, next } = explainProblem(problem);
    lines.push(`  ${what} ${next}`);
  }
  for (const note of notes) lines.push(`  ${explainNote(note)}`);
  for (const { reason, lines: count } of skippedBy) {
    lines.push(`  ${countOf(count, 'line')} skipped: ${explainSkipReason(reason)}`);
    for (const skip of skips) if (skip.reason === reason) lines.push(`    line ${skip.line}: ${explainSkip(skip)}`);
  }
  return lines;
}

/** `JSON in gzip, conn.log · 1.2 MB · 7 flows · 1 skipped`. */
export function describeFile({ format, compression, log, bytes, flows, skipped, context }: FileReport): string {
  const form = `${format}${compression === 'plain' ? '' : ` in ${compression}`}`;
  return [
    format === '' ? 'Not read' : log === '' || log === '-' ? form : `${form}, ${log}.log`,
    formatBytes(bytes),
    countOf(flows, 'flow'),
    `${formatCount(skipped)} skipped`,
    ...(context > 0 ? [`${countOf(context, 'row')} of another log`] : []),
  ].join(' · ');
}

export function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
