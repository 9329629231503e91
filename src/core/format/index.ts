import { delimited, headerlessDelimited } from './delimited.ts';
import type { Format } from './format.ts';
import { headerless } from './headerless.ts';
import { json } from './json.ts';
import { jsonInCsv } from './json-in-csv.ts';
import { prefixed } from './prefixed.ts';
import { zeekTsv } from './zeek-tsv.ts';

/** Forms of log that can be read; the first that recognises the head of a file reads it. */
export const formats: readonly Format[] = [
  prefixed,
  zeekTsv,
  json,
  jsonInCsv,
  delimited,
  headerless,
  headerlessDelimited,
];
