import { openAsBlob } from 'node:fs';
import { parseArgs } from 'node:util';
import { readLogs } from '../../src/core/read-logs.ts';
import { describeField } from '../../src/core/schema/conn.ts';
import { select } from '../../src/core/selection/compile.ts';
import { numbersFrom, sumOf } from '../../src/core/selection/computed-numbers.ts';
import { noiseOf } from '../../src/core/selection/noise.ts';
import { parse } from '../../src/core/selection/parse.ts';
import { isParseError } from '../../src/core/selection/parse-error.ts';
import { type Selectable, selectableOf } from '../../src/core/selection/selectable.ts';
import type { NumberColumn } from '../../src/core/table/number-column.ts';
import { bigLog } from '../big-log.ts';
import { median } from './statistics.ts';

/**
 * `npm run bench:selection`: processor time per row of one leaf of each kind, in Node, including the decisions about
 * labels. Medians over rounds that interleave all filters.
 */
const { rows, rounds, log } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '15' },
    log: { type: 'string' },
  },
}).values;

const filters = [
  ...['service:dns', 'state:S0,REJ', 'port:443', 'port:53,80,443', 'port:>1024', 'duration:>1m', 'orig_bytes:>10kB'],
  ...[
    'time:>=2026-03-03',
    'bytes:>10MB',
    'score:>=0.5',
    'src:10.0.0.0/8',
    'dst:2001:db8::/32',
    '"10.0"',
    '"443"',
    'noise:ntp',
  ],
  'src:10.0.0.0/8 port:>1024 -service:dns',
];
const control = { signal: new AbortController().signal, report: () => {} };
const { table } = await readLogs([{ path: 'conn.log', blob: await openAsBlob(log ?? bigLog(Number(rows))) }], control);
const schema = { fields: [...table.columns.keys()].map((name) => describeField(name, '')), firstDay: 0 };
const selectable = await selectableWithOwn();
const times = new Map(filters.map((filter) => [filter, [] as number[]]));
const found = new Map<string, number>();
for (let round = -2; round < Number(rounds); round++) {
  for (const filter of filters) {
    const predicate = parse(filter, schema);
    if (isParseError(predicate)) throw new Error(`${filter}: ${JSON.stringify(predicate)}`);
    const started = process.cpuUsage();
    const bitmap = await select(selectable, [predicate], control.signal);
    if (round >= 0) times.get(filter)?.push(process.cpuUsage(started).user / 1000);
    found.set(filter, bitmap.count());
  }
}
console.log(`${table.rows.toLocaleString('en')} flows, rounds: ${rounds}`);
console.table(
  filters.map((filter) => {
    const milliseconds = median(times.get(filter) ?? []);
    return {
      filter,
      flows: found.get(filter),
      ms: milliseconds.toFixed(1),
      'ns per row': ((milliseconds * 1e6) / table.rows).toFixed(1),
    };
  }),
);

/** The table's columns, and the computed ones. */
async function selectableWithOwn(): Promise<Selectable> {
  const number = (field: string) => table.columns.get(field) as NumberColumn;
  const own = {
    bytes: sumOf(number('orig_bytes'), number('resp_bytes')),
    score: numbersFrom(Float64Array.from({ length: table.rows }, (_, row) => (row * 0.618034) % 1)),
  };
  const columnOf = (field: string) => (field === 'bytes' || field === 'score' ? own[field] : table.columns.get(field));
  return { ...selectableOf(table), columnOf, noise: await noiseOf(table, control.signal) };
}
