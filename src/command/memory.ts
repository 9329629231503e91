import { totalmem } from 'node:os';
import type { Given } from './given.ts';
import { textOf } from './given.ts';
import { memory } from './options/memory.ts';

const MEGABYTE = 1e6;
/** Share of the machine's memory, or of the container's limit. */
const SHARE = 0.5;

/** Memory in bytes for the flows of a run. A log that needs more is read twice instead, and its best flows are kept. */
export function memoryOf(given: Given): number {
  const text = textOf(given, memory);
  if (text !== null) return Number(text) * MEGABYTE;
  const limit = process.constrainedMemory() ?? 0;
  const total = totalmem();
  return SHARE * (limit > 0 && limit < total ? limit : total);
}
