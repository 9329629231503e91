import { existsSync, readFileSync } from 'node:fs';
import type { Control } from '../../src/core/control.ts';
import { truthOf } from '../../src/core/evaluate/labels.ts';
import type { Truth } from '../../src/core/evaluate/outcomes.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { makeSample } from '../../src/core/sample/sample.ts';
import { numberAt } from '../../src/core/table/number-column.ts';
import type { Table } from '../../src/core/table/table.ts';

/** A log of which it is known what is an attack. */
export interface LabelledLog {
  readonly name: string;
  readonly table: Table;
  readonly truth: Truth;
}

const shared = new URL('../../../shared/data/', import.meta.url);

/** Captures of the Stratosphere Laboratory; 003 has no labels, its attack is the flows to one port. */
const captures: readonly (readonly [name: string, path: string, port?: number])[] = [
  ['003', '003-zeek-scenario-malicious/conn.log', 1337],
  ['001', '001-zeek-scenario-malicious/labeled-conn.log'],
  ['011', '011-zeek-mixed/data/conn.log.labeled'],
  ['008', '008-zeek-mixed/data/conn.log.labeled'],
];

/** The sample with its attacks, and the captures that are at hand, the ones with fewer attacks first. */
export async function readLabelledLogs(control: Control): Promise<LabelledLog[]> {
  const logs = [await labelled('sample', makeSample(), control)];
  for (const [name, path, port] of captures) {
    const file = new URL(path, shared);
    if (existsSync(file)) logs.push(await labelled(name, readFileSync(file), control, port));
  }
  return logs;
}

async function labelled(name: string, log: Uint8Array, control: Control, port?: number): Promise<LabelledLog> {
  const { table } = await readLogs([{ path: 'conn.log', blob: new Blob([log as BlobPart]) }], control);
  const truth =
    port === undefined
      ? truthOf(table, 'label', ['Malicious', 'Malignant'], ['Background', 'background'])
      : truthOfPort(table, port);
  if (truth === null) throw new Error(`${name} has no labels`);
  return { name, table, truth };
}

function truthOfPort(table: Table, wanted: number): Truth {
  const column = table.columns.get('id.resp_p');
  if (column?.kind !== 'number') throw new Error('no id.resp_p');
  return Uint8Array.from({ length: table.rows }, (_, row) => (numberAt(column, row) === wanted ? 1 : 0));
}
