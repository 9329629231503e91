import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { LogError } from '../../core/errors.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Detection, Engine, Run, View } from '../../worker/api.ts';
import { keyOfView } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';
import { channelFields, type KnownFlow } from '../detail/known-flow.ts';
import { type ColumnLayout, visibleColumns } from '../grid/column-layout.ts';
import { ColumnsMenu } from '../grid/columns-menu.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import { useRowHeight } from '../grid/use-row-height.ts';
import { explainSuspicion } from '../note-words.ts';
import { cardFields, flowCard } from './flow-card.tsx';
import { flowColumns } from './flow-columns.tsx';
import { knownIn, type ListedFlow, withFields } from './listed-flow.ts';
import type { ScoreScale } from './score-words.ts';
import { Strip } from './strip.tsx';

/** From this width of the window on the raw score stands beside its words. */
const WIDE = '(min-width: 1600px)';

export interface FlowsTableProps {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly view: View;
  readonly threshold: number;
  readonly contamination: number;
  /** Whether the user moved the threshold away from that of the model. */
  readonly isMoved: boolean;
  /** Lines in the view, and its flows above the threshold. */
  readonly total: number;
  readonly anomaliesInView: number;
  /** The flow in the drill-down. */
  readonly selected: number | null;
  /** Flows that the noise presets keep out of the view. */
  readonly hidden: number;
  /** Flows in the view, also when identical ones are one line of `total`. */
  readonly flows: number;
  /** Whether the list is in sight. */
  readonly isShown: boolean;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  /** Makes the flows of a finding lines of their own, or one line again. */
  readonly onToggleFinding: (id: string) => void;
  readonly onGroup: (identical: boolean) => void;
  readonly onSort: (sort: View['sort']) => void;
  /** A step comes by a key from the flow before or after, while that is open. */
  readonly onOpen: (flow: KnownFlow, isStep: boolean) => void;
  /** The first rows of a detection are on screen. */
  readonly onReady: () => void;
  readonly onError: (error: unknown) => void;
}

/** All flows of a view in its order. */
export function FlowsTable(props: FlowsTableProps) {
  const { engine, run, detection, view, threshold, selected, layout, onLayout, onOpen, onError } = props;
  const { opened = none } = view;
  const { onToggleFinding } = props;
  const isGrouped = view.identical === true || (view.group ?? 'none') !== 'none';
  const isWide = useSyncExternalStore(onWidth, () => matchMedia(WIDE).matches);
  const scale = useScale(props);
  const columns = useMemo(
    () => flowColumns(run, scale, threshold, isGrouped, isWide, { opened, onToggle: onToggleFinding }),
    [run, scale, threshold, isGrouped, isWide, opened, onToggleFinding],
  );
  const card = useMemo(() => flowCard(scale, threshold), [scale, threshold]);
  const { isNarrow } = useRowHeight('plain');
  const shown = isNarrow ? cardFields : visibleColumns(columns, layout).map(({ id }) => id);
  const fields = fieldsOf(run, detection, shown);
  const onDrawn = useDrawn(detection, props.onReady);
  const keptKey = useMemo(() => keyOfAll(view.where), [view]);
  return (
    <DataGrid
      name="Flows"
      ask={async (start, end, signal) => {
        const window = await engine.rows(view, start, end, fields, signal);
        if (window.problem !== null) onError(new LogError(window.problem.code, window.problem.detail));
        return withFields(window, fields);
      }}
      listKey={`${run.id} ${keyOfView(view)}`}
      keptKey={keptKey}
      cellsKey={fields.join(' ')}
      isShown={props.isShown}
      total={props.total}
      columns={() => columns}
      card={card}
      layout={layout}
      onLayout={onLayout}
      sort={view.sort}
      onSort={props.onSort}
      selected={selected}
      idOf={({ flow }) => flow}
      placeOf={(flow) => engine.place(view, Number(flow))}
      titleOf={titleOf}
      head={() => (
        <Strip {...props} identical={isGrouped}>
          <ColumnsMenu columns={columns} layout={layout} onLayout={onLayout} />
        </Strip>
      )}
      none={
        props.hidden > 0
          ? 'Every flow here is hidden as noise. Turn presets off under Noise to see them.'
          : 'No flow meets these conditions.'
      }
      onOpen={(row, isStep) => {
        if (!isStep || selected !== null) onOpen(knownIn(row), isStep);
      }}
      onDrawn={onDrawn}
      onUnfold={(row, isOpening) => unfold(props, row, isOpening)}
    />
  );
}

const none: readonly string[] = [];

/** Opens the line of a finding, or folds it again; whether there was something to do. */
function unfold({ view, onToggleFinding }: FlowsTableProps, row: ListedFlow, isOpening: boolean): boolean {
  if (row.finding === null || (view.opened?.includes(row.finding) ?? false) === isOpening) return false;
  if (isOpening && row.identical < 2) return false;
  onToggleFinding(row.finding);
  return true;
}

/** The threshold of the model is known unless the line was moved; then the engine is asked. */
function useScale({ engine, run, detection, threshold, contamination, isMoved }: FlowsTableProps): ScoreScale {
  const { detector } = detection;
  const asked = useAsk(isMoved ? JSON.stringify([run.id, detector, contamination]) : null, () =>
    engine.threshold(detector, contamination),
  );
  const modelThreshold = !isMoved ? threshold : asked.phase === 'ready' ? asked.answer : Number.NaN;
  return useMemo(() => ({ detection, modelThreshold, flows: run.flows }), [detection, modelThreshold, run.flows]);
}

/** Fields to ask for: those of the columns shown, and those that name the channel of a flow. */
function fieldsOf(run: Run, { columns }: Detection, shown: readonly string[]): readonly string[] {
  const known = new Set([...run.fields, ...columns].map(({ name }) => name));
  const named = channelFields.filter(({ field }) => known.has(field)).map(({ asked }) => asked);
  return [...new Set([...shown.filter((name) => known.has(name)), ...named])];
}

/** Calls `onReady` when rows of a detection have been drawn, which is the second frame after they came. */
function useDrawn(detection: Detection, onReady: () => void): () => void {
  const ready = useRef(onReady);
  ready.current = onReady;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another detection is drawn anew
  return useCallback(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => ready.current()));
  }, [detection]);
}

function titleOf({ suspicions }: ListedFlow): string | undefined {
  return suspicions.length === 0 ? undefined : suspicions.map(explainSuspicion).join('. ');
}

function onWidth(listener: () => void): () => void {
  const list = matchMedia(WIDE);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}
