import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Detection, FlowDetail, Predicate, Run } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { resultName } from '../model/changed-settings.ts';
import { explainSuspicion } from '../note-words.ts';
import button from '../parts/button.module.css';
import { formatCount, formatField, formatScore, formatShare } from '../parts/format.ts';
import { shown } from '../parts/shown.ts';
import { Contributions } from './contributions.tsx';
import styles from './detail.module.css';
import { Fields } from './fields.tsx';
import { hostOfFlow } from './host-of-flow.ts';
import { channelName, type KnownFlow } from './known-flow.ts';
import { RawLine } from './raw-line.tsx';
import { Reasons } from './reasons.tsx';
import { RelatedFlows } from './related-flows.tsx';
import { StateAndHistory } from './state-and-history.tsx';
import type { FlowState } from './use-flow.ts';
import { explainFlow, explainNone } from './why.ts';

/** Where the panel lies over the table, as detail.module.css has it. */
const OVERLAY = '(max-width: 1099px)';

/** Characters of a host or port in the line under the heading. */
const MOST_CHARACTERS = 100;

export interface FlowPanelProps {
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
  readonly flow: number;
  /** What the engine says of it. */
  readonly state: FlowState;
  /** What the table says of it, null when the user did not come from its row. */
  readonly known: KnownFlow | null;
  /** Place of the row that a key has moved to and whose flow is not known yet, null when there is none. */
  readonly awaitedPlace: number | null;
  /** Whether the user came to it row by row: the focus then stays where the keys are. */
  readonly isStepped: boolean;
  readonly onClose: () => void;
  readonly onShowRelated: (where: readonly Predicate[], label: string, isKeeping: boolean) => void;
}

/** One flow: why it is odd, what it was, and what goes with it. */
export function FlowPanel(props: FlowPanelProps) {
  const { run, detection, threshold, flow, known, awaitedPlace, isStepped, onClose, onShowRelated } = props;
  const state: FlowState = awaitedPlace === null ? props.state : { phase: 'loading' };
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes to the heading for every flow
  useEffect(() => {
    if (!isStepped) heading.current?.focus({ preventScroll: true });
    panel.current?.scrollTo({ top: 0 });
  }, [flow]);
  useEscape(panel, onClose);
  const rank = state.phase === 'ready' ? state.flow.rank : (known?.rank ?? null);

  return (
    <aside ref={panel} className={styles.panel} aria-label="Flow" aria-busy={state.phase === 'loading'}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {awaitedPlace !== null && `Line ${formatCount(awaitedPlace + 1)}`}
          {awaitedPlace === null && rank !== null && (
            <>
              Rank {formatCount(rank)} <span>of {formatCount(run.flows)}</span>
            </>
          )}
          {awaitedPlace === null && rank === null && 'Flow'}
        </h2>
        <button type="button" className={button.icon} aria-label="Close" title="Close (Esc)" onClick={onClose}>
          ×
        </button>
      </div>
      {state.phase === 'loading' && <Loading known={awaitedPlace === null ? known : null} />}
      {state.phase === 'failed' && <p role="alert">{tellFailure(explainError(state.error))}</p>}
      {state.phase === 'ready' && (
        <Flow
          flow={state.flow}
          run={run}
          detection={detection}
          threshold={threshold}
          onShowRelated={(where, label) => onShowRelated(where, label, !matchMedia(OVERLAY).matches)}
        />
      )}
    </aside>
  );
}

/** In the place of the details, with what the row says: never those of another flow. */
function Loading({ known }: { readonly known: KnownFlow | null }) {
  return (
    <>
      {known !== null && <p className={styles.channel}>{known.channel}</p>}
      <p className={styles.loading}>Loading this flow …</p>
    </>
  );
}

function Flow({
  flow,
  run,
  detection,
  threshold,
  onShowRelated,
}: {
  readonly flow: FlowDetail;
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
  readonly onShowRelated: (where: readonly Predicate[], label: string) => void;
}) {
  const { score, contributions, terms, reasons, cells } = flow;
  const text = (name: string) => cells.find((cell) => cell.name === name && !cell.unset)?.text ?? '?';
  const brief = (part: string | null) => (part === null ? null : shown(part, MOST_CHARACTERS));
  const say = (feature: string, value: number) =>
    formatField(value, run.fields.find(({ name }) => name === feature) ?? { type: '', unit: '' });
  const sentences =
    flow.kind === 'reasons'
      ? reasons.slice(0, 3).map(({ sentence }) => sentence)
      : explainFlow(contributions, score, say);
  const isAnomaly = score > threshold;
  return (
    <>
      <p className={styles.channel}>
        {channelName(
          [hostOfFlow(cells, 'id.orig_h'), hostOfFlow(cells, 'id.resp_h'), text('id.resp_p'), text('proto')].map(brief),
        )}
      </p>
      <p>
        {isAnomaly ? <b className={styles.anomaly}>▲ Anomaly</b> : 'Not an anomaly'} by {resultName(run, detection)}:
        score <b title={String(score)}>{formatScore(score)}</b>, threshold {formatScore(threshold)},{' '}
        {flow.rank === 1
          ? 'the highest of all'
          : `higher than ${formatShare((run.flows - flow.rank) / run.flows)} of flows`}
      </p>
      {flow.suspicions.map((kind) => (
        <p key={kind} className={styles.suspect}>
          <span aria-hidden="true">⚠ </span>
          {explainSuspicion(kind)}.
        </p>
      ))}
      <ul className={styles.why}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {sentences.length === 0 && <li>{explainNone(flow.kind, detection)}</li>}
      </ul>
      {flow.kind === 'reasons' ? (
        reasons.length > 0 && <Reasons reasons={reasons} />
      ) : (
        <Contributions
          kind={flow.kind}
          contributions={contributions}
          terms={terms}
          score={score}
          say={say}
          detection={detection}
        />
      )}
      <StateAndHistory state={text('conn_state')} history={text('history')} proto={text('proto')} />
      <RelatedFlows related={flow.related} cells={cells} onShow={onShowRelated} />
      <Fields cells={cells} fields={run.fields} />
      <RawLine key={flow.flow} line={flow.line} row={flow.row} file={run.files[flow.file].path} />
    </>
  );
}

/** Esc closes the panel, unless something above it, such as a menu, takes the key. */
function useEscape(panel: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  // As soon as the panel is there: an effect comes after it was painted, and Esc may come before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isHidden = panel.current?.getClientRects().length === 0; // in a tab that is not in sight
      if (event.key !== 'Escape' || event.defaultPrevented || isHidden) return;
      if (document.querySelector(':popover-open, dialog[open]') === null) close.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [panel]);
}
