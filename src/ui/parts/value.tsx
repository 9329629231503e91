import type { ReactNode } from 'react';
import styles from './value-menu.module.css';
import { type MenuValue, useValueMenu } from './value-menu.tsx';

/** A value outside a grid with the menu of grid cells, opened by a button or as a context menu. */
export function Value({ name, text, predicate, children }: MenuValue & { readonly children: ReactNode }) {
  const open = useValueMenu();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same by keyboard
    <span
      className={styles.holder}
      onContextMenu={(event) => {
        event.preventDefault();
        open({ name, text, predicate }, event.currentTarget);
      }}
    >
      {children}
      <ValueOpener name={name} text={text} predicate={predicate} />
    </span>
  );
}

/** The menu button of a value without its text. */
export function ValueOpener(value: MenuValue) {
  const open = useValueMenu();
  return (
    <button
      type="button"
      className={styles.opener}
      aria-haspopup="menu"
      aria-label={`Filter by ${value.name} ${value.text}`}
      title="Include, exclude or copy"
      onClick={(event) => open(value, event.currentTarget)}
    />
  );
}
