import { Fragment, useState } from 'react';
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
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);

  async function copy(): Promise<void> {
    try {
      // There is no clipboard at all on a page served over plain http.
      await navigator.clipboard.writeText(text);
      setCopied('Copied.');
    } catch {
      setCopied('The browser did not allow it: select the line and copy it by hand.');
    }
  }

  return (
    <section>
      <h3>
        Raw line{' '}
        <span>
          row {formatCount(row)} of {file}
        </span>
      </h3>
      <pre className={styles.raw}>
        {text.split('\t').map((cell, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's cells have no other name
          <Fragment key={place}>
            {place > 0 && <span className={styles.tab}>{'\t'}</span>}
            {cell}
          </Fragment>
        ))}
      </pre>
      {!isUtf8(line) && <p className={styles.dim}>Bytes that are not UTF-8 show as �, and are copied so.</p>}
      <button type="button" className={button.button} onClick={copy}>
        Copy line
      </button>{' '}
      <span role="status" aria-label="Copy" className={styles.dim}>
        {copied}
      </span>
    </section>
  );
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
