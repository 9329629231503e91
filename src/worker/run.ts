import { isOfWholeLogs } from '../core/baseline/baseline.ts';
import { type DetectorEntry, detectors } from '../core/detect/index.ts';
import { pcaFamily } from '../core/detect/pca-family.ts';
import { lossOf } from '../core/loss.ts';
import type { ReadFiles } from '../core/read-files.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { addedColumns, describeField } from '../core/schema/conn.ts';
import type { Field } from '../core/schema/field.ts';
import type { FirstPass } from '../core/stream/first-pass.ts';
import { SAMPLE, TOP } from '../core/stream/kept.ts';
import type { Plan } from '../core/stream/plan.ts';
import { rangeOf } from '../core/table/number-column.ts';
import type { Layout, Table } from '../core/table/table.ts';
import type { DetectorChoice, Run } from './api.ts';

/** A run as plain data for the page. */
export function describeRun(logs: ReadLogs, milliseconds: number): Run {
  const { table } = logs;
  return {
    id: makeId(),
    ...describeFiles(logs),
    flows: table.rows,
    larger: null,
    fields: fieldsOf(table.sections.map(({ layout }) => layout)),
    detectors: detectors.filter(({ canScore }) => canScore(table)).map(choiceOf),
    span: spanOf(table),
    milliseconds: { read: milliseconds },
  };
}

/** The same for an out-of-core log. */
export function describeLargerRun(first: FirstPass, plan: Plan, milliseconds: number): Run {
  const { flows, layouts, fits, folded, span } = first;
  return {
    id: makeId(),
    ...describeFiles(first),
    flows,
    larger: { plan, listed: Math.min(TOP, flows), sampled: Math.min(SAMPLE, flows), folded: folded?.flows ?? null },
    fields: fieldsOf(layouts),
    detectors: detectors.filter(({ id }) => fits.has(id)).map(choiceOf),
    span,
    milliseconds: { read: milliseconds },
  };
}

/** 64 random bits. `randomUUID` is missing on a page served over plain http. */
function makeId(): string {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((word) => word.toString(36)).join('-');
}

function describeFiles({ files }: ReadFiles): Pick<Run, 'skipped' | 'context' | 'repeated' | 'files' | 'loss'> {
  const sum = (part: 'skipped' | 'context' | 'repeated') => files.reduce((total, file) => total + file[part], 0);
  return { skipped: sum('skipped'), context: sum('context'), repeated: sum('repeated'), files, loss: lossOf(files) };
}

function choiceOf({ id, label, short, params }: DetectorEntry): DetectorChoice {
  const hasScripts = pcaFamily.some(({ detector }) => detector.id === id);
  return { id, label, short, params, hasBaselines: hasScripts || isOfWholeLogs(id), hasScripts };
}

/** Fields of all logs in order of first occurrence, without those that an earlier export added. */
function fieldsOf(layouts: readonly Layout[]): Field[] {
  const fields = new Map<string, Field>();
  for (const layout of layouts) {
    layout.fields.forEach((name, field) => {
      if (!fields.has(name) && !addedColumns.includes(name)) fields.set(name, describeField(name, layout.types[field]));
    });
  }
  return [...fields.values()];
}

/** Smallest and largest `ts`. Null if no row has one. */
function spanOf(table: Table): readonly [number, number] | null {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return null;
  const { low, high } = rangeOf(ts, table.rows, Number.NaN);
  return low <= high ? [low, high] : null;
}
