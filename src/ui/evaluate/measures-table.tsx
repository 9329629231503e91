import type { Measure } from '../../worker/api.ts';
import { formatCount } from '../parts/format.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import { CurveKey } from './curve-chart.tsx';
import styles from './evaluate.module.css';
import type { Judged } from './use-evaluations.ts';

/** Every measure of every detector, one row per detector. */
export function MeasuresTable({ judged }: { readonly judged: readonly Judged[] }) {
  const ks = judged[0]?.evaluation.precisionAt.map(({ k }) => k) ?? [];
  return (
    <ScrollBox label="Measures by detector, scrolls sideways" className={styles.scroller}>
      <table aria-label="Measures by detector">
        <thead>
          <tr>
            <th scope="col">Detector</th>
            <th scope="col">Average precision</th>
            <th scope="col">ROC AUC</th>
            {ks.map((k) => (
              <th key={k} scope="col">
                Precision
                <wbr />@{k}
              </th>
            ))}
            <th scope="col">Precision</th>
            <th scope="col">Recall</th>
            <th scope="col">TP</th>
            <th scope="col">FP</th>
            <th scope="col">FN</th>
            <th scope="col">TN</th>
          </tr>
        </thead>
        <tbody>
          {judged.map(({ detector, label, evaluation }, place) => {
            const {
              truePositives: tp,
              falsePositives: fp,
              falseNegatives: fn,
              trueNegatives: tn,
            } = evaluation.confusion;
            return (
              <tr key={detector}>
                <th scope="row">
                  <CurveKey place={place} /> {label}
                </th>
                <td>
                  <MeasureCell {...evaluation.averagePrecision} />
                </td>
                <td>
                  <MeasureCell {...evaluation.areaUnderRoc} />
                </td>
                {evaluation.precisionAt.map(({ k, value }) => (
                  <td key={k}>{formatMeasure(value)}</td>
                ))}
                <td>{formatMeasure(tp / (tp + fp))}</td>
                <td>{formatMeasure(tp / (tp + fn))}</td>
                {[tp, fp, fn, tn].map((count, cell) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the four cells of the confusion
                  <td key={cell}>{formatCount(count)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function MeasureCell({ value, low, high }: Measure) {
  return (
    <span title={String(value)}>
      <b>{formatMeasure(value)}</b>{' '}
      <small>
        {formatMeasure(low)}–{formatMeasure(high)}
      </small>
    </span>
  );
}

/** `0.913`, or a dash for an undefined value. */
function formatMeasure(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}
