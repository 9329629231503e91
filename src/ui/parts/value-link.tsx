import type { ReactNode } from 'react';
import buttons from './button.module.css';

/** A value of a panel that opens its host, channel or finding. Its text is printed. Other buttons are not. */
export function ValueLink({
  children,
  ...button
}: {
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={buttons.link} data-printed {...button}>
      {children}
    </button>
  );
}
