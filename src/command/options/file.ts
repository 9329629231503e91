import type { Option } from './option.ts';

export const file: Option = {
  name: 'file',
  short: 'f',
  value: 'FILE',
  section: 'Input',
  leavesLabels: () => true,
  help:
    'Read this log. May be repeated, and files may also stand alone. FILE is a conn.log in any form that the page ' +
    'reads: Zeek TSV, JSON, CSV or Parquet, also in gzip, zstd, zip or tar. A folder stands for all files below it, ' +
    'and a pattern in quotes, such as "conn.*.log.gz", for all files that it matches. "-" is standard input, which is ' +
    'copied to a temporary file.',
};
