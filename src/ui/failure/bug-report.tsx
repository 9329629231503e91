import { useState } from 'react';
import buttons from '../parts/button.module.css';
import { copyText } from '../parts/copy-text.ts';
import { Lines } from '../parts/lines.tsx';
import type { Bug } from '../workspace/state.ts';
import styles from './failure.module.css';

/** An error of the page itself, with a report to copy. */
export function BugReport({ bug }: { readonly bug: Bug }) {
  const [copied, setCopied] = useState(false);
  const copy = () => copyText(bug.report).then(setCopied);
  return (
    <>
      <h2>Something broke in the page</h2>
      <p>
        This is a fault of Oddflow, not of your log. Nothing was sent. To have it fixed, copy the report below into an
        issue. First check that it says nothing you want to keep private. Opening the log again may help.
      </p>
      <pre className={styles.report}>
        <Lines lines={bug.report.split('\n')} />
      </pre>
      <button type="button" className={buttons.button} onClick={copy}>
        {copied ? 'Copied' : 'Copy the report'}
      </button>
    </>
  );
}
