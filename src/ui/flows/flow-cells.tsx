import { describeState } from '../../core/schema/conn-words.ts';
import type { Field } from '../../worker/api.ts';
import { shortAddress } from '../grid/use-fitted-columns.ts';
import { formatCount, formatTime, formatValue } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './flows.module.css';
import { cellOf, type ListedFlow } from './listed-flow.ts';

export function Rank({ row }: { readonly row: ListedFlow }) {
  const rank = formatCount(row.rank);
  // The style draws the warning sign, so the cell's text is the rank alone. The row's title has the words.
  return row.suspicions.length > 0 ? <span className={styles.suspect}>{rank}</span> : rank;
}

/** A cell of a detector's column: a score with two decimals, or a word. */
export function AddedCell({ value }: { readonly value: number | string | null | undefined }) {
  if (value === null || value === undefined) return <span className={styles.unset}>–</span>;
  if (typeof value === 'string') return <span title={value}>{value}</span>;
  return (
    <span className={value === 0 ? styles.unset : undefined} title={String(value)}>
      {value.toFixed(2)}
    </span>
  );
}

/** A cell of a log field in readable units, with the original text in the tooltip. */
export function FieldCell({ row, field }: { readonly row: ListedFlow; readonly field: Field }) {
  const value = cellOf(row, field.name);
  if (value === undefined) return null;
  if (value === null) {
    return (
      <span className={styles.unset}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">unset</span>
      </span>
    );
  }
  if (typeof value === 'number') {
    if (field.unit === 'epoch') return <TimeCell value={value} />;
    if (field.type === 'port') return String(value);
    return <span title={String(value)}>{formatValue(value, field.unit)}</span>;
  }
  if (field.name === 'conn_state') {
    return <abbr title={describeState(value, String(cellOf(row, 'proto') ?? '')) || value}>{value}</abbr>;
  }
  return <span title={value}>{field.type === 'addr' ? shortAddress(value) : value}</span>;
}

function TimeCell({ value }: { readonly value: number }) {
  useZone();
  return <span title={`${formatTime(value, true)} ${zoneName()}`}>{formatTime(value)}</span>;
}
