import { explainProblem } from '../../words/messages.ts';
import { explainNote, explainSkip, explainSkipCount, explainSuspicion } from '../../words/note-words.ts';
import type { FileReport, Run, Skip, SkipCount, Trust } from '../../worker/api.ts';
import { countOf, formatBytes, formatCount } from '../parts/format.ts';
import { withMarks } from '../parts/shown.ts';

/** The reading report as plain text, for case files. */
export function reportText(run: Run, trust: Trust): string {
  const lines = [
    `Oddflow ${__VERSION__}, reading report`,
    `${countOf(run.flows, 'flow')} read, ${countOf(run.skipped, 'line')} skipped, ${countOf(run.context, 'row')} of other logs`,
  ];
  if (run.repeated > 0) lines.push(`${countOf(run.repeated, 'flow')} with a uid that an earlier flow has`);
  lines.push(...trustLines(trust));
  for (const file of run.files) lines.push('', ...fileLines(file));
  return `${lines.map(withMarks).join('\n')}\n`;
}

/** Doubtful and derived values, one sentence each. */
export function trustLines({ suspicions, derivedLocal }: Trust): string[] {
  const lines = suspicions.map(({ kind, flows }) => `${countOf(flows, 'flow')}: ${explainSuspicion(kind)}.`);
  if (derivedLocal === 0) return lines;
  const local = `${countOf(derivedLocal, 'flow')} ${derivedLocal === 1 ? 'does' : 'do'} not say whether an end is local. The panel of a flow derives it from the address (private ranges) and says so.`;
  return [...lines, local];
}

function fileLines(file: FileReport): string[] {
  const { path, problem, notes, skippedBy, skips } = file;
  const lines = [path, `  ${describeFile(file)}`];
  if (problem !== null) {
    const { what, next } = explainProblem(problem);
    lines.push(`  ${what} ${next}`);
  }
  for (const note of notes) lines.push(`  ${explainNote(note)}`);
  for (const count of skippedBy) {
    lines.push(`  ${countOf(count.lines, 'line')} skipped: ${explainSkipCount(count)}`);
    for (const skip of skips) if (isOfCount(skip, count)) lines.push(`    line ${skip.line}: ${explainSkip(skip)}`);
  }
  return lines;
}

/** Whether a skipped line is included in a count. */
export function isOfCount({ reason, detail }: Skip, count: SkipCount): boolean {
  return reason === count.reason && String(detail.field ?? '') === count.field;
}

/** `JSON in gzip, conn.log · 1.2 MB · 7 flows · 1 skipped`. */
export function describeFile({ format, compression, log, bytes, flows, skipped, contexts }: FileReport): string {
  const form = `${format}${compression === 'plain' ? '' : ` in ${compression}`}`;
  return [
    format === '' ? 'Not read' : log === '' || log === '-' ? form : `${form}, ${log}.log`,
    formatBytes(bytes),
    countOf(flows, 'flow'),
    `${formatCount(skipped)} skipped`,
    ...contexts.map(
      ({ log: other, rows }) => `${countOf(rows, 'row')} of ${other === 'unknown' ? 'another log' : `${other}.log`}`,
    ),
  ].join(' · ');
}
