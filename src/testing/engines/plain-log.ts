/** A log's cells, read by a few lines that share nothing with the reader under test. Unset is null. */
export interface PlainLog {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Zeek's tab-separated text, or one JSON object per line. A line that is cut off is left out. */
export function plainLog(bytes: Uint8Array): PlainLog {
  const lines = new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return lines[0].startsWith('{') ? fromJson(lines) : fromTsv(lines);
}

function fromTsv(lines: readonly string[]): PlainLog {
  const head = lines.find((line) => line.startsWith('#fields')) ?? '';
  const names = head.split('\t').slice(1);
  const rows = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t').map(cellOf));
  return { names, rows: rows.filter((row) => row.length === names.length) };
}

function fromJson(lines: readonly string[]): PlainLog {
  const flows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const names = [...new Set(flows.flatMap((flow) => Object.keys(flow)))];
  return { names, rows: flows.map((flow) => names.map((name) => textOf(flow[name]))) };
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function cellOf(cell: string): string | null {
  return cell === '-' || cell === '(empty)' ? null : cell;
}

/** The fields that get a column of numbers in a table. */
export function isNumber(name: string): boolean {
  return /^(ts|duration|ip_proto|missed_bytes|id\.(orig|resp)_p|(orig|resp)_(ip_)?(bytes|pkts))$/.test(name);
}
