import { explainProblem } from '../../words/messages.ts';
import { explainNote, explainSkip, explainSkipCount } from '../../words/note-words.ts';
import type { FileReport, Trust } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { saveBlob } from '../export/save-blob.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './reading-report.module.css';
import { describeFile, isOfCount, reportText, trustLines } from './report-text.ts';

/** The reading report of each file: accepted and skipped rows, assumptions, and doubtful values. */
export function ReadingReport({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { run } = state.result;
  const asked = useAsk(run.id, () => controller.engine.trust());
  const counted = asked.phase === 'ready' ? asked.answer : null;
  const trust = counted ?? nothing;
  return (
    <div className={styles.report}>
      <h2>Reading report</h2>
      <p className={styles.muted}>
        {countOf(run.flows, 'flow')} read, {countOf(run.skipped, 'line')} skipped
        {run.context > 0 && `, ${countOf(run.context, 'row')} of other logs counted beside them but not scored`}.
      </p>
      {run.repeated > 0 && (
        <p>
          {countOf(run.repeated, 'flow')} {run.repeated === 1 ? 'has' : 'have'} a uid that an earlier flow of these
          files has.{' '}
          <button type="button" className={buttons.link} onClick={controller.reopenWithoutRepeated}>
            Read again without {run.repeated === 1 ? 'it' : 'them'}
          </button>
        </p>
      )}
      {trustLines(trust).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        <button
          type="button"
          className={buttons.link}
          disabled={counted === null}
          onClick={() => saveBlob(new Blob([reportText(run, trust)], { type: 'text/plain' }), 'reading-report.txt')}
        >
          Save as text
        </button>
      </p>
      {run.files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same path, and the list does not change
        <FileSection key={index} file={file} />
      ))}
    </div>
  );
}

function FileSection({ file }: { readonly file: FileReport }) {
  const { path, skips, skippedBy, problem, notes } = file;
  const advice = problem === null ? null : explainProblem(problem);
  return (
    <section>
      <h3>{path}</h3>
      <p className={styles.muted}>{describeFile(file)}</p>
      {advice !== null && (
        <p>
          <strong>{advice.what}</strong> {advice.next}
        </p>
      )}
      {notes.map((note) => (
        <p key={`${note.code} ${note.detail.field ?? ''}`}>{explainNote(note)}</p>
      ))}
      {skippedBy.map((count) => {
        const { reason, field, lines } = count;
        const shown = skips.filter((skip) => isOfCount(skip, count));
        return (
          <div key={`${reason} ${field}`}>
            <p className={styles.muted}>
              {countOf(lines, 'line')} skipped: {explainSkipCount(count)}
              {shown.length < lines && `, the first ${formatCount(shown.length)}`}
            </p>
            <ul>
              {shown.map((skip, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may be of one line, and the list does not change
                <li key={index}>
                  line {skip.line}: {explainSkip(skip)}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

const nothing: Trust = { suspicions: [], derivedLocal: 0 };
