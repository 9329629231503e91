import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** Names and numbers, a line each; the third says what is measured. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode, meaning: string])[];
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, meaning]) => (
        <div key={name} title={meaning}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
