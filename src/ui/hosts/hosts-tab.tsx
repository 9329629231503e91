import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Engine, HostRow, HostsQuery, HostWindow, Predicate, Run, Side } from '../../worker/api.ts';
import type { CrossLinks } from '../cross-links.ts';
import { isAbort } from '../failure/explain-error.ts';
import { GroupNotes } from '../lists/group-notes.tsx';
import { LargerFace } from '../lists/larger-face.tsx';
import type { ListSort } from '../lists/list-column.ts';
import { ListView } from '../lists/list-view.tsx';
import lists from '../lists/lists.module.css';
import { missingFrom } from '../missing-rows.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { hostColumns } from './host-columns.tsx';
import { HostPanel } from './host-panel.tsx';

/** As `detail.module.css` has it. */
const PANEL_OVER_PAGE = '(max-width: 1099px)';

type OpenHost = { readonly side: Side; readonly row: HostRow };

const first: ListSort = { by: 'badges', descending: true };

/** Every host as a source or as a destination: first who has scanned, then who has most anomalies. */
export function HostsTab({
  engine,
  run,
  detector,
  threshold,
  contamination,
  isShown,
  open,
  onOpen,
  onClose,
  onShowFlows,
  links,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detector: string;
  readonly threshold: number;
  readonly contamination: number;
  /** Nothing is asked before it was in sight. */
  readonly isShown: boolean;
  /** The host whose details are open. */
  readonly open: OpenHost | null;
  readonly onOpen: (host: OpenHost, isStep: boolean) => void;
  readonly onClose: () => void;
  readonly onShowFlows: (where: readonly Predicate[], label: string) => void;
  readonly links: CrossLinks;
}) {
  const [side, setSide] = useState<Side>('source');
  const [opened, setOpened] = useState(open);
  if (open !== opened) {
    setOpened(open);
    if (open !== null) setSide(open.side);
  }
  const [sort, setSort] = useState(first);
  const [filter, setFilter] = useState('');
  const query = useMemo(
    (): HostsQuery => ({ side, sort: sort as HostsQuery['sort'], filter, detector, threshold, contamination }),
    [side, sort, filter, detector, threshold, contamination],
  );
  useWantedHost(links.wantedHost, engine, query, (side, address, row) => {
    setSide(side);
    setFilter(address);
    if (row !== null) onOpen({ side, row }, true);
  });
  const ask = useCallback<Engine['hosts']>((...question) => engine.hosts(...question), [engine]);
  if (run.larger !== null) return <LargerFace name="Hosts" larger={run.larger} />;
  const shown = open?.side === side ? open : null;
  return (
    <div className={lists.body} data-open={shown !== null}>
      <ListView<HostsQuery, HostRow, HostWindow>
        name="Hosts"
        ask={ask}
        query={isShown ? query : null}
        listKey={`${side} ${sort.by} ${sort.descending} ${filter}`}
        columns={(found) => hostColumns(side, found)}
        sort={sort}
        selected={shown?.row.host ?? null}
        idOf={({ host }) => host}
        labelOf={({ address }) => address ?? 'unset'}
        none="No host has all of these words in its address, or on a port or service."
        onSort={setSort}
        onOpen={(row, isStep) => onOpen({ side, row }, isStep)}
        head={(found) => (
          <>
            <h2>Hosts</h2>
            <SideSwitch side={side} onSide={setSide} />
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
      {shown !== null && (
        <HostPanel
          engine={engine}
          side={side}
          row={shown.row}
          links={{
            ...links,
            showFinding: (place) => {
              // Where the panel lies over the page, it would hide what it leads to.
              if (matchMedia(PANEL_OVER_PAGE).matches) onClose();
              links.showFinding(place);
            },
          }}
          onClose={onClose}
          onShowFlows={onShowFlows}
        />
      )}
    </div>
  );
}

/** Opens a host that somebody was led to from elsewhere, and lists it alone. */
function useWantedHost(
  wanted: CrossLinks['wantedHost'],
  engine: Engine,
  query: HostsQuery,
  onHost: (side: Side, address: string, row: HostRow | null) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time somebody wants one
  useEffect(() => {
    if (wanted === null) return;
    const { side, address } = wanted;
    const stop = new AbortController();
    onHost(side, address, null);
    engine
      .hosts({ ...query, side, filter: address }, 0, LOOKED_AT, () => {}, stop.signal)
      .then(
        ({ rows }) => onHost(side, address, rows.find((row) => row.address === address) ?? null),
        (error: unknown) => {
          // The list below asks the same, and says what went wrong.
          if (!isAbort(error)) onHost(side, address, null);
        },
      );
    return () => stop.abort();
  }, [wanted]);
}

/** Others have an address that begins alike. */
const LOOKED_AT = 200;

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
