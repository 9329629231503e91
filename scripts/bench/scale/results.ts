import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Measurement } from './measurement.ts';

/** The measurements that a file collected; none if it does not exist. */
export function readResults(path: string): Measurement[] {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

export function writeResults(path: string, results: readonly Measurement[]): void {
  writeFileSync(path, `${JSON.stringify(results, null, 1)}\n`);
}

/** Earlier measurements, with new ones in place of those of the same part, way and number of flows. */
export function merged(earlier: readonly Measurement[], added: readonly Measurement[]): Measurement[] {
  const keyOf = ({ part, way, flows }: Measurement) => JSON.stringify([part, way, flows]);
  const all = new Map([...earlier, ...added].map((one) => [keyOf(one), one]));
  return [...all.values()];
}
