import { useCallback, useMemo, useState } from 'react';
import type { ChannelRow, ChannelsQuery, ChannelWindow, Engine, Run } from '../../worker/api.ts';
import { GroupNotes } from '../lists/group-notes.tsx';
import { LargerFace } from '../lists/larger-face.tsx';
import type { ListSort } from '../lists/list-column.ts';
import { ListView } from '../lists/list-view.tsx';
import lists from '../lists/lists.module.css';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { channelColumns } from './channel-columns.tsx';
import { longHours } from './long-marks.ts';

const first: ListSort = { by: 'beacon', descending: true };

/** Every source, destination, port and protocol: first what is most like a beacon. */
export function ChannelsTab({
  engine,
  run,
  isShown,
  selected,
  onOpen,
}: {
  readonly engine: Engine;
  readonly run: Run;
  /** Nothing is asked before it was in sight. */
  readonly isShown: boolean;
  /** The channel whose details are open. */
  readonly selected: number | null;
  readonly onOpen: (channel: ChannelRow, isStep: boolean) => void;
}) {
  const [sort, setSort] = useState(first);
  const [filter, setFilter] = useState('');
  const [flows, setFlows] = useState(1);
  const [hours, setHours] = useState(0);
  const query = useMemo(
    (): ChannelsQuery => ({ sort: sort as ChannelsQuery['sort'], filter, flows, seconds: 3600 * hours }),
    [sort, filter, flows, hours],
  );
  const ask = useCallback<Engine['channels']>((...question) => engine.channels(...question), [engine]);
  if (run.larger !== null) return <LargerFace name="Channels" larger={run.larger} />;
  return (
    <ListView<ChannelsQuery, ChannelRow, ChannelWindow>
      name="Channels"
      ask={ask}
      query={isShown ? query : null}
      listKey={`${sort.by} ${sort.descending} ${filter} ${flows} ${hours}`}
      columns={() => channelColumns}
      sort={sort}
      selected={selected}
      idOf={({ channel }) => channel}
      labelOf={({ source, destination, port }) => `${source} to ${destination}, ${port}`}
      none="No channel meets these conditions."
      onSort={setSort}
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
          {found !== null && <GroupNotes notes={found.notes} missing={missingFrom(run)} />}
        </>
      )}
    />
  );
}

function countText({ total, all }: ChannelWindow): string {
  const channels = countOf(all, 'channel');
  return total === all ? channels : `${formatCount(total)} of ${channels}`;
}
