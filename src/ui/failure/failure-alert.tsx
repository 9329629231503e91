import { explainProblem } from '../../words/messages.ts';
import { countOf, formatCount } from '../parts/format.ts';
import type { Failure } from '../workspace/state.ts';
import { BugReport } from './bug-report.tsx';
import styles from './failure.module.css';
import { isAboutUnpacking } from './questions.ts';
import { RemnantButtons, type RemnantChoice } from './remnant-choice.tsx';
import { UnpackButton } from './unpack-button.tsx';

/** Maximum number of files that are listed. */
const LISTED = 20;

/** Why a log could not be opened, and the next step. */
export function FailureAlert({
  failure,
  choice = null,
  onUnpackAll = null,
}: {
  readonly failure: Failure;
  /** The offer to open a log with mostly malformed rows. */
  readonly choice?: RemnantChoice | null;
  /** Unpacks everything after reading stopped at a very large file. Null if not applicable. */
  readonly onUnpackAll?: (() => void) | null;
}) {
  if (failure.kind === 'bug') {
    return (
      <div role="alert" data-code="bug" className={styles.alert}>
        <BugReport bug={failure.bug} />
      </div>
    );
  }
  const { what, next } = explainProblem(failure.problem);
  const causes = failure.causes.map(explainProblem);
  return (
    <div role="alert" data-code={failure.problem.code} className={styles.alert}>
      {causes.length > 0 ? (
        <>
          <h2>None of the {countOf(causes.length, 'file')} has flows to score</h2>
          <ul>
            {causes.slice(0, LISTED).map((cause) => (
              <li key={cause.what}>
                {cause.what} {cause.next}
              </li>
            ))}
            {causes.length > LISTED && <li>and {formatCount(causes.length - LISTED)} more</li>}
          </ul>
        </>
      ) : (
        <>
          <h2>{what}</h2>
          <p>{next}</p>
          {failure.problem.code === 'mostly-skipped' && choice !== null && (
            <RemnantButtons detail={failure.problem.detail} choice={choice} />
          )}
        </>
      )}
      {onUnpackAll !== null && isAboutUnpacking(failure.problem.code) && <UnpackButton onClick={onUnpackAll} />}
    </div>
  );
}
