import { describeHistory, describeState } from '../../core/schema/conn-words.ts';
import styles from './detail.module.css';

/** conn_state and history in words; nothing for a log that has neither. */
export function StateAndHistory({
  state,
  history,
  proto,
}: {
  readonly state: string;
  readonly history: string;
  readonly proto: string;
}) {
  const letters = history === '?' ? [] : describeHistory(history);
  if (state === '?' && letters.length === 0) return null;
  return (
    <section>
      <h3>
        State <span>capital letters from the source, small ones from the destination, in the order of first sight</span>
      </h3>
      {state !== '?' && (
        <p>
          <code>{state}</code> {describeState(state, proto)}
        </p>
      )}
      {letters.length > 0 && (
        <ol className={styles.history}>
          {letters.map(({ letter, from, words }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a history can have a letter twice
            <li key={place}>
              <b>{letter}</b> {from}: {words}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
