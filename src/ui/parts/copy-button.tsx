import { useState } from 'react';
import button from './button.module.css';
import { copyText } from './copy-text.ts';

/** Copies a text of any length, with every character that is in it, and says whether it did. */
export function CopyButton({
  text,
  label,
  name = label,
}: {
  readonly text: string;
  readonly label: string;
  /** What a screen reader calls it. */
  readonly name?: string;
}) {
  const [outcome, setOutcome] = useState('');
  const copy = async () =>
    setOutcome((await copyText(text)) ? 'Copied.' : 'The browser did not allow copying. Export the flow instead.');
  return (
    <>
      <button type="button" className={button.button} aria-label={name} onClick={copy}>
        {label}
      </button>{' '}
      <span role="status" aria-label="Copy" className={button.outcome}>
        {outcome}
      </span>
    </>
  );
}
