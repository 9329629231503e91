import { parseArgs } from 'node:util';
import { type PartId, parts } from './measurement.ts';

export const usage = `npm run bench:scale -- [--sizes 1,6.3] [--only ${parts.join(',')}] [--rounds 3]
  [--results PATH] [--markdown PATH] [--folder PATH] [--tables]`;

/** Flows per generated Parquet file, in millions. */
export const FLOWS_PER_FILE = 5;

export interface Options {
  /** Numbers of flows, ascending. */
  readonly flows: readonly number[];
  readonly parts: readonly PartId[];
  /** Rounds of a run of less than a minute. Longer ones have one. */
  readonly rounds: number;
  /** A JSON file that collects the measurements of several calls. A measurement replaces an earlier one of its kind. */
  readonly results: string | null;
  /** A text with the marks of this command, between which the tables are written. */
  readonly markdown: string | null;
  /** Where generated Parquet files and databases are kept. */
  readonly folder: string | null;
  /** Whether to measure nothing and only write the tables of `results`. */
  readonly isTablesOnly: boolean;
}

/** Throws an error with a sentence for the user. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '1,6.3' },
      only: { type: 'string', default: 'page,command,duckdb' },
      rounds: { type: 'string', default: '3' },
      results: { type: 'string' },
      markdown: { type: 'string' },
      folder: { type: 'string' },
      tables: { type: 'boolean', default: false },
    },
  });
  const wanted = values.only.split(',').map((id) => partOf(id.trim()));
  const millions = [...new Set(values.sizes.split(',').map(millionsOf))].toSorted((a, b) => a - b);
  const uneven = millions.find((size) => size % FLOWS_PER_FILE !== 0);
  if (wanted.includes('sql') && uneven !== undefined)
    throw new Error(`sql has files of ${FLOWS_PER_FILE} million flows: --sizes ${uneven} is no multiple`);
  if (!/^[1-9]\d*$/.test(values.rounds))
    throw new Error(`--rounds takes a whole number from 1 on, not “${values.rounds}”`);
  if (values.tables && values.results === undefined) throw new Error('--tables needs --results');
  return {
    flows: millions.map((size) => Math.round(size * 1e6)),
    parts: wanted,
    rounds: Number(values.rounds),
    results: values.results ?? null,
    markdown: values.markdown ?? null,
    folder: values.folder ?? null,
    isTablesOnly: values.tables,
  };
}

function partOf(id: string): PartId {
  const part = parts.find((one) => one === id);
  if (part === undefined) throw new Error(`--only takes ${parts.join(', ')}, not “${id}”`);
  return part;
}

function millionsOf(text: string): number {
  const size = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : 0;
  if (!(size * 1e6 >= 1000)) throw new Error(`--sizes takes millions of flows, such as 1,6.3,50, not “${text}”`);
  return size;
}
