import type { Format } from './format.ts';
import { zeekTsv } from './zeek-tsv.ts';

/** Forms of log that can be read; the first that recognises the head of a file reads it. */
export const formats: readonly Format[] = [zeekTsv];
