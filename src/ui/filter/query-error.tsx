import type { ParseError } from '../../core/selection/parse-error.ts';
import { caretLines } from './caret-lines.ts';
import styles from './filter-box.module.css';
import { queryMessage } from './query-messages.ts';

/** An error in a filter, below the box: a sentence with the remedy, and the position. */
export function QueryError({
  id,
  text,
  error,
}: {
  readonly id: string;
  readonly text: string;
  readonly error: ParseError;
}) {
  const { filter, carets } = caretLines(text, error);
  return (
    <div id={id} role="alert" className={styles.error}>
      <p>
        {queryMessage(error)} <span className={styles.place}>At character {error.at + 1}.</span>
      </p>
      <pre aria-hidden="true">
        <span>{filter}</span>
        <b>{carets}</b>
      </pre>
    </div>
  );
}
