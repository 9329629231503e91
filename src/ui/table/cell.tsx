import { describeState } from '../../core/schema/conn-words.ts';
import type { Detection, Row, Run } from '../../worker/api.ts';
import { formatCount, formatScore, formatTime, formatValue } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import type { FlowColumn } from './columns.ts';
import styles from './table.module.css';

/** What stands in a cell of one of Oddflow's own columns. */
export function OwnCell({
  column,
  row,
  run,
  detection,
  threshold,
}: {
  readonly column: FlowColumn;
  readonly row: Row;
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
}) {
  if (column.id === 'rank') {
    const rank = formatCount(row.rank);
    // The sign before it is drawn by the style: the text of the cell is the rank alone. The row's title has the words.
    return row.suspicions.length > 0 ? <span className={styles.suspect}>{rank}</span> : rank;
  }
  if (column.id === 'identical') return formatCount(row.identical);
  if (column.id === 'row') return formatCount(row.row);
  if (column.id === 'file') return <span title={run.files[row.file].path}>{run.files[row.file].path}</span>;
  const isAnomaly = row.score > threshold;
  return (
    <span className={styles.score} data-anomaly={isAnomaly} title={String(row.score)}>
      <i style={{ width: `${100 * shareOfRange(row.score, detection)}%` }} />
      {isAnomaly && (
        <>
          <span className={styles.mark} aria-hidden="true">
            ▲
          </span>
          <span className="visually-hidden">anomaly </span>
        </>
      )}
      <b>{formatScore(row.score)}</b>
    </span>
  );
}

/** What stands in a cell of a detector's own column: a score with two decimals, or a word. */
export function AddedCell({ value }: { readonly value: number | string | null | undefined }) {
  if (value === null || value === undefined) return <span className={styles.unset}>–</span>;
  if (typeof value === 'string') return <span title={value}>{value}</span>;
  return (
    <span className={value === 0 ? styles.unset : undefined} title={String(value)}>
      {value.toFixed(2)}
    </span>
  );
}

/** What stands in a cell of a field of the log: in the unit that a person reads, as written in the tooltip. */
export function FieldCell({
  column,
  value,
  proto,
}: {
  readonly column: FlowColumn;
  readonly value: number | string | null;
  readonly proto: string;
}) {
  const { field, id } = column;
  if (value === null || field === null) {
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
  if (id === 'conn_state') return <abbr title={describeState(value, proto) || value}>{value}</abbr>;
  return <span title={value}>{value}</span>;
}

function TimeCell({ value }: { readonly value: number }) {
  useZone();
  return <span title={`${formatTime(value, true)} ${zoneName()}`}>{formatTime(value)}</span>;
}

/** Place of a score between the run's lowest and highest, by powers of ten where they span many. */
function shareOfRange(score: number, { scoreMin, scoreMax }: Detection): number {
  if (scoreMax <= scoreMin) return 0;
  if (scoreMin > 0) return Math.log(score / scoreMin) / Math.log(scoreMax / scoreMin);
  return (score - scoreMin) / (scoreMax - scoreMin);
}
