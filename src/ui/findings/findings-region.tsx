import { useId, useState } from 'react';
import type { Condition, Detection, Engine, Run } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import { FindingItem } from './finding-item.tsx';
import { blindSpots, costOf } from './finding-words.ts';
import styles from './findings.module.css';
import { type FindingsState, useFindings } from './use-findings.ts';

const FEW = 3;

/** What stands out in the log, one line for what an analyst would call one thing. Takes the same room while it is looked for. */
export function FindingsRegion({
  engine,
  run,
  detection,
  isReady,
  onShow,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  /** Whether the run's first answer is on screen. */
  readonly isReady: boolean;
  readonly onShow: (where: readonly Condition[], label: string) => void;
}) {
  const heading = useId();
  const body = useId();
  const { state, look, cancel } = useFindings(engine, run, isReady);
  const [isOpen, setOpen] = useState(true);
  const [areAll, setAll] = useState(false);
  const [unfolded, setUnfolded] = useState<number | null>(null);
  const list = state.phase === 'done' ? (state.findings?.list ?? []) : [];
  return (
    <section
      className={styles.region}
      aria-labelledby={heading}
      data-open={isOpen}
      data-all={areAll || unfolded !== null}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={body}
          aria-label={isOpen ? 'Hide findings' : 'Show findings'}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
        </button>
        <h2 id={heading}>Findings</h2>
        <Outcome state={state} />
        {isOpen && list.length > FEW && (
          <button type="button" className={buttons.link} aria-expanded={areAll} onClick={() => setAll(!areAll)}>
            {areAll ? `Show the first ${FEW}` : `Show all ${formatCount(list.length)}`}
          </button>
        )}
      </div>
      <div id={body} className={styles.body} hidden={!isOpen}>
        {list.length > 0 ? (
          <ol className={styles.list} aria-labelledby={heading}>
            {list.slice(0, areAll ? list.length : FEW).map((finding, at) => (
              <FindingItem
                key={JSON.stringify(finding.where)}
                engine={engine}
                detection={detection}
                finding={finding}
                isUnfolded={unfolded === at}
                onUnfold={() => setUnfolded(unfolded === at ? null : at)}
                onShow={onShow}
              />
            ))}
          </ol>
        ) : (
          <Face state={state} run={run} onLook={look} onCancel={cancel} />
        )}
      </div>
    </section>
  );
}

/** In a few words beside the heading. */
function Outcome({ state }: { readonly state: FindingsState }) {
  if (state.phase !== 'done' || state.findings === null || state.findings.total === 0)
    return <span className={styles.space} />;
  const { total, list, looked, missing } = state.findings;
  const first = list.length < total ? `, the ${formatCount(list.length)} strongest listed` : '';
  return (
    <p className={styles.outcome}>
      {formatCount(total)} in {formatCount(looked.flows)} flows{first}, strongest first, in decades of surprise
      {missing.length > 0 && <span className={styles.blind}> {blindSpots(missing).join(' ')}</span>}
    </p>
  );
}

/** What stands in the place of the list while there is none. */
function Face({
  state,
  run,
  onLook,
  onCancel,
}: {
  readonly state: FindingsState;
  readonly run: Run;
  readonly onLook: () => void;
  readonly onCancel: () => void;
}) {
  if (state.phase === 'working') {
    const percent = Math.floor(100 * state.share);
    return (
      <p className={styles.face}>
        <span>Looking for what belongs together</span>
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
          ? 'This log is larger than memory. Findings need all of its flows, so there are none here: open the logs of single hours, or give it more memory.'
          : 'Findings are about hosts and what they move: this log lacks fields for that.'}
      </p>
    );
  }
  if (state.phase === 'failed') {
    return (
      <p className={styles.face} role="alert">
        <span>{tellFailure(explainError(state.error))}</span>
        <button type="button" className={buttons.button} onClick={onLook}>
          Try again
        </button>
      </p>
    );
  }
  if (state.phase === 'idle') {
    return (
      <p className={styles.face}>
        <button type="button" className={buttons.button} onClick={onLook}>
          Look for what belongs together
        </button>
        <span>
          Scans, beacons, transfers and tunnels among {formatCount(run.flows)} flows: {costOf(run.flows)}.
        </span>
      </p>
    );
  }
  return <Nothing state={state} />;
}

function Nothing({ state }: { readonly state: Extract<FindingsState, { phase: 'done' }> }) {
  if (state.findings === null) return null;
  const { looked, missing } = state.findings;
  return (
    <p className={styles.face}>
      <span>
        <b>Nothing stands out</b> among {formatCount(looked.flows)} flows of {formatCount(looked.sources)} sources.
        Looked for: scans, floods, guessing, spreading from host to host, beacons, long connections, bulk transfers,
        tunnels in DNS and ping, bursts of DNS questions, rare services, odd volumes. {blindSpots(missing).join(' ')}
      </span>
    </p>
  );
}
