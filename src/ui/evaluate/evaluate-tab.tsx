import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Engine, Labels, Run } from '../../worker/api.ts';
import { fileLabel } from '../parts/file-label.ts';
import type { Shown } from '../workspace/state.ts';
import { Choices } from './choices.tsx';
import styles from './evaluate.module.css';
import { queryOf, type Role, usualRole } from './label-roles.ts';
import { Outcome } from './outcome.tsx';
import { candidatesOf, useEvaluations } from './use-evaluations.ts';

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
  function evaluateNow(): void {
    const wanted = candidates.filter(({ id }) => compared.includes(id));
    judge(wanted, workspace.model.contamination, queryOf(current, roleOf));
  }
  const evaluate = useEffectEvent(evaluateNow);

  // Changed labels and detectors are evaluated on request, the result on screen always.
  const last = useRef<Pick<Shown, 'detection' | 'threshold'> | null>(null);
  useEffect(() => {
    if (!isShown || (last.current?.detection === detection && last.current.threshold === threshold)) return;
    last.current = { detection, threshold };
    evaluate();
  }, [isShown, detection, threshold]);

  return (
    <section className={styles.tab} aria-label="Evaluate">
      <Choices
        {...{ labels, current, roleOf, candidates, compared }}
        onField={setField}
        onRole={(text, role) => setChosen(new Map([...chosen, [text, role]]))}
        onCompared={setCompared}
        onEvaluate={evaluateNow}
      />
      <Outcome state={state} field={current.field} fileName={fileLabel(run)} onCancel={cancel} />
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
