import type { Step } from '../../worker/api.ts';
import styles from './detail.module.css';

/** How a score is computed, folded: numbers of the log, then steps, each from the numbers above it. */
export function ScoreSteps({
  steps,
  title,
  name = title,
}: {
  readonly steps: readonly Step[];
  readonly title: string;
  /** Name of the table, where several have the same title. */
  readonly name?: string;
}) {
  return (
    <details className={styles.steps}>
      <summary className={styles.summary}>{title}</summary>
      <table aria-label={name}>
        <tbody>
          {steps.map((step) => (
            <tr key={step.name}>
              <th scope="row">{step.name}</th>
              <td>{step.meaning}</td>
              <td>{step.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
