import { useState } from 'react';
import button from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import styles from './detail.module.css';

/** The flow's line byte for byte, read again from its file. */
export function RawLine({
  line,
  row,
  file,
}: {
  readonly line: Uint8Array;
  readonly row: number;
  readonly file: string;
}) {
  const [copied, setCopied] = useState('');
  const text = new TextDecoder().decode(line);
  return (
    <section>
      <h3>
        Raw line{' '}
        <span>
          row {formatCount(row)} of {file}
        </span>
      </h3>
      <pre className={styles.raw}>{text}</pre>
      <button
        type="button"
        className={button.button}
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setCopied('Copied.'),
            () => setCopied('The browser did not allow it: select the line and copy it by hand.'),
          )
        }
      >
        Copy line
      </button>
      <span role="status" aria-label="Copy" className={styles.dim}>
        {copied}
      </span>
    </section>
  );
}
