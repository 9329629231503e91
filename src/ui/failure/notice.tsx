import { explainProblem, losesFlows } from '../../words/messages.ts';
import type { FileReport, Problem, Run } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { fileLabel, hasSeveralLogs } from '../parts/file-label.ts';
import { formatCount } from '../parts/format.ts';
import type { Trouble } from '../workspace/state.ts';
import { BugReport } from './bug-report.tsx';
import styles from './failure.module.css';
import { isAboutUnpacking } from './questions.ts';
import { RemnantButtons, type RemnantChoice } from './remnant-choice.tsx';
import { UnpackButton } from './unpack-button.tsx';

/**
 * Notice about files or rows that are missing from the open run. It cannot be dismissed. Empty for other kinds of logs.
 */
export function LossNotice({
  files,
  onUnpackAll,
}: {
  readonly files: readonly FileReport[];
  readonly onUnpackAll: () => void;
}) {
  const problems = files.map(({ problem }) => problem).filter((problem) => problem !== null && losesFlows(problem));
  // Problems that need a decision come first.
  const first = problems.find((problem) => problem !== null && isAboutUnpacking(problem.code)) ?? problems[0];
  if (first === undefined || first === null) return null;
  const { what, next } = explainProblem(first);
  return (
    <div role="alert" data-code={first.code} className={styles.notice}>
      <div>
        <p>
          <strong>{what}</strong> {next}
          {problems.length > 1 && ` ${formatCount(problems.length - 1)} more: see the reading report.`}
        </p>
        {isAboutUnpacking(first.code) && <UnpackButton onClick={onUnpackAll} />}
      </div>
    </div>
  );
}

/** Notice about a problem that did not affect the result. */
export function TroubleNotice({
  trouble,
  run,
  choice,
  onUnpackAll,
  onDismiss,
}: {
  readonly trouble: Trouble;
  readonly choice: RemnantChoice;
  readonly onUnpackAll: () => void;
  /** The open run. */
  readonly run: Run;
  readonly onDismiss: () => void;
}) {
  const failure = trouble.kind === 'first-view' ? null : trouble.failure;
  const log = fileLabel(run);
  const isSeveral = hasSeveralLogs(run);
  if (failure === null) {
    return (
      <div role="note" aria-live="polite" className={styles.notice}>
        <p>
          {trouble.kind === 'unopened' &&
            `Opening ${trouble.name} was cancelled. ${log} ${isSeveral ? 'are' : 'is'} still open.`}
          {trouble.kind === 'read-again' && explainReadAgain(trouble.name, `${log} ${isSeveral ? 'were' : 'was'}`)}
          {trouble.kind === 'first-view' &&
            `This is the first view of ${log}. Going back further leaves the page and closes the log.`}
        </p>
        <Dismiss onClick={onDismiss} />
      </div>
    );
  }
  const isBug = failure.kind === 'bug';
  const stays = trouble.kind === 'unopened' ? `${log} ${isSeveral ? 'stay' : 'stays'} open.` : '';
  const isRemnant = !isBug && failure.problem.code === 'mostly-skipped';
  return (
    <div role="alert" data-code={isBug ? 'bug' : failure.problem.code} className={styles.notice}>
      <div>
        {isBug ? (
          <BugReport bug={failure.bug} />
        ) : (
          <Sentence
            problem={failure.problem}
            name={isRemnant && trouble.kind === 'unopened' ? trouble.name : ''}
            stays={stays}
          />
        )}
        {isBug && stays !== '' && <p>{stays}</p>}
        {isRemnant && <RemnantButtons detail={failure.problem.detail} choice={choice} />}
        {!isBug && isAboutUnpacking(failure.problem.code) && <UnpackButton onClick={onUnpackAll} />}
      </div>
      <Dismiss onClick={onDismiss} />
    </div>
  );
}

/** `log` with its verb. */
function explainReadAgain(name: string | null, log: string): string {
  const notOpened = name === null ? '' : ` ${name} was not opened.`;
  return `The engine did not answer, so it was replaced and ${log} read again.${notOpened} Models that you had not saved are gone.`;
}

function Sentence({
  problem,
  name,
  stays,
}: {
  readonly problem: Problem;
  /** Name of the dropped file, for sentences without it. */
  readonly name: string;
  readonly stays: string;
}) {
  const { what, next } = explainProblem(problem);
  return (
    <p>
      <strong>
        {name !== '' && `${name}: `}
        {what}
      </strong>{' '}
      {next} {stays}
    </p>
  );
}

function Dismiss({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className={buttons.icon} aria-label="Dismiss" onClick={onClick}>
      ×
    </button>
  );
}
