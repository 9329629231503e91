import type { ReactNode } from 'react';
import type { Detection, Run } from '../../worker/api.ts';
import styles from '../grid/list.module.css';
import { resultName } from '../model/changed-settings.ts';
import button from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';

/** What the table shows, and whether similar flows are one line. */
export function Strip({
  run,
  detection,
  total,
  anomaliesInView,
  hidden,
  identical,
  flows,
  onGroup,
  children,
}: {
  readonly run: Run;
  readonly detection: Detection;
  readonly total: number;
  readonly anomaliesInView: number;
  readonly hidden: number;
  /** Whether identical flows are one line, and how many flows there are then. */
  readonly identical: boolean;
  readonly flows: number;
  readonly onGroup: (identical: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <>
      <h2>Flows</h2>
      <span className={styles.counts}>
        {identical && `${countOf(total, 'line')} for `}
        {hidden === 0 && run.larger !== null && !identical
          ? `the ${formatCount(total)} highest of ${countOf(run.flows, 'flow')}`
          : countOf(identical ? flows : total, 'flow')}
        , {countOf(anomaliesInView, 'anomaly', 'anomalies')} by {resultName(run, detection)}
      </span>
      <span className={styles.hint}>j k move · Enter opens · ? keys</span>
      <button
        type="button"
        className={button.button}
        aria-pressed={identical}
        title="One line for flows with the same source, destination, port, protocol and state"
        onClick={() => onGroup(!identical)}
      >
        Group identical flows
      </button>
      {children}
    </>
  );
}
