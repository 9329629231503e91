import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import { CurveChart } from './curve-chart.tsx';
import type { Curves } from './curve-picture.ts';
import styles from './evaluate.module.css';
import { MeasuresTable } from './measures-table.tsx';
import type { EvaluationState, Judged } from './use-evaluations.ts';
import { warningsOf } from './warnings.ts';

/** The measures and curves of the evaluated detectors, with progress and warnings. */
export function Outcome({
  state,
  field,
  fileName,
  onCancel,
}: {
  readonly state: EvaluationState;
  /** The label field. */
  readonly field: string;
  /** Beginning of the names of saved charts. */
  readonly fileName: string;
  readonly onCancel: () => void;
}) {
  const judgement = state.phase === 'done' || state.phase === 'working' ? state : null;
  const judged = judgement?.judged ?? [];
  return (
    <div className={styles.outcome} aria-live="polite">
      {state.phase === 'working' && (
        <p className={styles.working}>
          Running {state.with} …
          <button type="button" className={buttons.button} onClick={onCancel}>
            Cancel
          </button>
        </p>
      )}
      {state.phase === 'failed' && <Failure error={state.error} />}
      {warningsOf(judged).map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {judgement !== null && judged.length > 0 && (
        <>
          <MeasuresTable judged={judged} />
          <p className={styles.hint}>
            The small figures are 95 % bootstrap intervals. Precision, recall and the four counts are at each detector’s
            threshold for a contamination of {judgement.contamination}
            {judgement.moved !== null && `, and those of ${judgement.moved} at the threshold that was moved by hand`}.{' '}
            {countOf(judged[0].evaluation.leftOut, 'flow is', 'flows are')} left out.
          </p>
          <div className={styles.curves}>
            {curvesOf(judged).map((curves) => (
              <CurveChart
                key={curves.curve}
                curves={curves}
                notes={[`${fileName}, labels of the field ${field}, Oddflow ${__VERSION__}`]}
                fileName={`${fileName}.${curves.curve === 'roc' ? 'roc' : 'precision-recall'}`}
              />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function curvesOf(judged: readonly Judged[]): Curves[] {
  const { positives, negatives } = judged[0].evaluation;
  const share = positives / Math.max(1, positives + negatives);
  return [
    { title: 'ROC', x: 'false positive rate', y: 'true positive rate', judged, curve: 'roc', chance: [0, 1] },
    {
      title: 'Precision and recall',
      x: 'recall',
      y: 'precision',
      judged,
      curve: 'precisionRecall',
      chance: [share, share],
    },
  ];
}

function Failure({ error }: { readonly error: unknown }) {
  return <p role="alert">{tellFailure(explainError(error))}</p>;
}
