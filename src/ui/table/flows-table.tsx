import { useEffect, useMemo, useRef } from 'react';
import type { Detection, Engine, Predicate, Row, Run, View } from '../../worker/api.ts';
import { channelFields, channelName, type KnownFlow } from '../detail/known-flow.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { FlowRow, type ShownColumn } from './flow-row.tsx';
import { HeaderCell } from './header-cell.tsx';
import { bodyHeight, placesInSight, ROW_HEIGHT, rowTop, type Scroll } from './scroll.ts';
import { Strip } from './strip.tsx';
import styles from './table.module.css';
import { useActiveRow } from './use-active-row.ts';
import { useColumns } from './use-columns.ts';
import { useFollow } from './use-follow.ts';
import { useReturnFocus } from './use-return-focus.ts';
import { useScroll } from './use-scroll.ts';
import { type LoadedRows, useWindow } from './use-window.ts';

const HEADER_HEIGHT = 30;
const OVERSCAN = 6;

export interface FlowsTableProps {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly view: View;
  readonly threshold: number;
  /** Lines in the view, and its flows above the threshold. */
  readonly total: number;
  readonly anomaliesInView: number;
  /** The flow in the drill-down. */
  readonly selected: number | null;
  /** What the view's flows have in common, as the same object whenever the user comes back to them. */
  readonly where: readonly Predicate[];
  /** What the view shows in words; null for all flows. */
  readonly relatedLabel: string | null;
  /** Flows that the noise presets keep out of the view. */
  readonly hidden: number;
  readonly onBack: () => void;
  /** Flows in the view, also when identical ones are one line of `total`. */
  readonly flows: number;
  readonly onGroup: (identical: boolean) => void;
  readonly onSort: (sort: View['sort']) => void;
  readonly onOpen: (flow: KnownFlow) => void;
  /** By a key from the flow before or after, while that is open. */
  readonly onStep: (flow: KnownFlow) => void;
  /** A step has led to the row at a place, whose flow is on its way; null when it is here. */
  readonly onAwait: (place: number | null) => void;
  /** The first rows of a view are on screen. */
  readonly onReady: () => void;
  readonly onError: (error: unknown) => void;
}

/** All flows of a view in its order. The engine has the rows; here are those in sight, and where the focus is. */
export function FlowsTable(props: FlowsTableProps) {
  const { engine, run, detection, view, threshold, total, selected, onOpen } = props;
  const columns = useColumns(run, detection, view.identical === true);
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height } = useScroll(scroller);
  const scroll: Scroll = { total, top, height: Math.max(ROW_HEIGHT, height - HEADER_HEIGHT) };
  const active = useActiveRow(scroller, scroll, view, selected !== null, props.where);

  const visible = columns.table.getVisibleLeafColumns();
  const fields = useMemo(() => {
    const wanted = visible.flatMap(({ id }) => {
      const { field, added } = columns.flowColumn(id);
      return field === null && added === null ? [] : [id];
    });
    const named = channelFields.filter(({ field }) => run.fields.some(({ name }) => name === field));
    return [...new Set([...wanted, ...named.map(({ asked }) => asked)])];
  }, [visible, columns.flowColumn, run]);
  const shown: ShownColumn[] = visible.map((column) => ({
    column: columns.flowColumn(column.id),
    width: column.getSize(),
    cell: fields.indexOf(column.id),
  }));
  const width = shown.reduce((sum, column) => sum + column.width, 0);

  const [from, to] = placesInSight(scroll, OVERSCAN);
  const loaded = useWindow(engine, detection, view, fields, [from, to], props.onError);
  useReady(loaded, view, detection, props.onReady);
  const remembered = useRef<{ readonly place: number; readonly row: Row } | null>(null);
  const rowAt = (place: number): Row | null =>
    loaded?.rows[place - loaded.start] ?? (remembered.current?.place === place ? remembered.current.row : null);
  const activeFlow = loaded?.view === view ? (loaded.rows[active.place - loaded.start] ?? null) : null;
  // The active row stays in the page when it is scrolled out of sight, so that the focus is not lost, and keeps its cells.
  if (activeFlow !== null) remembered.current = { place: active.place, row: activeFlow };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of another view is forgotten
  useEffect(() => {
    remembered.current = null;
  }, [view]);
  useReturnFocus(selected, engine, view, active.moveTo);
  const knownIn = ({ flow, rank, cells }: Row): KnownFlow => ({
    flow,
    rank,
    channel: channelName(channelFields.map(({ asked }) => cells[fields.indexOf(asked)])),
  });
  const isAwaiting = useFollow(active.steps, activeFlow, (row) => props.onStep(knownIn(row)));
  const { onAwait } = props;
  useEffect(() => onAwait(isAwaiting ? active.place : null), [isAwaiting, active.place, onAwait]);

  const places = new Set(Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i));
  if (total > 0) places.add(active.place);
  const headers = columns.table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <section className={styles.flows} aria-label="Flows in view">
      <Strip {...props} identical={view.identical === true}>
        <ColumnsMenu columns={columns} />
      </Strip>
      <div
        ref={scroller}
        role="grid"
        aria-label="Flows"
        aria-rowcount={total + 1}
        aria-colcount={shown.length}
        className={styles.grid}
        onKeyDown={(event) => {
          const row = rowAt(active.place);
          active.onKeyDown(event, () => row !== null && onOpen(knownIn(row)));
        }}
      >
        <div role="rowgroup" className={styles.headGroup} style={{ width }}>
          <div role="row" aria-rowindex={1} className={styles.headRow}>
            {headers.map((header, index) => (
              <HeaderCell
                key={header.id}
                header={header}
                column={columns.flowColumn(header.column.id)}
                columns={columns}
                index={index}
                sort={view.sort}
                onSort={props.onSort}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ width, height: bodyHeight(total) }}>
          {[...places].map((place) => {
            const row = rowAt(place);
            return (
              <FlowRow
                key={place}
                {...(place === active.place ? { ref: active.row } : {})}
                place={place}
                top={rowTop(scroll, place)}
                row={row}
                columns={shown}
                protoCell={fields.indexOf('proto')}
                run={run}
                detection={detection}
                threshold={threshold}
                isActive={place === active.place}
                isOpen={row !== null && row.flow === selected}
                onOpen={(opened) => {
                  active.choose(place);
                  onOpen(knownIn(opened));
                }}
                onFocus={active.choose}
              />
            );
          })}
        </div>
      </div>
      {total === 0 && (
        <p className={styles.none}>
          {props.hidden > 0
            ? 'Every flow here is hidden as noise. Turn presets off under Noise to see them.'
            : 'No flow meets these conditions. Go back to see the others.'}
        </p>
      )}
    </section>
  );
}

/** Calls `onReady` when the rows of a view have been drawn, which is the second frame after they came. */
function useReady(loaded: LoadedRows | null, view: View, detection: Detection, onReady: () => void): void {
  const isHere = loaded !== null && loaded.view === view;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a detection; the callback may be new at each render
  useEffect(() => {
    if (!isHere) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onReady);
    });
    return () => cancelAnimationFrame(frame);
  }, [isHere, detection]);
}
