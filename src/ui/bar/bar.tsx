import type { ReactNode } from 'react';
import { KeyboardHelp } from '../keyboard-help/keyboard-help.tsx';
import styles from './bar.module.css';
import { ThemeButton } from './theme-button.tsx';

/** The page's head, the same height in every state; `children` are what an open log adds to it. */
export function Bar({ children }: { readonly children?: ReactNode }) {
  return (
    <div className={styles.bar}>
      <h1 className={styles.logo}>
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M3 17c3 0 3-4 6-4s3 4 6 4 3-4 6-4M3 12c3 0 3-4 6-4" className={styles.wave} />
          <circle cx="15.5" cy="6.5" r="2.6" className={styles.odd} />
        </svg>
        Oddflow
      </h1>
      {children}
      <div className={styles.icons}>
        <ThemeButton />
        <KeyboardHelp />
      </div>
    </div>
  );
}
