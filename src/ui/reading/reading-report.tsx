import type { FileReport, Run } from '../../worker/api.ts';
import { explainNote, explainProblem, explainSkip } from '../messages.ts';
import { formatBytes, formatCount } from '../parts/format.ts';
import styles from './reading-report.module.css';

/** What reading found in each file: what was taken, what was not, and why. */
export function ReadingReport({ run }: { readonly run: Run }) {
  return (
    <div className={styles.report}>
      <h2>Reading report</h2>
      <p className={styles.muted}>
        {countOf(run.flows, 'flow')} read, {countOf(run.skipped, 'line')} skipped
        {run.context > 0 && `, ${countOf(run.context, 'row')} of other logs counted beside them but not scored`}.
      </p>
      {run.files.map((file) => (
        <FileSection key={file.path} file={file} />
      ))}
    </div>
  );
}

function FileSection({ file }: { readonly file: FileReport }) {
  const { path, bytes, flows, skipped, context, log, skips, problem, notes } = file;
  const advice = problem === null ? null : explainProblem(problem);
  return (
    <section>
      <h3>{path}</h3>
      <p className={styles.muted}>
        {log === '' ? 'Not read' : `Zeek TSV, ${log}.log`} · {formatBytes(bytes)} · {countOf(flows, 'flow')} ·{' '}
        {formatCount(skipped)} skipped
        {context > 0 && ` · ${countOf(context, 'row')} of another log`}
      </p>
      {advice !== null && (
        <p>
          <strong>{advice.what}</strong> {advice.next}
        </p>
      )}
      {notes.map((note) => (
        <p key={note.code}>{explainNote(note)}</p>
      ))}
      {skips.length > 0 && (
        <>
          <p className={styles.muted}>
            {skips.length < skipped
              ? `The first ${skips.length} of ${formatCount(skipped)} skipped lines:`
              : 'Skipped lines:'}
          </p>
          <ul>
            {skips.map((skip) => (
              <li key={skip.line}>
                line {skip.line}: {explainSkip(skip)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
