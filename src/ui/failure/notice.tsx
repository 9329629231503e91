import { useState } from 'react';
import type { FileReport, Problem } from '../../worker/api.ts';
import { explainProblem, losesFlows } from '../messages.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import type { Failure } from '../state.ts';
import { BugReport } from './bug-report.tsx';
import styles from './failure.module.css';

/** What is missing from a run that could be opened all the same; nothing for logs of another kind. */
export function LossNotice({ files }: { readonly files: readonly FileReport[] }) {
  const [dismissed, setDismissed] = useState(false);
  const problems = files.map(({ problem }) => problem).filter((problem) => problem !== null && losesFlows(problem));
  const first = problems[0];
  if (dismissed || first === undefined || first === null) return null;
  const { what, next } = explainProblem(first);
  return (
    <div role="alert" data-code={first.code} className={styles.notice}>
      <p>
        <strong>{what}</strong> {next}
        {problems.length > 1 && ` ${formatCount(problems.length - 1)} more: see the reading report.`}
      </p>
      <Dismiss onClick={() => setDismissed(true)} />
    </div>
  );
}

/** Something failed, and the result is still there. */
export function TroubleNotice({ failure, onDismiss }: { readonly failure: Failure; readonly onDismiss: () => void }) {
  const isBug = failure.kind === 'bug';
  return (
    <div role="alert" data-code={isBug ? 'bug' : failure.problem.code} className={styles.notice}>
      <div>{isBug ? <BugReport bug={failure.bug} /> : <Sentence problem={failure.problem} />}</div>
      <Dismiss onClick={onDismiss} />
    </div>
  );
}

function Sentence({ problem }: { readonly problem: Problem }) {
  const { what, next } = explainProblem(problem);
  return (
    <p>
      <strong>{what}</strong> {next}
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
