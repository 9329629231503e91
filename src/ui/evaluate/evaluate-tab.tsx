import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Engine, Labels, Run } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { fileLabel } from '../parts/file-label.ts';
import { countOf, formatCount } from '../parts/format.ts';
import type { Shown } from '../workspace/state.ts';
import { CurveChart } from './curve-chart.tsx';
import type { Curves } from './curve-picture.ts';
import styles from './evaluate.module.css';
import { queryOf, type Role, roles, usualRole } from './label-roles.ts';
import { MeasuresTable } from './measures-table.tsx';
import { candidatesOf, type Judged, useEvaluations } from './use-evaluations.ts';
import { warningsOf } from './warnings.ts';

/** Compares detectors with the labels of a log. Labels never affect a score. */
export function EvaluateTab({
  engine,
  run,
  shown,
  labels,
  isShown,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly shown: Shown;
  readonly labels: readonly Labels[];
  /** Whether the tab is visible. Changes of the result are then evaluated automatically. */
  readonly isShown: boolean;
}) {
  const [field, setField] = useState(labels[0].field);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Role>>(new Map());
  const { detection, threshold, workspace } = shown;
  const [onScreen, setOnScreen] = useState(detection.id);
  const [compared, setCompared] = useState<readonly string[]>([detection.id]);
  if (onScreen !== detection.id) {
    setOnScreen(detection.id);
    setCompared(followed(compared, onScreen, detection.id));
  }
  const { state, judge, cancel } = useEvaluations(engine);
  const current = labels.find((one) => one.field === field) ?? labels[0];
  const roleOf = (text: string): Role => chosen.get(text) ?? usualRole(text);
  const candidates = candidatesOf(run, shown);
  const evaluate = useEffectEvent(() => {
    const wanted = candidates.filter(({ id }) => compared.includes(id));
    judge(wanted, workspace.model.contamination, queryOf(current, roleOf));
  });

  // Changed labels and detectors are evaluated on request, the result on screen always.
  const last = useRef<Pick<Shown, 'detection' | 'threshold'> | null>(null);
  useEffect(() => {
    if (!isShown || (last.current?.detection === detection && last.current.threshold === threshold)) return;
    last.current = { detection, threshold };
    evaluate();
  }, [isShown, detection, threshold]);

  const judgement = state.phase === 'done' || state.phase === 'working' ? state : null;
  const judged = judgement?.judged ?? [];
  return (
    <section className={styles.tab} aria-label="Evaluate">
      <form
        className={styles.choices}
        onSubmit={(event) => {
          event.preventDefault();
          evaluate();
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
                <span title={text}>{text === '' ? 'unset' : text}</span> <small>{formatCount(flows)}</small>
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
          {candidates.map(({ id, label }) => (
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
        {state.phase === 'working' && (
          <p className={styles.working}>
            Running {state.with} …
            <button type="button" className={buttons.button} onClick={cancel}>
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
              Small print is the interval that holds 95 % of bootstrap samples. Precision, recall and the four counts
              are at each detector’s threshold for a contamination of {judgement.contamination}
              {judgement.moved !== null && `, and those of ${judgement.moved} at the threshold that was moved by hand`}.{' '}
              {countOf(judged[0].evaluation.leftOut, 'flow is', 'flows are')} left out.
            </p>
            <div className={styles.curves}>
              {curvesOf(judged).map((curves) => (
                <CurveChart
                  key={curves.curve}
                  curves={curves}
                  notes={[`${fileLabel(run)}, labels of the field ${current.field}; Oddflow ${__VERSION__}`]}
                  fileName={`${fileLabel(run)}.${curves.curve === 'roc' ? 'roc' : 'precision-recall'}`}
                />
              ))}
            </div>
          </>
        )}
      </div>
    </section>
  );
}

/**
 * The chosen detectors after another result came on screen: it is added, and replaces the previous one if that was the
 * only choice.
 */
export function followed(compared: readonly string[], before: string, now: string): readonly string[] {
  if (compared.includes(now)) return compared;
  return compared.length === 1 && compared[0] === before ? [now] : [...compared, now];
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
