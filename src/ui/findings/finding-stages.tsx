import { subjectOf } from '../../words/finding-words.ts';
import type { Finding } from '../../worker/api.ts';
import { countOf, formatTime } from '../parts/format.ts';
import styles from './finding-stages.module.css';

/** The stages of an incident in the order of time, each with its time, kind, technique, hosts and strongest evidence. */
export function FindingStages({ stages }: { readonly stages: Finding['stages'] }) {
  return (
    <ol className={styles.stages} aria-label="Stages in order of time">
      {stages.map(({ kind, techniques, points, flows, span, sentence, ...ends }) => (
        <li key={`${kind} ${sentence}`}>
          <p className={styles.head}>
            <b>{kind}</b> <code>{techniques[0] ?? ''}</code>
            <span title={`${countOf(flows, 'flow')} in the whole log`}>
              strength {points}
              {span !== null && `, ${formatTime(span[0])}`}
            </span>
          </p>
          <p>{subjectOf(ends)}</p>
          <p className={styles.sentence}>{sentence}</p>
        </li>
      ))}
    </ol>
  );
}
