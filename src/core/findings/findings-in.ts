import type { Control } from '../control.ts';
import { select } from '../selection/compile.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Table } from '../table/table.ts';
import type { FoundFindings } from './find-findings.ts';
import { FlowSet } from './flow-set.ts';

/**
 * The same findings, with the rows of another table of the log: those that meet their conditions. 0.2 to 5 ns per row and
 * condition.
 */
export async function findingsIn(table: Table, { findings }: FoundFindings, control: Control): Promise<FoundFindings> {
  const selectable = selectableOf(table);
  const rows: FlowSet[] = [];
  for (const { where } of findings.list) {
    const own = new FlowSet(table.rows);
    for (const row of (await select(selectable, where, control.signal)).toRows()) own.add(row);
    rows.push(own);
  }
  return { findings, rows };
}
