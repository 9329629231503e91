import { Fragment } from 'react';
import { CopyButton } from '../parts/copy-button.tsx';
import { formatCount } from '../parts/format.ts';
import { withMarks } from '../parts/shown.ts';
import styles from './detail.module.css';

/** Characters of a line that are drawn; "Copy line" has them all. */
const MOST = 20_000;
/** Characters of one piece of it: short enough to be drawn whole, whatever is in it. */
const PIECE = 200;

/** The flow's line as it stands in its file, read again from there. */
export function RawLine({
  line,
  row,
  file,
}: {
  readonly line: Uint8Array;
  readonly row: number;
  readonly file: string;
}) {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
  const drawn = text.slice(0, MOST);
  const cells = drawn.split('\t');
  return (
    <section>
      <h3>
        Raw line{' '}
        <span>
          row {formatCount(row)} of {file}
        </span>
      </h3>
      <pre className={styles.raw}>
        {cells.map((cell, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's cells have no other name
          <Fragment key={place}>
            {place > 0 && (
              <span className={styles.tab} data-tab>
                {'\t'}
              </span>
            )}
            {piecesOf(cell)}
          </Fragment>
        ))}
        {drawn.length < text.length && ' …'}
      </pre>
      {drawn.length < text.length && (
        <p className={styles.dim}>
          The first {formatCount(MOST)} of {formatCount(text.length)} characters. “Copy line” copies all of them.
        </p>
      )}
      {cells.some((cell) => withMarks(cell) !== cell) && (
        <p className={styles.dim}>
          A mark such as ‹U+202E› stands for a character that cannot be seen. “Copy line” copies the character itself.
        </p>
      )}
      {!isUtf8(line) && <p className={styles.dim}>Bytes that are not UTF-8 are shown and copied as �.</p>}
      <CopyButton text={text} label="Copy line" />
    </section>
  );
}

/** The text in pieces; a pair of surrogates stays together. */
function piecesOf(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${PIECE}}`, 'gu')) ?? [];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
