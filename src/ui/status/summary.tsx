import type { ReactNode } from 'react';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { isFinal, type Result, resultOf, type State, tabIn } from '../workspace/state.ts';
import { flaggedWords } from './flagged-words.ts';
import styles from './status.module.css';

/**
 * The outcome in words, and in `data-*` attributes for tests and scripts: of the whole run, and in `data-selected*` of
 * the selected flows. Screen readers do not announce it; `Announcement` announces changes.
 */
export function Summary({ state }: { readonly state: State }) {
  const result = resultOf(state);
  const facts = result === null ? {} : factsOf(result);
  const phase = state.phase === 'ready' && !isFinal(state) ? 'loading' : state.phase;
  return (
    <div
      role="status"
      aria-live="off"
      aria-label="Summary"
      className={state.phase === 'ready' ? styles.summary : 'visually-hidden'}
      data-state={phase}
      {...facts}
    >
      {describe(state)}
    </div>
  );
}

function factsOf({ run, shown }: Result) {
  return {
    'data-flows': run.flows,
    'data-anomalies': shown.run.anomalies,
    'data-threshold': String(shown.threshold),
    'data-skipped': run.skipped,
    'data-context': run.context,
    'data-files': run.files.length,
    'data-detector': shown.detection.label,
    'data-selected': shown.selected.flows,
    'data-selected-anomalies': shown.selected.anomalies,
    'data-suppressed': shown.suppressed,
  };
}

function describe(state: State): ReactNode {
  switch (state.phase) {
    case 'empty':
      return 'No log open';
    case 'loading':
      return `${state.progress.phase} ${state.name}`;
    case 'failed':
      return 'No log open: the last one failed';
    case 'ready': {
      const { search } = state;
      const isOfFindings = tabIn(state) === 'findings' && search.phase === 'done' && search.findings !== null;
      return <Outcome result={state.result} findings={isOfFindings ? (search.findings?.total ?? 0) : null} />;
    }
  }
}

/** The outcome of the result on screen, also while another is being computed. */
function Outcome({
  result: { run, shown },
  findings,
}: {
  readonly result: Result;
  /** The findings of the whole log, null while they are not shown. Under a filter the tab counts those in view. */
  readonly findings: number | null;
}) {
  const { selected, suppressed, filtered } = shown;
  const missing = missingFrom(run);
  const isAll = suppressed + filtered === 0;
  return (
    <>
      {findings !== null && isAll && (
        <>
          <b>{countOf(findings, 'finding')}</b> in{' '}
        </>
      )}
      {isAll ? <b>{countOf(run.flows, 'flow')}</b> : <Share of={selected.flows} all={run.flows} />}
      {' · '}
      <b>{formatCount(selected.anomalies)}</b> above the threshold ({flaggedWords(shown)}){' · '}
      {isAll ? 'nothing hidden' : hiddenWords(filtered, suppressed)}
      {' · '}
      {missing === null ? `${countOf(run.skipped, 'line')} skipped` : missing.summary}
    </>
  );
}

function Share({ of, all }: { readonly of: number; readonly all: number }) {
  return (
    <>
      <b>{formatCount(of)}</b> of {countOf(all, 'flow')}
    </>
  );
}

/** `hidden: 16,588 by filters, 1,090 suppressed`. */
function hiddenWords(filtered: number, suppressed: number): string {
  const parts = [
    ...(filtered > 0 ? [`${formatCount(filtered)} by filters`] : []),
    ...(suppressed > 0 ? [`${formatCount(suppressed)} suppressed`] : []),
  ];
  return `hidden: ${parts.join(', ')}`;
}
