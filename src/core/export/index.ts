import { csv } from './csv.ts';
import type { ExportFormat } from './export-format.ts';
import { ndjson } from './ndjson.ts';
import { zeekTsv } from './zeek-tsv.ts';

/** Forms that flows can be exported in. */
export const exportFormats: readonly ExportFormat[] = [csv, ndjson, zeekTsv];
