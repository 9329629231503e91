import type { ReactNode } from 'react';
import type { GridCard } from '../grid/grid-column.ts';
import { cutInMiddle } from '../parts/cut-in-middle.ts';
import { formatBytes, formatCount, formatDuration, formatTime } from '../parts/format.ts';
import type { ScoreScale } from '../parts/score-words.ts';
import { useZone } from '../parts/zone.ts';
import styles from './flows.module.css';
import { cellOf, type ListedFlow } from './listed-flow.ts';
import { ScoreCell } from './score-cell.tsx';

/** Fields on the card of a flow. */
export const cardFields = [
  'id.orig_h',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'conn_state',
  'history',
  'ts',
  'duration',
  'orig_bytes',
  'resp_bytes',
];

/** Maximum characters of an address; two fit on one line. */
const MOST_OF_ADDRESS = 18;

/** A flow in the narrow layout. */
export function flowCard(scale: ScoreScale): GridCard<ListedFlow> {
  return {
    labels: ['addresses', 'rank', 'service and state', 'score', 'time, duration and bytes'],
    title: (row) => (
      <b>
        <Part row={row} name="id.orig_h" say={address} /> → <Part row={row} name="id.resp_h" say={address} />
      </b>
    ),
    aside: ({ rank }) => <span className={styles.dim}>rank {formatCount(rank)}</span>,
    line: (row) => (
      <>
        <Part row={row} name="id.resp_p" />/<Part row={row} name="proto" /> <Part row={row} name="service" none="" /> ·{' '}
        <Part row={row} name="conn_state" /> <Part row={row} name="history" none="" />
      </>
    ),
    corner: (row) => <ScoreCell row={row} scale={scale} />,
    more: (row) => (
      <span className={styles.dim}>
        <Clock row={row} /> · <Part row={row} name="duration" say={duration} /> · ↑{' '}
        <Part row={row} name="orig_bytes" say={bytes} /> · ↓ <Part row={row} name="resp_bytes" say={bytes} />
      </span>
    ),
  };
}

type Cell = NonNullable<ReturnType<typeof cellOf>>;

/** One value. The grid's menu finds it by its column. */
function Part({
  row,
  name,
  say = String,
  none = '–',
}: {
  readonly row: ListedFlow;
  readonly name: string;
  readonly say?: (value: Cell) => ReactNode;
  /** Text for an unset value. */
  readonly none?: string;
}) {
  const value = cellOf(row, name);
  return <span data-column={name}>{value === null || value === undefined ? none : say(value)}</span>;
}

function Clock({ row }: { readonly row: ListedFlow }) {
  useZone();
  return <Part row={row} name="ts" say={(value) => formatTime(Number(value)).slice(-8)} />;
}

const address = (value: Cell) => cutInMiddle(String(value), MOST_OF_ADDRESS);
const duration = (value: Cell) => formatDuration(Number(value));
const bytes = (value: Cell) => formatBytes(Number(value));
