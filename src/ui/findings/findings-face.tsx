import { useState } from 'react';
import { blindSpots, costOf } from '../../words/finding-words.ts';
import type { Findings, Run } from '../../worker/api.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { explainMissingFindings, type Missing, missingFrom } from '../missing-rows.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import type { Search } from '../workspace/state.ts';
import styles from './findings.module.css';

/** The placeholder of the list without findings: progress, failure or an empty result. */
export function FindingsFace({
  state,
  run,
  isNarrowed,
  onLook,
  onCancel,
}: {
  readonly state: Search;
  readonly run: Run;
  /** Whether the view leaves out flows. */
  readonly isNarrowed: boolean;
  readonly onLook: () => void;
  readonly onCancel: () => void;
}) {
  if (state.phase === 'working' || state.phase === 'waiting') {
    const percent = state.phase === 'waiting' ? 0 : Math.floor(100 * state.share);
    return (
      <p className={styles.face}>
        <span>Searching for findings</span>
        <progress max={100} value={percent} aria-label="Findings" />
        <span>{percent} %</span>
        <button type="button" className={buttons.button} onClick={onCancel}>
          Stop
        </button>
      </p>
    );
  }
  if (state.phase === 'done' && state.findings === null) {
    return <p className={styles.face}>Findings need the fields of hosts and bytes, which this log lacks.</p>;
  }
  if (state.phase === 'failed') {
    return (
      <p className={styles.face} role="alert">
        <span>{tellFailure(state.failure)}</span>
        <button type="button" className={buttons.button} onClick={onLook}>
          Try again
        </button>
      </p>
    );
  }
  if (state.phase === 'stopped') {
    return (
      <p className={styles.face}>
        <button type="button" className={buttons.button} onClick={onLook}>
          Search for findings
        </button>
        <span>
          Scans, beacons, transfers and tunnels among {countOf(run.flows, 'flow')}: {costOf(run.flows)}.
        </span>
      </p>
    );
  }
  return <Nothing state={state} lost={missingFrom(run)} isNarrowed={isNarrowed} />;
}

function Nothing({
  state,
  lost,
  isNarrowed,
}: {
  readonly state: Extract<Search, { phase: 'done' }>;
  readonly lost: Missing | null;
  readonly isNarrowed: boolean;
}) {
  if (state.findings === null) return null;
  const [first, rest] = conclude(state.findings, lost, isNarrowed, 'Nothing stands out', 'None was found');
  return (
    <p className={styles.face}>
      <span>
        <b>{first}</b> {rest.join(' ')} {blindSpots(state.findings.missing).join(' ')}
      </span>
    </p>
  );
}

/**
 * The conclusion below the list in one line. What was searched for opens under it. The search covers the whole log,
 * whatever is in view.
 */
export function NothingElse({
  findings,
  lost,
  isNarrowed,
}: {
  readonly findings: Findings;
  readonly lost: Missing | null;
  readonly isNarrowed: boolean;
}) {
  const [first, [among, looked]] = conclude(
    findings,
    lost,
    isNarrowed,
    'Nothing else stands out',
    'No others were found',
  );
  const [hasRoom] = useState(() => matchMedia('(min-width: 1600px) and (min-height: 880px)').matches);
  return (
    <details className={styles.rest} open={hasRoom}>
      <summary>
        <b>{first}</b> {among}
      </summary>{' '}
      {looked}
    </details>
  );
}

/** The conclusion about flows without a finding. It covers all rows only if no row is missing. */
function conclude(
  findings: Findings,
  lost: Missing | null,
  isNarrowed: boolean,
  nothing: string,
  none: string,
): [string, Searched] {
  const [among, looked] = searched(findings, isNarrowed);
  if (lost === null) return [nothing, [among, looked]];
  if (lost.isMuch) return [explainMissingFindings(lost), [`${none} ${among}`, looked]];
  return [`${nothing} in the rows that were read (${lost.summary})`, [among, looked]];
}

/** The flows that were searched, and what was searched for. */
type Searched = readonly [among: string, looked: string];

function searched({ looked: { flows, sources } }: Findings, isNarrowed: boolean): Searched {
  const hosts = `${countOf(sources, 'source')}${isNarrowed ? ' in the whole log' : ''}`;
  return [
    `among ${countOf(flows, 'flow')} of ${hosts}.`,
    'Searched for: scans, floods, guessing, amplification, callbacks after requests, spreading from host to host, beacons, long connections, bulk transfers, tunnels in DNS and ping, bursts of DNS questions, names that do not exist, rare services, odd volumes.',
  ];
}
