import { detectors } from '../core/detect/index.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { addedColumns, describeField } from '../core/schema/conn.ts';
import type { Field } from '../core/schema/field.ts';
import { rangeOf } from '../core/table/number-column.ts';
import type { Run } from './api.ts';

/** What the page is told of a run. */
export function describeRun(logs: ReadLogs, milliseconds: number): Run {
  const { table, files } = logs;
  const sum = (part: 'skipped' | 'context' | 'repeated') => files.reduce((total, file) => total + file[part], 0);
  return {
    flows: table.rows,
    skipped: sum('skipped'),
    context: sum('context'),
    repeated: sum('repeated'),
    files,
    fields: fieldsOf(logs),
    detectors: detectors.filter(({ canScore }) => canScore(table)).map(({ id, label }) => ({ id, label })),
    span: spanOf(logs),
    milliseconds: { read: milliseconds },
  };
}

/** Fields of all logs in the order of first sight, without those that an earlier export added. */
function fieldsOf({ table }: ReadLogs): Field[] {
  const fields = new Map<string, Field>();
  for (const { layout } of table.sections) {
    layout.fields.forEach((name, field) => {
      if (!fields.has(name) && !addedColumns.includes(name)) fields.set(name, describeField(name, layout.types[field]));
    });
  }
  return [...fields.values()];
}

/** Smallest and largest `ts`, null when no row has one. */
function spanOf({ table }: ReadLogs): readonly [number, number] | null {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return null;
  const { low, high } = rangeOf(ts, table.rows, Number.NaN);
  return low <= high ? [low, high] : null;
}
