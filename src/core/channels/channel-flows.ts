import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import { NONE } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import { labelAt } from '../query/order.ts';
import { hostField } from '../schema/host-field.ts';
import type { Predicate } from '../selection/predicate.ts';
import { labelText } from '../table/label-text.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';

/** Rows of one channel, ascending. One pass over all rows, 1 ns per row. */
export async function rowsOf({ channels, flows }: Facts, channel: number, control: Control): Promise<Uint32Array> {
  const rows = new Uint32Array(channels.rows[channel]);
  let count = 0;
  await inStretches(control, flows.count, (from, to) => {
    for (let row = from; row < to; row++) if (flows.channel[row] === channel) rows[count++] = row;
  });
  return rows;
}

/** Those of a channel's rows that follow each other without a flow between: all, unless rows stand for several flows. */
export function inSequence({ flows: { busy } }: Facts, channel: number, rows: Uint32Array): Uint32Array {
  const place = busy.placeOf[channel];
  return place === NONE ? rows : rows.subarray(0, busy.ends[place] - busy.starts[place]);
}

/** Conditions that select exactly the rows of a channel: its source, destination and protocol, and all of its ports. */
export function conditionsOf({ columns }: Table, rows: Uint32Array): Predicate[] {
  const one = [hostField(columns, 'id.orig_h'), hostField(columns, 'id.resp_h'), 'proto'].flatMap((field) =>
    among(columns, field, rows.subarray(0, 1)),
  );
  const port = among(columns, 'id.resp_p', rows);
  // For ICMP the source port is the type, and a channel has several. Other channels have any source port.
  const proto = one.at(-1);
  const isIcmp = proto?.op === 'in' && proto.field === 'proto' && proto.values.some((name) => /icmp/i.test(name));
  return isIcmp ? [...one, ...among(columns, 'id.orig_p', rows)] : [...one, ...port];
}

/** A condition on one field: one of its values in these rows. Empty for a field that the table lacks. */
export function among(columns: Table['columns'], field: string, rows: Uint32Array): Extract<Predicate, { op: 'in' }>[] {
  const column = columns.get(field);
  if (column === undefined) return [];
  const texts = new Set<string>();
  for (const row of rows) texts.add(textAt(column, row));
  return [{ op: 'in', field, values: [...texts] }];
}

function textAt(column: Column, row: number): string {
  if (column.kind === 'number') {
    const value = numberAt(column, row);
    return Number.isNaN(value) ? '' : String(value);
  }
  const label = labelAt(column, row);
  return label === null ? '' : labelText(label);
}
