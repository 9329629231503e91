import { explainSuspicion } from '../../words/note-words.ts';
import type { FlowCell, FlowDetail, Predicate, Run } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { SidePanel } from '../panel/side-panel.tsx';
import { formatCount, formatField } from '../parts/format.ts';
import { hasMultiples, plainScore, type ScoreScale, sayPlace, sayScore } from '../parts/score-words.ts';
import { shown } from '../parts/shown.ts';
import { Value } from '../parts/value.tsx';
import { Contributions } from './contributions.tsx';
import styles from './detail.module.css';
import { Fields } from './fields.tsx';
import { hostOfFlow } from './host-of-flow.ts';
import type { KnownFlow } from './known-flow.ts';
import { RawLine } from './raw-line.tsx';
import { Reasons } from './reasons.tsx';
import { RelatedFlows } from './related-flows.tsx';
import { sameValue } from './same-value.ts';
import { StateAndHistory } from './state-and-history.tsx';
import { SuppressFlow } from './suppress-flow.tsx';
import type { FlowState } from './use-flow.ts';
import { explainFlow, explainNone } from './why.ts';

/** Maximum characters of a host or port in the line below the heading. */
const MOST_CHARACTERS = 100;

export interface FlowPanelProps {
  readonly run: Run;
  readonly scale: ScoreScale;
  readonly flow: number;
  /** Details from the engine. */
  readonly state: FlowState;
  /** Values from the table row, null if the user did not come from a row. */
  readonly known: KnownFlow | null;
  /** Whether the user stepped to the flow by keys: the focus then stays in the list. */
  readonly isStepped: boolean;
  readonly onClose: () => void;
  readonly onShowRelated: (where: readonly Predicate[], label: string) => void;
}

/** One flow: why it is anomalous, its fields, and related flows. */
export function FlowPanel(props: FlowPanelProps) {
  const { run, scale, flow, known, state, isStepped, onShowRelated } = props;
  const rank = state.phase === 'ready' ? state.flow.rank : (known?.rank ?? null);
  const channel = state.phase === 'ready' ? <Channel cells={state.flow.cells} /> : known?.channel;
  return (
    <SidePanel
      name="Flow"
      title={rank === null ? 'Flow' : `Rank ${formatCount(rank)}`}
      note={rank === null ? '' : `of ${formatCount(run.flows)}`}
      subtitle={channel}
      detailKey={String(flow)}
      state={askedOf(state)}
      keepsFocus={isStepped}
      onClose={props.onClose}
    >
      {(detail) => <Flow flow={detail} run={run} scale={scale} onShowRelated={onShowRelated} />}
    </SidePanel>
  );
}

function askedOf(state: FlowState) {
  if (state.phase === 'ready') return { phase: 'ready', answer: state.flow } as const;
  return state.phase === 'failed' ? state : ({ phase: 'working' } as const);
}

/** `10.0.0.1 → 10.0.0.2:53/udp`, each value with its menu. */
function Channel({ cells }: { readonly cells: readonly FlowCell[] }) {
  const part = (name: 'id.orig_h' | 'id.resp_h' | 'id.resp_p' | 'proto') => {
    const cell = cells.find((one) => one.name === name && !one.unset);
    if (cell === undefined) return '?';
    const text = name === 'id.orig_h' || name === 'id.resp_h' ? hostOfFlow(cells, name) : cell.text;
    return (
      <Value name={name} text={cell.text} predicate={sameValue(cell)}>
        {shown(text ?? '?', MOST_CHARACTERS)}
      </Value>
    );
  };
  return (
    <>
      {part('id.orig_h')} → {part('id.resp_h')}:{part('id.resp_p')}/{part('proto')}
    </>
  );
}

function Flow({
  flow,
  run,
  scale,
  onShowRelated,
}: {
  readonly flow: FlowDetail;
  readonly run: Run;
  readonly scale: ScoreScale;
  readonly onShowRelated: (where: readonly Predicate[], label: string) => void;
}) {
  const { detection, modelThreshold, threshold } = scale;
  const { score, contributions, terms, reasons, sum, cells } = flow;
  const text = (name: string) => cells.find((cell) => cell.name === name && !cell.unset)?.text ?? '?';
  const say = (feature: string, value: number) =>
    formatField(value, run.fields.find(({ name }) => name === feature) ?? { type: '', unit: '' });
  const sentences =
    flow.kind === 'reasons'
      ? reasons.slice(0, 3).map(({ sentence }) => sentence)
      : explainFlow(contributions, score, say);
  const isAnomaly = score > threshold;
  // Multiples refer to the model's threshold, as in the table.
  const isOfThreshold = hasMultiples(detection, modelThreshold);
  const said = sayScore(score, flow.rank, scale);
  return (
    <>
      <p>
        {isAnomaly ? <b className={styles.anomaly}>▲ {said}</b> : <b>{said}</b>}
        {isOfThreshold && ' threshold'}
        {flow.rank === 1 ? ', the highest of the log' : isOfThreshold && `, ${sayPlace(score, flow.rank, scale)}`}
        {' · score '}
        <span title={String(score)}>{plainScore(score, threshold)}</span>
        {`, threshold ${plainScore(threshold)} · by ${resultName(run, detection)}`}
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
      <SuppressFlow cells={cells} />
      {flow.kind === 'reasons' ? (
        reasons.length > 0 && (
          <Reasons reasons={reasons} sum={sum} from={detection.baseline === null ? 'this log' : 'the baseline'} />
        )
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
