import { LogError } from '../core/errors.ts';
import { decodeCell } from '../core/format/escapes.ts';
import { readLogs } from '../core/read-logs.ts';
import { quiet, tableValues } from './read-text.ts';
import { readSlowly, type SlowLog, scored, texts } from './slow-reader.ts';

/** Why the two readers do not agree about a log, where that is known and right. */
const explanations: Readonly<Record<string, (text: string, difference: string) => boolean>> = {};

/**
 * Compares the readers with the slow one, of many logs as the files of one run. One difference per log, empty where
 * they agree.
 */
export async function differences(logs: readonly string[]): Promise<string[]> {
  const slow = logs.map(readSlowly);
  const dropped = logs.map((text, i) => ({ path: `${i}.log`, blob: new Blob([text]) }));
  const read = await readLogs(dropped, quiet).catch((error: unknown) => {
    if (!(error instanceof LogError)) throw error;
    return null;
  });
  if (read === null) return slow.map((log) => (log === null || log.flows.length === 0 ? '' : 'all refused'));
  const values = tableValues(read.table);
  let first = 0;
  return read.files.map((file, i) => {
    const found = difference(slow[i], file, values, first);
    first += file.flows;
    return found;
  });
}

/** The explanation of a difference, null when there is none. */
export function explain(text: string, found: string): string | null {
  return Object.entries(explanations).find(([, isSo]) => isSo(text, found))?.[0] ?? null;
}

type Values = ReturnType<typeof tableValues>;

function difference(
  slow: SlowLog | null,
  { flows, context, skipped, problem }: { flows: number; context: number; skipped: number; problem: unknown },
  values: Values,
  first: number,
): string {
  if (slow === null) return problem === null ? 'read, although a needed field is missing' : '';
  if (slow.flows.length === 0 && flows === 0) return '';
  const counts = { flows, context, skipped };
  const wanted = { flows: slow.flows.length, context: slow.context, skipped: slow.skipped };
  if (JSON.stringify(counts) !== JSON.stringify(wanted))
    return `counts ${JSON.stringify(counts)} instead of ${JSON.stringify(wanted)}`;
  for (const [row, flow] of slow.flows.entries()) {
    for (const field of [...scored, ...texts]) {
      const cell = values[field]?.[first + row] ?? null;
      const value = typeof cell === 'string' ? decodeCell(new TextEncoder().encode(cell)) : cell;
      if (value !== flow[field]) return `${field} of row ${row} is ${value} instead of ${flow[field]}`;
    }
  }
  return '';
}
