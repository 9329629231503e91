import type { AddedColumn } from '../../worker/api.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import styles from './model.module.css';

/** The indicators of Behaviour: measurement, formula and source. */
export function IndicatorsTable({ columns }: { readonly columns: readonly AddedColumn[] }) {
  return (
    <ScrollBox label="Indicators, scrolls sideways" className={styles.scroller}>
      <table className={styles.table} aria-label="Indicators">
        <thead>
          <tr>
            <th scope="col">Indicator</th>
            <th scope="col" className={styles.words}>
              Column
            </th>
            <th scope="col" className={styles.prose}>
              What it measures, and how
            </th>
          </tr>
        </thead>
        <tbody>
          {columns
            .filter(({ isNumber }) => isNumber)
            .map(({ name, label, measures, formula, source }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td className={styles.words}>
                  <code>{name}</code>
                </td>
                <td className={styles.prose}>
                  {measures}
                  <small>{formula}</small>
                  <small>Source: {source}</small>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
