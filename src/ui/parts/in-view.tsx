import { countOf, formatCount, wordFor } from './format.ts';
import styles from './in-view.module.css';

/**
 * Flows in view, and how many the whole log has where these are more: `12 of 254`. With `isNamed`, the word follows:
 * `1 flow`, `12 of 254 flows`.
 */
export function InView({
  flows,
  all,
  isNamed = false,
}: {
  readonly flows: number;
  readonly all: number;
  readonly isNamed?: boolean;
}) {
  return (
    <span title={`${formatCount(flows)} in view of ${formatCount(all)} in the whole log`}>
      {formatCount(flows)}
      {flows < all && <span className={styles.all}> of {formatCount(all)}</span>}
      {isNamed && ` ${wordFor(Math.max(flows, all), 'flow')}`}
    </span>
  );
}

/** The same in words: `12 flows in view of 254`; `254 flows` if all of them are in view. */
export function inViewWords(flows: number, all: number): string {
  return flows < all ? `${countOf(flows, 'flow')} in view of ${formatCount(all)}` : countOf(flows, 'flow');
}
