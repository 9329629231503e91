import { useState } from 'react';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Engine, GroupSelection, HostRow, HostsQuery, HostWindow, Run, Side } from '../../worker/api.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { ColumnsMenu } from '../grid/columns-menu.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import type { GridSort } from '../grid/grid-column.ts';
import lists from '../grid/list.module.css';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { GroupNotes } from '../parts/group-notes.tsx';
import { LargerFace } from '../parts/larger-face.tsx';
import { hostCard, hostColumns } from './host-columns.tsx';

/** Every host as a source or as a destination: first who has scanned, then who has most anomalies. */
export function HostsTab({
  engine,
  run,
  detector,
  threshold,
  contamination,
  isShown,
  side,
  selected,
  selection,
  sort,
  layout,
  onSide,
  onSort,
  onLayout,
  onOpen,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detector: string;
  readonly threshold: number;
  readonly contamination: number;
  /** Nothing is asked before it was in sight. */
  readonly isShown: boolean;
  readonly side: Side;
  /** Address of the host whose details are open. */
  readonly selected: string | null;
  /** The flows that are counted. */
  readonly selection: GroupSelection;
  readonly sort: GridSort;
  readonly layout: ColumnLayout;
  readonly onSide: (side: Side) => void;
  readonly onSort: (sort: GridSort) => void;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onOpen: (host: HostRow, isStep: boolean) => void;
}) {
  const [filter, setFilter] = useState('');
  if (run.larger !== null) return <LargerFace name="Hosts" larger={run.larger} />;
  const query: HostsQuery = {
    side,
    sort: sort as HostsQuery['sort'],
    filter,
    detector,
    threshold,
    contamination,
    selection,
  };
  return (
    <DataGrid<HostRow, HostWindow>
      name="Hosts"
      ask={(start, end, signal, onProgress) => engine.hosts(query, start, end, onProgress, signal)}
      listKey={JSON.stringify([side, sort.by, sort.descending, filter, keyOfAll(selection.where)])}
      cellsKey={JSON.stringify([detector, threshold, contamination, selection.detector])}
      isShown={isShown}
      columns={(found) => hostColumns(side, found)}
      card={hostCard}
      layout={layout}
      onLayout={onLayout}
      sort={sort}
      selected={selected}
      idOf={({ address }) => address ?? ''}
      labelOf={({ address }) => address ?? 'unset'}
      none="No host with a flow in view has all of these words in its address, or on a port or service."
      onSort={onSort}
      onOpen={onOpen}
      head={(found) => (
        <>
          <SideSwitch side={side} onSide={onSide} />
          <label>
            Filter hosts
            <input
              type="text"
              value={filter}
              placeholder="address, port or service"
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => setFilter(target.value)}
            />
          </label>
          {found !== null && <span className={lists.counts}>{countText(found, side)}</span>}
          <ColumnsMenu columns={hostColumns(side, found)} layout={layout} onLayout={onLayout} />
          {found !== null && <GroupNotes notes={found.notes} missing={missingFrom(run)} />}
        </>
      )}
    />
  );
}

function SideSwitch({ side, onSide }: { readonly side: Side; readonly onSide: (side: Side) => void }) {
  return (
    <div role="radiogroup" aria-label="Hosts as" className={lists.switch}>
      {(['source', 'destination'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="hosts-as" checked={one === side} onChange={() => onSide(one)} />
          {one === 'source' ? 'Sources' : 'Destinations'}
        </label>
      ))}
    </div>
  );
}

function countText({ total, all }: HostWindow, side: Side): string {
  const word = side === 'source' ? 'source' : 'destination';
  return total === all ? countOf(all, word) : `${formatCount(total)} of ${countOf(all, word)}`;
}
