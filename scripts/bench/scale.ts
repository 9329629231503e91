import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Served, serveBuilt } from '../serve.ts';
import { inFreshBrowser } from './browser.ts';
import { describeMachine } from './machine.ts';
import { placeBetweenMarks } from './markdown.ts';
import { measureCommand } from './scale/command.ts';
import { measureDuckDb, measureSql } from './scale/duckdb.ts';
import type { Measurement, PartId, Taken } from './scale/measurement.ts';
import { type Options, parseOptions, usage } from './scale/options.ts';
import { measurePage } from './scale/page.ts';
import { merged, readResults, writeResults } from './scale/results.ts';
import { scaleTables } from './scale/tables.ts';

/**
 * `npm run bench:scale`: page, command and DuckDB on generated logs of millions of flows, and DuckDB on generated Parquet files.
 * Prints the tables of docs/scale.md. Needs a built command (`npm run build:command`) and 150 bytes of disk per flow for logs,
 * 60 for Parquet files.
 */
const options = readOptions();
const folder = options.folder ?? join(tmpdir(), 'oddflow-scale');
let results = options.results === null ? [] : readResults(options.results);
if (!options.isTablesOnly) await measureAll();

const machine = describeMachine(await inFreshBrowser(async (browser) => browser.version()));
const tables = scaleTables(results, machine);
console.log(`\n${tables}`);
if (options.markdown !== null) {
  const before = existsSync(options.markdown) ? readFileSync(options.markdown, 'utf8') : '';
  writeFileSync(options.markdown, placeBetweenMarks(before, tables, 'npm run bench:scale'));
}

async function measureAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const served = options.parts.includes('page') ? await serveBuilt() : null;
  for (const flows of options.flows) {
    for (const part of options.parts) {
      let before = loadavg()[0];
      for await (const taken of measure(part, flows, served)) {
        const load = [before, loadavg()[0]] as const;
        keep({ ...taken, part, flows, date: new Date().toISOString().slice(0, 10), load });
        [, before] = load;
      }
    }
  }
  await served?.close();
}

function keep(one: Measurement): void {
  const times = one.rounds.map(({ wall, processor }) => `${wall.toFixed(1)} s (${processor.toFixed(1)})`);
  console.log(`${one.flows / 1e6} M, ${one.part}, ${one.way}: ${times.join(', ')}; ${Math.round(one.memory / 1e6)} MB`);
  results = merged(results, [one]);
  if (options.results !== null) writeResults(options.results, results);
}

function measure(part: PartId, flows: number, served: Served | null): AsyncGenerator<Taken> {
  const { rounds } = options;
  if (part === 'command') return measureCommand(flows, rounds);
  if (part === 'duckdb') return measureDuckDb(flows, rounds, folder);
  if (part === 'sql') return measureSql(flows, rounds, folder);
  return measurePage(served?.url ?? '', flows, rounds);
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${usage}`);
    process.exit(2);
  }
}
