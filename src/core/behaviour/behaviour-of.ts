import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { type Behaviour, scoreBehaviour } from './behaviour.ts';

const known = new WeakMap<Table, Behaviour>();

/** The lens on a table, found once for as long as the table lives: whoever asks later gets it at no cost. See `scoreBehaviour`. */
export async function behaviourOf(table: Table, control: Control): Promise<Behaviour> {
  const found = known.get(table) ?? (await scoreBehaviour(table, control));
  known.set(table, found);
  return found;
}
