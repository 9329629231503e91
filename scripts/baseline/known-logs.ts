import { existsSync, readFileSync } from 'node:fs';
import { readLabels, truthOf } from '../../src/core/evaluate/labels.ts';
import type { Truth } from '../../src/core/evaluate/outcomes.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { makeSample } from '../../src/core/sample/sample.ts';
import { numberAt } from '../../src/core/table/number-column.ts';
import type { Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import { quiet } from '../../src/testing/read-text.ts';

/** A log, the network that it is of, and its labels where it has any: 1 malicious, 0 benign, 2 neither. */
export interface KnownLog {
  readonly name: string;
  readonly network: string;
  readonly table: Table;
  readonly truth: Truth | null;
}

const shared = new URL('../../../shared/', import.meta.url);

/**
 * Paths in the folder beside the repository, and the network of each; those of one network are of different times.
 * Three are of one exercise in November 2009: they have their hosts in common, by IPv4 and by MAC.
 */
const logs: readonly (readonly [path: string, network: string])[] = [
  ['data/001-zeek-scenario-malicious/labeled-conn.log', '001'],
  ['data/002-zeek-scenario-port-scanning/conn.log', '002'],
  ['data/003-zeek-scenario-malicious/conn.log', '003'],
  ['data/008-zeek-mixed/data/conn.log.labeled', 'ctu'],
  ['data/011-zeek-mixed/data/conn.log.labeled', 'ctu'],
  ['corpora/alexamanpreet+Network-Log-and-Traffic-Analysis/conn_sample.log', 'alexamanpreet'],
  ['corpora/tenzir+vast/libvast_test/artifacts/logs/zeek/conn.log', 'm57'],
  ['corpora/dgunter+ParseZeekLogs/examples/conn.log', 'm57'],
  ['corpora/LubyRuffy+brobeat/data/conn.log', 'm57'],
  ['corpora/alejandro945+ul-feature-selection-for-botnet-detection/data/conn.log.labeled', 'alejandro'],
];

/** The sample, and every log that is at hand. */
export async function knownLogs(): Promise<KnownLog[]> {
  const found = logs.filter(([path]) => existsSync(new URL(path, shared)));
  const files = found.map(([path, network]) => ({ path, network, bytes: readFileSync(new URL(path, shared)) }));
  const all = [{ path: 'sample', network: 'sample', bytes: makeSample() }, ...files];
  return Promise.all(
    all.map(async ({ path, network, bytes }) => {
      const { table } = await readLogs([{ path, blob: new Blob([bytes as BlobPart]) }], quiet);
      return { name: path.split('/')[1] ?? path, network, table, truth: labelsOf(table) };
    }),
  );
}

/** The log's flows without those that are labelled malicious. */
export function benignOf({ table, truth }: KnownLog): Uint32Array | null {
  return truth === null ? null : rowsWhere(table, (row) => truth[row] !== 1);
}

/** Flows before and after the time that halves the log. */
export function halvesOf(table: Table): readonly [Table, Table] | null {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return null;
  const times = Float64Array.from({ length: table.rows }, (_, row) => numberAt(ts, row)).sort();
  const middle = times[table.rows >> 1];
  const take = (isWanted: (time: number) => boolean) =>
    subTable(
      table,
      rowsWhere(table, (row) => isWanted(numberAt(ts, row))),
    );
  return [take((time) => time < middle), take((time) => time >= middle)];
}

export function subTable(table: Table, rows: Uint32Array): Table {
  return takeRows(table, rows, Float64Array.from(rows));
}

function rowsWhere(table: Table, isWanted: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: table.rows }, (_, row) => row).filter(isWanted);
}

function labelsOf(table: Table): Truth | null {
  const labels = readLabels(table).find(({ field }) => field === 'label');
  const positive = labels?.values.map(({ text }) => text).filter((text) => /^mal/i.test(text)) ?? [];
  const leftOut = labels?.values.map(({ text }) => text).filter((text) => /^background/i.test(text)) ?? [];
  return positive.length === 0 ? null : truthOf(table, 'label', positive, leftOut);
}
