import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { LogError } from '../../core/errors.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import { explainSuspicion } from '../../words/note-words.ts';
import type { Detection, Engine, Run, View } from '../../worker/api.ts';
import { keyOfView } from '../ask/question-key.ts';
import { channelFields, type KnownFlow } from '../detail/known-flow.ts';
import { useAddedFlows } from '../follow/added-flows.ts';
import { type ColumnLayout, visibleColumns } from '../grid/column-layout.ts';
import { DataGrid } from '../grid/data-grid.tsx';
import { useRowHeight } from '../grid/use-row-height.ts';
import type { AskRows } from '../grid/use-rows.ts';
import { resultName } from '../model/changed-settings.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { similarFlows } from '../suppressions/similar-flows.ts';
import { type Suppressor, useSuppressor } from '../suppressions/use-suppressor.ts';
import { cardFields } from './flow-card.tsx';
import { knownIn, type ListedFlow, sameValue, withFields } from './listed-flow.ts';
import type { FlowColumns } from './use-flow-columns.ts';

export interface FlowsTableProps {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly view: View;
  /** Lines of the view, and its flows above the threshold. */
  readonly total: number;
  readonly anomaliesInView: number;
  /** The flow in the panel. */
  readonly selected: number | null;
  /** Placeholder for an empty list. */
  readonly none: ReactNode;
  /** Number of flows in the view; `total` counts lines. */
  readonly flows: number;
  /** Whether the list is visible. */
  readonly isShown: boolean;
  readonly columns: FlowColumns;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  /** Expands a finding into its flows, or collapses it. */
  readonly onToggleFinding: (id: string) => void;
  readonly onSort: (sort: View['sort']) => void;
  /** Opens a flow. `isStep` means that a key moved there from the open neighbour. */
  readonly onOpen: (flow: KnownFlow, isStep: boolean) => void;
  /** Called when the first rows of a detection are painted. */
  readonly onReady: () => void;
  readonly onError: (error: unknown) => void;
}

/** All flows of a view in its order. */
export function FlowsTable(props: FlowsTableProps) {
  const { engine, run, detection, view, selected, layout, onLayout, onOpen, onError } = props;
  const { columns, card } = props.columns;
  const { ask } = useSuppressor();
  const added = useAddedFlows(run, detection);
  const { isNarrow } = useRowHeight('plain');
  const shown = isNarrow ? cardFields : visibleColumns(columns, layout).map(({ id }) => id);
  const fields = fieldsOf(run, detection, shown);
  const onDrawn = useDrawn(detection, props.onReady);
  const askFor =
    (asked: View): AskRows<ReturnType<typeof withFields>> =>
    async (start, end, signal) => {
      const window = await engine.rows(asked, start, end, fields, signal);
      if (window.problem !== null) onError(new LogError(window.problem.code, window.problem.detail));
      return withFields(window, fields);
    };
  const keptKey = useMemo(() => keyOfAll(view.where), [view]);
  return (
    <DataGrid
      name="Flows"
      ask={askFor(view)}
      listKey={listKeyOf(run, view)}
      nextOf={(next) => ({ listKey: listKeyOf(next.run, next.view), ask: askFor(next.view) })}
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
      goTo={added && { key: added, find: () => engine.firstFrom(view, added.from) }}
      marksOf={({ flow }) => (added !== null && flow >= added.from ? NEW : {})}
      titleOf={(row) => titleOf(row, added?.from ?? null)}
      head={null}
      caption={captionOf(props)}
      none={props.none}
      onOpen={(row, isStep) => {
        if (!isStep || selected !== null) onOpen(knownIn(row), isStep);
      }}
      onDrawn={onDrawn}
      onSuppress={selected !== null ? null : (row) => suppressRow(row, ask)}
      onUnfold={(row, isOpening) => unfold(props, row, isOpening)}
    />
  );
}

function listKeyOf(run: Run, view: View): string {
  return `${run.id} ${keyOfView(view)}`;
}

/** Caption of the list: `254 flows, 12 above the threshold, by PCA (PyOD-compatible)`. */
function captionOf({ run, detection, view, total, flows, anomaliesInView }: FlowsTableProps): string {
  const isGrouped = (view.group ?? 'none') !== 'none';
  const listed =
    run.larger !== null && view.where.length === 0 && !isGrouped ? `the ${formatCount(total)} highest of ` : '';
  const lines = isGrouped ? `${countOf(total, 'line')} for ` : '';
  return `${lines}${listed}${countOf(flows, 'flow')}, ${formatCount(anomaliesInView)} above the threshold, by ${resultName(run, detection)}`;
}

/** Expands or collapses the line of a finding. Returns whether this changed anything. */
function unfold({ view, onToggleFinding }: FlowsTableProps, row: ListedFlow, isOpening: boolean): boolean {
  if (row.finding === null || (view.opened?.includes(row.finding) ?? false) === isOpening) return false;
  if (isOpening && row.identical < 2) return false;
  onToggleFinding(row.finding);
  return true;
}

/** Asks which flows similar to a row to suppress. */
function suppressRow(row: ListedFlow, ask: Suppressor['ask']): void {
  const choices = similarFlows((field) => sameValue(row, field));
  if (choices.length > 0) ask(choices);
}

/** The requested fields: those of the shown columns, and those that identify the channel. */
function fieldsOf(run: Run, { columns }: Detection, shown: readonly string[]): readonly string[] {
  const known = new Set([...run.fields, ...columns].map(({ name }) => name));
  const named = channelFields.filter(({ field }) => known.has(field)).flatMap(({ field, asked }) => [asked, field]);
  return [...new Set([...shown.filter((name) => known.has(name)), ...named])];
}

/** Calls `onReady` when rows of a detection are painted: in the second frame after they arrived. */
function useDrawn(detection: Detection, onReady: () => void): () => void {
  const ready = useRef(onReady);
  ready.current = onReady;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another detection is redrawn
  return useCallback(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => ready.current()));
  }, [detection]);
}

/** The mark of a flow that came to a followed log. */
const NEW = { 'data-new': 'true' } as const;

function titleOf({ flow, suspicions }: ListedFlow, newFrom: number | null): string | undefined {
  const words = suspicions.map(explainSuspicion);
  if (newFrom !== null && flow >= newFrom) words.unshift('New since the list was read before');
  return words.length === 0 ? undefined : words.join('. ');
}
