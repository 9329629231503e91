import styles from './icon.module.css';

/** Paths in a 16 by 16 box. */
const paths = {
  down: 'm3 6 5 5 5-5',
  up: 'm3 10 5-5 5 5',
  left: 'm10 3-5 5 5 5',
  search: 'M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0m8 3.5 4 4',
  menu: 'M3 8h.01M8 8h.01M13 8h.01',
  close: 'm4 4 8 8m0-8-8 8',
  undo: 'M6 3 3 6l3 3M3 6h7a3 3 0 0 1 0 6H6',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  group: 'M2 4.5h8M5 8h9M5 11.5h9',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
} as const;

/** A small icon beside words, or in a button with an accessible name. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.icon} data-dots={name === 'menu'} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
