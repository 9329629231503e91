import type { ReactNode } from 'react';
import type { Run } from '../../worker/api.ts';
import button from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import styles from './table.module.css';

/** What the table shows, and the way back from a part of it. */
export function Strip({
  run,
  total,
  anomaliesInView,
  relatedLabel,
  hidden,
  onBack,
  children,
}: {
  readonly run: Run;
  readonly total: number;
  readonly anomaliesInView: number;
  readonly relatedLabel: string | null;
  readonly hidden: number;
  readonly onBack: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.strip}>
      <h2>Flows</h2>
      <span className={styles.counts}>
        {relatedLabel !== null && <b>{relatedLabel}: </b>}
        {relatedLabel === null && hidden === 0 && run.larger !== null
          ? `the ${formatCount(total)} highest of ${formatCount(run.flows)} flows`
          : `${formatCount(total)} ${total === 1 ? 'flow' : 'flows'}`}
        , {formatCount(anomaliesInView)} {anomaliesInView === 1 ? 'anomaly' : 'anomalies'}
      </span>
      {relatedLabel !== null && (
        <button type="button" className={button.button} onClick={onBack}>
          Back
        </button>
      )}
      <span className={styles.hint}>j k move · Enter opens · ? keys</span>
      {children}
    </div>
  );
}
