import type { ReactNode } from 'react';
import styles from './panel.module.css';

/** Names and values, one pair per line. The third entry describes the measurement. */
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
