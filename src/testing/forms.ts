import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { makeZstd } from './zstd-file.ts';

/** One log in every form that is read. */
export interface Form {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const numbers = new Set(['time', 'interval', 'count', 'port', 'int', 'double']);

/** Fields, types and rows of a Zeek TSV log. */
export function cut(log: string): { fields: string[]; types: string[]; rows: string[][] } {
  const lines = log.split(/\r?\n/);
  const after = (mark: string) =>
    lines
      .find((line) => line.startsWith(`${mark}\t`))
      ?.split('\t')
      .slice(1) ?? [];
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  return { fields: after('#fields'), types: after('#types'), rows };
}

/** A JSON object a row, as Zeek's JSON writer has them; `shape` may change the object. */
export function toJson(
  log: string,
  shape: (object: Record<string, unknown>) => unknown = (object) => object,
): string[] {
  const { fields, types, rows } = cut(log);
  return rows.map((cells) => {
    const entries = fields.flatMap((field, f): [string, unknown][] => {
      if (cells[f] === '-') return [];
      if (/^(set|table|vector)/.test(types[f])) return [[field, cells[f] === '(empty)' ? [] : cells[f].split(',')]];
      if (types[f] === 'bool') return [[field, cells[f] === 'T']];
      return [[field, numbers.has(types[f]) ? Number(cells[f]) : cells[f]]];
    });
    return JSON.stringify(shape(Object.fromEntries(entries)));
  });
}

/** Keys with points as nested objects. */
export function nested(object: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const [first, ...rest] = key.split('.');
    if (rest.length === 0) out[first] = value;
    else {
      out[first] ??= {};
      (out[first] as Record<string, unknown>)[rest.join('.')] = value;
    }
  }
  return out;
}

export function toCsv(log: string, separator = ','): string {
  const { fields, rows } = cut(log);
  const cell = (text: string) =>
    text === '-' ? '' : text.includes(separator) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return `${[fields, ...rows].map((cells) => cells.map(cell).join(separator)).join('\r\n')}\r\n`;
}

/** A column per field: numbers as doubles, sets as arrays, all else as texts. */
function toParquet(log: string): Uint8Array {
  const { fields, types, rows } = cut(log);
  const columnData = fields.map((name, f) => {
    const cells = rows.map((row) => (row[f] === '-' || row[f] === undefined ? null : row[f]));
    if (/^(set|table|vector)/.test(types[f] ?? '')) {
      const sets = cells.map((cell) => (cell === null ? null : cell === '(empty)' ? [] : cell.split(',')));
      return { name, data: sets, type: 'JSON' as const };
    }
    const isNumber = numbers.has(types[f]) && cells.every((cell) => cell === null || /^-?[\d.]+$/.test(cell));
    return isNumber
      ? { name, data: cells.map((cell) => (cell === null ? null : Number(cell))), type: 'DOUBLE' as const }
      : { name, data: cells, type: 'STRING' as const };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** The forms that any log with one header of Zeek TSV can be written in without loss. */
export function plainFormsOf(log: string): Form[] {
  const json = toJson(log).join('\n');
  const texts: Record<string, string> = {
    JSON: json,
    'JSON array': `[${toJson(log).join(',\n')}]`,
    'nested JSON': toJson(log, nested).join('\n'),
    CSV: toCsv(log),
    'CSV with semicolons': toCsv(log, ';'),
    'header row and tabs': toCsv(log, '\t'),
  };
  return [
    ...Object.entries(texts).map(([name, text]) => ({ name, bytes: strToU8(text) })),
    { name: 'gzip', bytes: gzipSync(log) },
    { name: 'zstd', bytes: makeZstd([{ text: strToU8(log), isChecked: true }]) },
    { name: 'zip', bytes: zipSync({ 'conn.log': strToU8(log) }) },
    { name: 'Parquet', bytes: toParquet(log) },
    { name: 'gzip of JSON', bytes: gzipSync(json) },
    { name: 'zip of CSV', bytes: zipSync({ 'conn.csv': strToU8(toCsv(log)) }) },
  ];
}

/** All forms of a log of 20 to 22 standard fields, among them those of shippers and archives. */
export function formsOf(log: string): Form[] {
  const { rows } = cut(log);
  const json = toJson(log).join('\n');
  const iso = (object: Record<string, unknown>) => ({
    ...object,
    ts: new Date(Number(object.ts) * 1000).toISOString(),
  });
  const texts: Record<string, string> = {
    TSV: log,
    CRLF: log.replaceAll('\n', '\r\n'),
    NDJSON: json,
    'pretty JSON': toJson(log)
      .map((line) => JSON.stringify(JSON.parse(line), null, 2))
      .join('\n'),
    'JSON array': `[${toJson(log).join(',\n')}]`,
    'nested JSON': toJson(log, nested).join('\n'),
    'JSON with _ in names': toJson(log, (o) =>
      Object.fromEntries(Object.entries(o).map(([key, value]) => [key.replace('id.', 'id_'), value])),
    ).join('\n'),
    'JSON with ISO times': toJson(log, iso).join('\n'),
    'JSON in milliseconds': toJson(log, (o) => ({ ...o, ts: Math.round(Number(o.ts) * 1000) })).join('\n'),
    Filebeat: toJson(log, (o) => ({ '@timestamp': '2020-01-01T00:00:00Z', message: JSON.stringify(o) })).join('\n'),
    'Elastic hits': JSON.stringify({
      took: 3,
      hits: {
        total: { value: rows.length },
        hits: toJson(log).map((line) => ({ _id: 'x', _source: JSON.parse(line) })),
      },
      aggregations: { a: [{ ts: 1 }] },
    }),
    Splunk: toJson(log, (o) => ({ preview: false, result: { _raw: JSON.stringify(o), source: 'conn' } })).join('\n'),
    CSV: toCsv(log),
    'CSV with semicolons': toCsv(log, ';'),
    'header row and tabs': toCsv(log, '\t'),
    'no header': rows.map((cells) => cells.join('\t')).join('\n'),
  };
  const compressed: Record<string, Uint8Array> = {
    gzip: gzipSync(log),
    'gzip of JSON': gzipSync(json),
    zstd: makeZstd([{ text: strToU8(log), isChecked: true }]),
    zip: zipSync({ 'conn.log': strToU8(log) }),
    'zip of CSV': zipSync({ 'a/conn.csv': strToU8(toCsv(log)) }),
  };
  return [
    ...Object.entries(texts).map(([name, text]) => ({ name, bytes: strToU8(text) })),
    ...Object.entries(compressed).map(([name, bytes]) => ({ name, bytes })),
  ];
}
