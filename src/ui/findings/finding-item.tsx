import { useEffect, useId, useRef } from 'react';
import type { Detection, Engine, Finding, Predicate } from '../../worker/api.ts';
import type { CrossLinks, WantedFinding } from '../cross-links.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import { FindingDetails } from './finding-details.tsx';
import { labelOf, strengthOf, subjectOf } from './finding-words.ts';
import styles from './findings.module.css';

/** One finding on a line: what, who, why, how many flows, and the way to them. */
export function FindingItem({
  engine,
  detection,
  finding,
  isUnfolded,
  onUnfold,
  onShow,
  onHost,
  wanted,
}: {
  readonly engine: Engine;
  readonly detection: Detection;
  readonly finding: Finding;
  readonly isUnfolded: boolean;
  readonly onUnfold: () => void;
  readonly onShow: (where: readonly Predicate[], label: string) => void;
  readonly onHost: CrossLinks['showHost'];
  /** Somebody was led to it: the focus goes there. */
  readonly wanted: WantedFinding | null;
}) {
  const details = useId();
  const name = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wanted !== null) name.current?.focus();
  }, [wanted]);
  const { kind, strength, evidence, flows, routine, where } = finding;
  const [{ sentence }] = evidence;
  return (
    <li className={styles.item} data-routine={routine !== null}>
      <div className={styles.line}>
        <button
          ref={name}
          type="button"
          className={styles.name}
          aria-expanded={isUnfolded}
          aria-controls={details}
          onClick={onUnfold}
        >
          <span className={styles.arrow} aria-hidden="true">
            {isUnfolded ? '▾' : '▸'}
          </span>
          <span className={styles.slot}>
            <span className={styles.kind}>{kind}</span>
          </span>{' '}
          <span className={styles.subject}>{subjectOf(finding)}</span>
        </button>{' '}
        <span className={styles.sentence} title={sentence}>
          {routine !== null && (
            <span className={styles.routine} title={routine}>
              likely routine
            </span>
          )}
          {sentence}
        </span>{' '}
        <span className={styles.strength} title={strengthOf(finding)}>
          <span className="visually-hidden">strength </span>
          {strength.toFixed(1)}
        </span>{' '}
        <button
          type="button"
          className={buttons.link}
          aria-label={`Show ${countOf(flows, 'flow')} of ${labelOf(finding)}`}
          onClick={() => onShow(where, labelOf(finding))}
        >
          Show {countOf(flows, 'flow')}
        </button>
      </div>
      <div id={details} hidden={!isUnfolded}>
        {isUnfolded && <FindingDetails engine={engine} detection={detection} finding={finding} onHost={onHost} />}
      </div>
    </li>
  );
}
