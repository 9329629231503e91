import { countOf, formatCount } from '../parts/format.ts';
import { resultOf, type State } from '../workspace/state.ts';

/** Announces changes of the selection to screen readers: `2,284 of 19,962 flows. 82 above the threshold.` */
export function Announcement({ state }: { readonly state: State }) {
  return (
    <p className="visually-hidden" aria-live="polite">
      {announce(state)}
    </p>
  );
}

/** The announced text. It is equal while counts are equal: only a changed text is announced. */
export function announce(state: State): string {
  const result = resultOf(state);
  if (state.phase === 'loading') return `${state.progress.phase} ${state.name}`;
  if (state.phase === 'failed') return 'No log open: the last one failed';
  if (state.phase !== 'ready' || result === null) return 'No log open';
  const { selected, suppressed, filtered } = result.shown;
  const { flows } = result.run;
  const above = `${formatCount(selected.anomalies)} above the threshold.`;
  if (suppressed + filtered > 0) return `${formatCount(selected.flows)} of ${countOf(flows, 'flow')}. ${above}`;
  const { search } = state;
  const found = search.phase === 'done' ? (search.findings?.total ?? null) : null;
  return `${countOf(flows, 'flow')}. ${above}${found === null ? '' : ` ${countOf(found, 'finding')}.`}`;
}
