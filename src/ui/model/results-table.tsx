import type { ResultSummary, Run } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { formatCount, formatScore } from '../parts/format.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import { changedSettings } from './changed-settings.ts';
import styles from './model.module.css';

/** Every result of the run side by side. A click shows it. */
export function ResultsTable({
  run,
  results,
  shown,
  onShow,
}: {
  readonly run: Run;
  readonly results: readonly ResultSummary[];
  /** Key of the result on screen. */
  readonly shown: string;
  readonly onShow: (result: ResultSummary) => void;
}) {
  return (
    <ScrollBox label="Results of this run, scrolls sideways" className={styles.scroller}>
      <table className={styles.table} aria-label="Results of this run">
        <thead>
          <tr>
            <th scope="col">Detector, settings</th>
            <th scope="col">Threshold</th>
            <th scope="col">Anomalies</th>
            <th scope="col">
              <span className="visually-hidden">On screen</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => {
            const { detector, id, label, params, threshold, anomalies } = result;
            const settings = changedSettings(run.detectors.find((one) => one.id === id)?.params ?? [], params);
            const isShown = detector === shown;
            return (
              <tr key={detector} aria-current={isShown}>
                <th scope="row">
                  {label}
                  <small>{settings === '' ? 'defaults' : settings}</small>
                </th>
                <td title={String(threshold)}>{formatScore(threshold)}</td>
                <td>{formatCount(anomalies)}</td>
                <td>
                  {isShown ? (
                    'shown'
                  ) : (
                    <button
                      type="button"
                      className={buttons.link}
                      aria-label={`Show ${label}${settings === '' ? '' : `, ${settings}`}`}
                      onClick={() => onShow(result)}
                    >
                      Show
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
