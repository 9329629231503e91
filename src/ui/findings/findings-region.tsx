import { useEffect, useId, useState } from 'react';
import type { Detection, Engine, Finding, Predicate, Run } from '../../worker/api.ts';
import { isReadLater, ReadFirst } from '../bar/read-first.tsx';
import type { CrossLinks } from '../cross-links.ts';
import { missingFrom } from '../missing-rows.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import { FindingItem } from './finding-item.tsx';
import { blindSpots } from './finding-words.ts';
import styles from './findings.module.css';
import { FindingsFace, NothingElse } from './findings-face.tsx';
import { type FindingsState, useFindings } from './use-findings.ts';

const FEW = 3;

/** What stands out in the log, one line for what an analyst would call one thing. Takes the same room while it is looked for. */
export function FindingsRegion({
  engine,
  run,
  detection,
  isReady,
  onShow,
  links,
  onDetector,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  /** Whether the run's first answer is on screen. */
  readonly isReady: boolean;
  readonly onShow: (where: readonly Predicate[], label: string) => void;
  readonly links: CrossLinks;
  readonly onDetector: (detector: string) => void;
}) {
  const heading = useId();
  const body = useId();
  const { state, look, cancel } = useFindings(engine, run, isReady);
  const [isOpen, setOpen] = useState(true);
  const [areAll, setAll] = useState(false);
  const [unfolded, setUnfolded] = useState<number | null>(null);
  const findings = state.phase === 'done' ? state.findings : null;
  const list = findings?.list ?? none;
  const { wantedFinding, onFindings } = links;
  useEffect(() => onFindings(list), [onFindings, list]);
  useEffect(() => {
    if (wantedFinding === null) return;
    setOpen(true);
    setAll(wantedFinding.place >= FEW);
    setUnfolded(wantedFinding.place);
  }, [wantedFinding]);
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
        <Outcome state={state} run={run} detection={detection} onDetector={onDetector} />
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
                onHost={links.showHost}
                wanted={wantedFinding?.place === at ? wantedFinding : null}
              />
            ))}
          </ol>
        ) : (
          <FindingsFace state={state} run={run} onLook={look} onCancel={cancel} />
        )}
        {findings !== null && list.length > 0 && list.length < FEW && (
          <NothingElse findings={findings} lost={missingFrom(run)} />
        )}
      </div>
    </section>
  );
}

const none: readonly Finding[] = [];

/** In a few words beside the heading, and which list comes next. */
function Outcome({
  state,
  run,
  detection,
  onDetector,
}: {
  readonly state: FindingsState;
  readonly run: Run;
  readonly detection: Detection;
  readonly onDetector: (detector: string) => void;
}) {
  if (state.phase !== 'done' || state.findings === null || state.findings.total === 0)
    return <span className={styles.space} />;
  const { total, list, missing } = state.findings;
  const first = list.length < total ? `, the ${formatCount(list.length)} strongest listed` : '';
  const isLater = isReadLater(run, detection);
  const lost = missingFrom(run);
  return (
    <div className={styles.outcome}>
      <p>
        {formatCount(total)} in {countOf(run.flows, 'flow')}
        {lost !== null && ` (${lost.summary})`}
        {first}, strongest first. Read these first, then the flows by {isLater ? 'Combined' : detection.label}
        {missing.length > 0 && <span className={styles.blind}>. {blindSpots(missing).join(' ')}</span>}
      </p>
      <ReadFirst run={run} detection={detection} label="Rank by Combined" onDetector={onDetector} />
    </div>
  );
}
