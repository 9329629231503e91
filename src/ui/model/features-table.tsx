import type { Detection, Field, Run } from '../../worker/api.ts';
import { formatField, formatScore } from '../parts/format.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import styles from './model.module.css';

/** The fitted model of each feature. */
export function FeaturesTable({ run, detection }: { readonly run: Run; readonly detection: Detection }) {
  const { features, transform, typical } = detection;
  const of = transform === 'log' ? ' of ln(1 + value)' : '';
  return (
    <ScrollBox label="Features, scrolls sideways" className={styles.scroller}>
      <table className={styles.table} aria-label="Features">
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Mean{of}</th>
            <th scope="col">Standard deviation{of}</th>
            <th scope="col">{typicalNames[typical]}</th>
            <th scope="col" className={styles.words}>
              Unit
            </th>
          </tr>
        </thead>
        <tbody>
          {features.map(({ name, mean, scale, typical: usual, isLeftOut }) => {
            const field = run.fields.find((one) => one.name === name);
            return (
              <tr key={name} data-left-out={isLeftOut === true}>
                <th scope="row">
                  <code title={field?.meaning}>{name}</code>
                  {isLeftOut === true && ' (left out)'}
                </th>
                <td title={String(mean)}>{formatScore(mean)}</td>
                <td title={String(scale)}>{formatScore(scale)}</td>
                <td title={String(usual)}>{formatField(usual, field ?? plain)}</td>
                <td className={styles.words}>{field?.unit === '' || field === undefined ? 'none' : field.unit}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const plain: Pick<Field, 'type' | 'unit'> = { type: 'count', unit: '' };

const typicalNames: Readonly<Record<Detection['typical'], string>> = {
  mean: 'Usual value (mean)',
  'log-mean': 'Usual value (by mean logarithm)',
  median: 'Usual value (median)',
};
