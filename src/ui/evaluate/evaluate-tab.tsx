import { useEffect, useState } from 'react';
import type { Detection, Engine, Labels, Run } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import { CurveChart } from './curve-chart.tsx';
import styles from './evaluate.module.css';
import { type Role, roles, usualRole, wishOf } from './label-roles.ts';
import { MeasuresTable } from './measures-table.tsx';
import { useEvaluations } from './use-evaluations.ts';
import { warningsOf } from './warnings.ts';

/** How well detectors agree with the labels of a log that has some. Labels never enter a score. */
export function EvaluateTab({
  engine,
  run,
  detection,
  contamination,
  labels,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly contamination: number;
  readonly labels: readonly Labels[];
}) {
  const [field, setField] = useState(labels[0].field);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Role>>(new Map());
  const [compared, setCompared] = useState<readonly string[]>([detection.detector]);
  const { state, judge } = useEvaluations(engine, run, contamination);
  const current = labels.find((one) => one.field === field) ?? labels[0];
  const roleOf = (text: string): Role => chosen.get(text) ?? usualRole(text);

  // biome-ignore lint/correctness/useExhaustiveDependencies: later choices are judged when asked for
  useEffect(() => {
    void judge(compared, wishOf(current, roleOf));
  }, []);

  const judged = state.phase === 'done' || state.phase === 'working' ? state.judged : [];
  return (
    <section className={styles.tab} aria-label="Evaluate">
      <form
        className={styles.choices}
        onSubmit={(event) => {
          event.preventDefault();
          void judge(compared, wishOf(current, roleOf));
        }}
      >
        <fieldset>
          <legend>Labels</legend>
          {labels.length > 1 && (
            <label>
              Field
              <select value={current.field} onChange={({ target }) => setField(target.value)}>
                {labels.map((one) => (
                  <option key={one.field}>{one.field}</option>
                ))}
              </select>
            </label>
          )}
          <ul>
            {current.values.map(({ text, flows }) => (
              <li key={text}>
                <span title={text}>{text === '' ? 'unset' : text}</span>
                <small>{formatCount(flows)}</small>
                <select
                  aria-label={`${text === '' ? 'unset' : text} counts as`}
                  value={roleOf(text)}
                  onChange={({ target }) => setChosen(new Map([...chosen, [text, target.value as Role]]))}
                >
                  {roles.map((role) => (
                    <option key={role}>{role}</option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
        </fieldset>
        <fieldset>
          <legend>Detectors</legend>
          {run.detectors.map(({ id, label }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={compared.includes(id)}
                onChange={({ target }) =>
                  setCompared(target.checked ? [...compared, id] : compared.filter((other) => other !== id))
                }
              />
              {label}
            </label>
          ))}
        </fieldset>
        <button type="submit" className={buttons.primary} disabled={compared.length === 0}>
          Evaluate
        </button>
      </form>
      <div className={styles.outcome} aria-live="polite">
        {state.phase === 'working' && <p>Running {state.with} …</p>}
        {state.phase === 'failed' && <Failure error={state.error} />}
        {warningsOf(judged).map((warning) => (
          <p key={warning} className={styles.warning}>
            {warning}
          </p>
        ))}
        {judged.length > 0 && (
          <>
            <MeasuresTable judged={judged} />
            <p className={styles.hint}>
              Small print is the interval that holds 95 % of bootstrap samples. Precision, recall and the four counts
              are at each detector’s threshold for a contamination of {contamination}.{' '}
              {formatCount(judged[0].evaluation.leftOut)} flows are left out.
            </p>
            <div className={styles.curves}>
              <CurveChart
                title="ROC"
                x="false positive rate"
                y="true positive rate"
                judged={judged}
                curve="roc"
                chance={[0, 1]}
              />
              <CurveChart
                title="Precision and recall"
                x="recall"
                y="precision"
                judged={judged}
                curve="precisionRecall"
                chance={shareOf(judged[0].evaluation)}
              />
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function shareOf({ positives, negatives }: { positives: number; negatives: number }): readonly [number, number] {
  const share = positives / Math.max(1, positives + negatives);
  return [share, share];
}

function Failure({ error }: { readonly error: unknown }) {
  return <p role="alert">{tellFailure(explainError(error))}</p>;
}
