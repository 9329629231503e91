import { useCallback, useMemo, useState } from 'react';
import type { Engine, HostRow, HostsQuery, HostWindow, Run, Side } from '../../worker/api.ts';
import { GroupNotes } from '../lists/group-notes.tsx';
import { LargerFace } from '../lists/larger-face.tsx';
import type { ListSort } from '../lists/list-column.ts';
import { ListView } from '../lists/list-view.tsx';
import lists from '../lists/lists.module.css';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { hostColumns } from './host-columns.tsx';

const first: ListSort = { by: 'badges', descending: true };

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
  onSide,
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
  readonly onSide: (side: Side) => void;
  readonly onOpen: (host: HostRow, isStep: boolean) => void;
}) {
  const [sort, setSort] = useState(first);
  const [filter, setFilter] = useState('');
  const query = useMemo(
    (): HostsQuery => ({ side, sort: sort as HostsQuery['sort'], filter, detector, threshold, contamination }),
    [side, sort, filter, detector, threshold, contamination],
  );
  const ask = useCallback<Engine['hosts']>((...question) => engine.hosts(...question), [engine]);
  if (run.larger !== null) return <LargerFace name="Hosts" larger={run.larger} />;
  return (
    <ListView<HostsQuery, HostRow, HostWindow>
      name="Hosts"
      ask={ask}
      query={isShown ? query : null}
      listKey={`${side} ${sort.by} ${sort.descending} ${filter}`}
      columns={(found) => hostColumns(side, found)}
      sort={sort}
      selected={selected}
      idOf={({ address }) => address ?? ''}
      labelOf={({ address }) => address ?? 'unset'}
      none="No host has all of these words in its address, or on a port or service."
      onSort={setSort}
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
