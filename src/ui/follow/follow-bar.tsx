import { lagOf, stallWords } from '../../words/live-words.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatBytes, formatCount } from '../parts/format.ts';
import type { Following, FollowStore } from '../workspace/following.ts';
import styles from './follow.module.css';
import { clockTime, explainFollowing } from './follow-words.ts';

/** The region of a followed log: its figures, what is wrong, and new flows above the threshold. */
export function FollowBar({ following, store }: { readonly following: Following; readonly store: FollowStore }) {
  const { name, kind, update, above, findings, isShowing, added } = following;
  const isBlocked = update?.blocked === 'permission';
  const isNew = above + findings > 0;
  return (
    <section
      className={styles.bar}
      aria-label="Following"
      data-stalled={update?.status.isStalled === true || isBlocked}
    >
      <p className={styles.text}>
        <b>Following {kind === 'file' ? name : `conn.log in ${name}`}</b>{' '}
        {update === null ? (
          <span className={styles.figures}>Fitting a model to what is there</span>
        ) : (
          <Figures update={update} />
        )}{' '}
        {added !== null && <span className={styles.added}>The added rows are marked.</span>}{' '}
        <span className={styles.words}>{update === null ? '' : explainFollowing(update, following.kind)}</span>
      </p>
      <div className={styles.actions}>
        {isBlocked ? (
          <button type="button" className={buttons.button} onClick={() => void store.allow()}>
            Allow again
          </button>
        ) : (
          <button
            type="button"
            className={buttons.button}
            aria-disabled={!isNew || isShowing}
            onClick={({ currentTarget }) => isNew && void showAndReturn(store, currentTarget)}
          >
            {isShowing
              ? 'Reading the new flows'
              : isNew
                ? `${newsOf(above, findings)}: show`
                : 'Nothing new above the threshold'}
          </button>
        )}
        <button type="button" className={buttons.link} aria-disabled={update?.model == null} onClick={store.refit}>
          Fit again
        </button>
        <button type="button" className={buttons.link} onClick={store.stop}>
          Stop following
        </button>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {isNew ? `${newsOf(above, findings)}.` : ''} {update?.status.isStalled === true ? stallWords.stalled : ''}
        {isBlocked ? 'The browser asks for permission to read the log again.' : ''}
      </p>
    </section>
  );
}

/** Shows the new flows. The progress of reading takes the focus, so that it is returned to the button. */
async function showAndReturn(store: FollowStore, button: HTMLButtonElement): Promise<void> {
  await store.show();
  requestAnimationFrame(() => button.focus({ preventScroll: true }));
}

/** `12 new above the threshold, 1 new finding`. */
function newsOf(above: number, findings: number): string {
  return [
    ...(above > 0 ? [`${formatCount(above)} new above the threshold`] : []),
    ...(findings > 0 ? [countOf(findings, 'new finding')] : []),
  ].join(', ');
}

/** The figures. Only those in `short` are shown where there is little room. */
function Figures({ update: { status, model } }: { readonly update: NonNullable<Following['update']> }) {
  const { position, size, lastRow, lag, perMinute, flows } = status;
  const all = [
    model === null ? 'waiting for 1,000 flows to fit a model' : `model of ${countOf(model.flows, 'flow')}`,
    countOf(flows, 'new flow'),
    position === size ? `last byte ${formatBytes(position)}` : `byte ${formatBytes(position)} of ${formatBytes(size)}`,
    lastRow === null ? 'no new row yet' : `last row ${clockTime(lastRow)}`,
    ...(lag === null ? [] : [lagOf(lag)]),
    `${formatCount(perMinute)} rows/min`,
  ];
  const short = model === null ? [all[0]] : [all[1], all[3]];
  return (
    <>
      <span className={`${styles.figures} ${styles.all}`}>{all.join(' · ')}</span>
      <span className={`${styles.figures} ${styles.short}`}>{short.join(' · ')}</span>
    </>
  );
}
