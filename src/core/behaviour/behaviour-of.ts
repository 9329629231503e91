import type { Control } from '../control.ts';
import { sharedJob } from '../shared-job.ts';
import type { Table } from '../table/table.ts';
import { type Behaviour, scoreBehaviour } from './behaviour.ts';

const known = new WeakMap<Table, (control: Control) => Promise<Behaviour>>();

/**
 * Behaviour of a table, computed once per table. Concurrent callers share the computation; later callers get its
 * result. See `scoreBehaviour`.
 */
export function behaviourOf(table: Table, control: Control): Promise<Behaviour> {
  const job = known.get(table) ?? sharedJob((shared) => scoreBehaviour(table, shared));
  known.set(table, job);
  return job(control);
}
