import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startDuckDb } from '../../../src/testing/engines/duckdb.ts';
import { bigLog } from '../../big-log.ts';
import { FLOWS_PER_FILE } from './options.ts';
import { loadSteps } from './sql-steps.ts';

/** Parquet files with generated flows. */
export interface Generated {
  readonly paths: readonly string[];
  readonly bytes: number;
}

/**
 * Files of five million flows each, made once and kept in the folder. The first has the flows of the generated log of five million.
 * File r has them on a network of its own, with other times, sizes and durations, so that no row comes twice:
 *
 * - addresses: the first number of an IPv4 address plus r (round the 223 that there are), the first group of IPv6 likewise;
 * - `ts`: later by up to an hour, by a hash of the row and r;
 * - duration, bytes and packets: times 0.5 to 2, by another hash. IP bytes stay larger than bytes.
 *
 * Only the columns that the scoring script reads or lists are there.
 */
export async function generateFlows(flows: number, folder: string): Promise<Generated> {
  const count = flows / 1e6 / FLOWS_PER_FILE;
  mkdirSync(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, r) => join(folder, `flows-${String(r).padStart(3, '0')}.parquet`));
  if (paths.some((path) => !existsSync(path))) await writeFiles(paths, join(folder, 'first.duckdb'));
  return { paths, bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0) };
}

async function writeFiles(paths: readonly string[], database: string): Promise<void> {
  const engine = await startDuckDb(database, { memory_limit: '4GB' });
  const log = bigLog(FLOWS_PER_FILE * 1e6);
  const [{ tables }] = (
    await engine.run(["SELECT count(*) AS tables FROM duckdb_tables() WHERE table_name = 'conn'"])
  )[0];
  if (tables === 0) await engine.run(loadSteps(log));
  for (const [r, path] of paths.entries()) {
    if (existsSync(path)) continue;
    const partial = `${path}.partial`;
    await engine.run([`COPY (${flowsOfNetwork(r)}) TO '${partial}' (FORMAT parquet)`]);
    renameSync(partial, path);
    console.log(`made ${path}`);
  }
  await engine.close();
  if (paths.length > 1) rmSync(database, { force: true });
}

/** The query of the flows of file r. */
function flowsOfNetwork(r: number): string {
  const share = (salt: number) => `(hash(rowid, ${2 * r + salt}) / 18446744073709551616.0)`;
  const [later, factor] = r === 0 ? ['0', '1'] : [`3600 * ${share(0)}`, `pow(2, 2 * ${share(1)} - 1)`];
  const scaled = (field: string) => `CAST(floor(${field} * factor) AS BIGINT)`;
  const packets = (field: string) => `CAST(ceil(${field} * factor) AS BIGINT)`;
  const ip = (side: string) =>
    `${scaled(`coalesce(${side}_bytes, 0)`)} + ${scaled(`greatest(0, ${side}_ip_bytes - coalesce(${side}_bytes, 0))`)}`;
  return `SELECT round(ts + later, 6) AS ts, ${moved('id.orig_h', r)}, "id.orig_p", ${moved('id.resp_h', r)}, "id.resp_p",
  proto, service, conn_state, round(duration * factor, 6) AS duration,
  ${scaled('orig_bytes')} AS orig_bytes, ${scaled('resp_bytes')} AS resp_bytes,
  ${packets('orig_pkts')} AS orig_pkts, ${ip('orig')} AS orig_ip_bytes,
  ${packets('resp_pkts')} AS resp_pkts, ${ip('resp')} AS resp_ip_bytes
FROM (SELECT *, ${later} AS later, ${factor} AS factor FROM conn) AS varied`;
}

function moved(field: string, r: number): string {
  const [address, dot, colon] = [`"${field}"`, `instr("${field}", '.')`, `instr("${field}", ':')`];
  const v4 = `((CAST(${address}[:${dot} - 1] AS INTEGER) - 1 + ${r}) % 223 + 1) || ${address}[${dot}:]`;
  const v6 = `printf('%x', (CAST('0x' || ${address}[:${colon} - 1] AS INTEGER) + ${r}) % 65536) || ${address}[${colon}:]`;
  return `CASE WHEN ${colon} > 1 THEN ${v6} WHEN ${dot} > 1 THEN ${v4} ELSE ${address} END AS "${field}"`;
}
