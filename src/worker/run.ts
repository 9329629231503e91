import { detectors } from '../core/detect/index.ts';
import { addedColumns } from '../core/export/export-format.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { describeField } from '../core/schema/conn.ts';
import type { Field } from '../core/schema/field.ts';
import type { Run } from './api.ts';

/** What the page is told of a run. `times` is the `ts` of every row, NaN when unset. */
export function describeRun(logs: ReadLogs, times: Float64Array, milliseconds: number): Run {
  const { table, files } = logs;
  const sum = (part: 'skipped' | 'context') => files.reduce((total, file) => total + file[part], 0);
  return {
    flows: table.rows,
    skipped: sum('skipped'),
    context: sum('context'),
    files,
    fields: fieldsOf(logs),
    detectors: detectors.filter(({ canScore }) => canScore(table)).map(({ id, label }) => ({ id, label })),
    span: spanOf(times),
    milliseconds: { read: milliseconds },
  };
}

/** Fields of all logs in the order of first sight, without those that an earlier export added. */
function fieldsOf({ table }: ReadLogs): Field[] {
  const fields = new Map<string, Field>();
  const taken: readonly string[] = addedColumns;
  for (const { layout } of table.sections) {
    layout.fields.forEach((name, field) => {
      if (!fields.has(name) && !taken.includes(name)) fields.set(name, describeField(name, layout.types[field]));
    });
  }
  return [...fields.values()];
}

function spanOf(times: Float64Array): readonly [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? [first, last] : null;
}
