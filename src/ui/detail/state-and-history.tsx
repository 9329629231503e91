import { describeHistory, describeState } from '../../core/schema/conn-words.ts';
import { equals } from '../../core/selection/predicate.ts';
import { Value } from '../parts/value.tsx';
import styles from './detail.module.css';

/** conn_state and history in words. Empty for a log without either. */
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
        State and history{' '}
        <span>
          in the order in which Zeek first saw them: capitals from the source, small letters from the destination
        </span>
      </h3>
      <dl className={styles.states}>
        {state !== '?' && (
          <div>
            <dt>
              <Value name="conn_state" text={state} predicate={equals('conn_state', state)}>
                {state}
              </Value>
            </dt>
            <dd>{describeState(state, proto)}</dd>
          </div>
        )}
        {letters.length > 0 && (
          <div>
            <dt>
              <Value name="history" text={history} predicate={equals('history', history)}>
                {history}
              </Value>
            </dt>
            <dd>
              <ol className={styles.history}>
                {letters.map(({ letter, from, words }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a history can have a letter twice
                  <li key={place}>
                    <b>{letter}</b> {from}: {words}
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
