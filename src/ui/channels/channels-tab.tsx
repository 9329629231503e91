import { useState } from 'react';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { ChannelRow, ChannelsQuery, ChannelWindow, Engine, GroupSelection, Run } from '../../worker/api.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { ColumnsMenu } from '../grid/columns-menu.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import type { GridColumn, GridSort } from '../grid/grid-column.ts';
import { withGroupColumns } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { GroupNotes } from '../parts/group-notes.tsx';
import { LargerFace } from '../parts/larger-face.tsx';
import { channelCard, channelColumns } from './channel-columns.tsx';
import { longHours } from './long-marks.ts';

/** Every source, destination, port and protocol: first what is most like a beacon. */
export function ChannelsTab({
  engine,
  run,
  isShown,
  selected,
  selection,
  sort,
  layout,
  onSort,
  onLayout,
  onOpen,
}: {
  readonly engine: Engine;
  readonly run: Run;
  /** Nothing is asked before it was in sight. */
  readonly isShown: boolean;
  /** The channel whose details are open. */
  readonly selected: number | null;
  /** The flows that are counted. */
  readonly selection: GroupSelection;
  readonly sort: GridSort;
  readonly layout: ColumnLayout;
  readonly onSort: (sort: GridSort) => void;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onOpen: (channel: ChannelRow, isStep: boolean) => void;
}) {
  const [filter, setFilter] = useState('');
  const [flows, setFlows] = useState(1);
  const [hours, setHours] = useState(0);
  if (run.larger !== null) return <LargerFace name="Channels" larger={run.larger} />;
  const query: ChannelsQuery = {
    sort: sort as ChannelsQuery['sort'],
    filter,
    flows,
    seconds: 3600 * hours,
    selection,
  };
  return (
    <DataGrid<ChannelRow, ChannelWindow>
      name="Channels"
      ask={(start, end, signal, onProgress) => engine.channels(query, start, end, onProgress, signal)}
      listKey={JSON.stringify([sort.by, sort.descending, filter, flows, hours, keyOfAll(selection.where)])}
      cellsKey={selection.detector}
      isShown={isShown}
      columns={columnsOf}
      card={channelCard}
      layout={layout}
      onLayout={onLayout}
      sort={sort}
      selected={selected}
      idOf={({ channel }) => channel}
      labelOf={({ source, destination, port }) => `${source} to ${destination}, ${port}`}
      none="No channel with a flow in view meets these conditions."
      onSort={onSort}
      onOpen={onOpen}
      head={(found) => (
        <>
          <label>
            Filter channels
            <input
              type="text"
              value={filter}
              placeholder="addresses, port, service"
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => setFilter(target.value)}
            />
          </label>
          <label>
            Flows at least
            <input
              type="number"
              min={1}
              value={flows}
              onChange={({ target }) => setFlows(Math.max(1, Math.floor(target.valueAsNumber) || 1))}
            />
          </label>
          <label>
            Longest at least
            <select value={hours} onChange={({ target }) => setHours(Number(target.value))}>
              <option value={0}>any</option>
              {longHours.map((one) => (
                <option key={one} value={one}>
                  {one} h
                </option>
              ))}
            </select>
          </label>
          {found !== null && <span className={lists.counts}>{countText(found)}</span>}
          <ColumnsMenu columns={columnsOf(found)} layout={layout} onLayout={onLayout} />
          {found !== null && <GroupNotes notes={found.notes} missing={missingFrom(run)} />}
        </>
      )}
    />
  );
}

function columnsOf(found: ChannelWindow | null): readonly GridColumn<ChannelRow>[] {
  return withGroupColumns(channelColumns, found?.columns ?? []);
}

function countText({ total, all }: ChannelWindow): string {
  const channels = countOf(all, 'channel');
  return total === all ? channels : `${formatCount(total)} of ${channels}`;
}
