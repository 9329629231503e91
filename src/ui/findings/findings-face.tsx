import type { Findings, Run } from '../../worker/api.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { explainMissingFindings, type Missing, missingFrom } from '../missing-rows.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import type { Search } from '../workspace/state.ts';
import { blindSpots, costOf } from './finding-words.ts';
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
  if (run.larger !== null || (state.phase === 'done' && state.findings === null)) {
    return (
      <p className={styles.face}>
        {run.larger !== null
          ? 'This log is larger than memory. Findings need all of its flows in memory. Open the logs of single hours, or raise the memory limit.'
          : 'Findings need the fields of hosts and bytes, which this log lacks.'}
      </p>
    );
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
        <b>{first}</b> {rest} {blindSpots(state.findings.missing).join(' ')}
      </span>
    </p>
  );
}

/** What else was searched for, below a short list. The search covers the whole log, whatever is in view. */
export function NothingElse({
  findings,
  lost,
  isNarrowed,
}: {
  readonly findings: Findings;
  readonly lost: Missing | null;
  readonly isNarrowed: boolean;
}) {
  const [first, rest] = conclude(findings, lost, isNarrowed, 'Nothing else stands out', 'No others were found');
  return (
    <p className={styles.rest} title={rest}>
      <b>{first}</b> {rest}
    </p>
  );
}

/** The conclusion about flows without a finding. It covers all rows only if no row is missing. */
function conclude(
  findings: Findings,
  lost: Missing | null,
  isNarrowed: boolean,
  nothing: string,
  none: string,
): [string, string] {
  const where = searched(findings, isNarrowed);
  if (lost === null) return [nothing, where];
  if (lost.isMuch) return [explainMissingFindings(lost), `${none} ${where}`];
  return [`${nothing} in the rows that were read (${lost.summary})`, where];
}

function searched({ looked: { flows, sources } }: Findings, isNarrowed: boolean): string {
  const hosts = `${countOf(sources, 'source')}${isNarrowed ? ' in the whole log' : ''}`;
  return `among ${countOf(flows, 'flow')} of ${hosts}. Looked for: scans, floods, guessing, spreading from host to host, beacons, long connections, bulk transfers, tunnels in DNS and ping, bursts of DNS questions, rare services, odd volumes.`;
}
