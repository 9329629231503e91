import type { ReactNode } from 'react';
import { missingFrom } from '../missing-rows.ts';
import { resultName } from '../model/changed-settings.ts';
import { formatCount, formatScore } from '../parts/format.ts';
import { isFinal, type Result, resultOf, type State } from '../state.ts';
import styles from './status-line.module.css';

/** What came out, for people in words and for machines in `data-*`; always of the whole run, whatever the view shows. */
export function Summary({ state }: { readonly state: State }) {
  const result = resultOf(state);
  const facts =
    result === null
      ? {}
      : {
          'data-flows': result.run.flows,
          'data-anomalies': result.shown.tally.anomalies,
          'data-threshold': String(result.shown.threshold),
          'data-skipped': result.run.skipped,
          'data-context': result.run.context,
          'data-files': result.run.files.length,
          'data-detector': result.shown.detection.label,
        };
  const phase = state.phase === 'ready' && !isFinal(state) ? 'loading' : state.phase;
  return (
    <div
      role="status"
      aria-label="Summary"
      className={state.phase === 'ready' ? styles.summary : 'visually-hidden'}
      data-state={phase}
      {...facts}
    >
      {describe(state)}
    </div>
  );
}

/** Changes only when there is news: a screen reader reads every change out. */
function describe(state: State): ReactNode {
  switch (state.phase) {
    case 'empty':
      return 'No log open';
    case 'loading':
      return `${state.progress.phase} ${state.name}`;
    case 'failed':
      return 'No log open: the last one failed';
    case 'ready':
      return <Outcome result={state.result} />;
  }
}

/** Of the result on screen, also while another one is computed. */
function Outcome({ result: { run, shown } }: { readonly result: Result }) {
  const { asked, detection, threshold, isMoved, tally } = shown;
  const missing = missingFrom(run);
  return (
    <>
      <strong>{formatCount(tally.anomalies)}</strong> {tally.anomalies === 1 ? 'anomaly' : 'anomalies'} of{' '}
      <strong>{formatCount(tally.flows)}</strong> {tally.flows === 1 ? 'flow' : 'flows'}
      {missing !== null && ` · ${missing.summary}`}
      <span>
        {' · threshold '}
        {formatScore(threshold)} ({isMoved ? 'moved' : percentileName(asked.contamination)})
        {` · ${resultName(run, detection)}`}
      </span>
    </>
  );
}

/** `p90` for a contamination of 0.1. */
export function percentileName(contamination: number): string {
  return `p${Number((100 * (1 - contamination)).toFixed(4))}`;
}
