import type { AsyncBuffer, Compressors, FileMetaData, ParquetParsers } from 'hyparquet';
import { LogError } from '../errors.ts';
import { arrowDurations } from './arrow-durations.ts';
import { quoted, type ToJson } from './parquet-values.ts';
import { readingsOf, writerOf } from './row-writer.ts';

/** Why a Parquet file cannot be read. */
export type ParquetTrouble = 'encrypted' | 'codec' | 'large-group' | 'damaged';

/** Rows that are written at once. */
const BATCH = 2000;
/** Bytes of a row group, unpacked: its columns have to be in memory side by side. */
const LARGEST_GROUP = 2 ** 30;

/** How texts come out of hyparquet: as JSON at once, so that a value of a dictionary is decoded once. */
const parsers: Partial<ParquetParsers> = {
  timestampFromNanoseconds: (nanoseconds) => nanoseconds,
  stringFromBytes: (bytes) => bytes && quoted(bytes),
  jsonFromBytes: (bytes) => bytes && embeddedJson(bytes),
};

/** A column, and how its values become members of a JSON object. */
interface Column {
  readonly name: string;
  readonly key: string;
  readonly write: ToJson;
}

/**
 * The rows of a Parquet file as JSON, one line per row, row group by row group. Holds one group in memory. An empty
 * block comes between columns, so that the reader can yield to other messages. `onTaken` is called with the number of
 * bytes read from the file. Throws `LogError` `damaged-parquet`.
 */
export async function* parquetText(
  blob: Blob,
  name: string,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const { columns, metadata, startScan } = await openParquet(blob, name);
  let first = 0;
  let taken = 0;
  for (const group of metadata.row_groups) {
    const end = first + Number(group.num_rows);
    const scan = await explained(name, startScan);
    const values: ArrayLike<unknown>[] = [];
    for (const { name: column } of columns) {
      values.push(await explained(name, () => scan.readColumn({ column, rowStart: first, rowEnd: end })));
      yield new Uint8Array(0);
    }
    taken += bytesOf(group);
    onTaken(Math.min(taken, blob.size));
    yield* lines(columns, values, end - first);
    first = end;
  }
}

async function openParquet(blob: Blob, name: string) {
  // Not all of hyparquet: its index brings code that fetches files, which the build must not hold.
  const { parquetMetadataAsync, parquetSchema } = await import('hyparquet/src/metadata.js');
  const { parquetScan } = await import('hyparquet/src/scan.js');
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice: (start, end = blob.size) => blob.slice(start, end).arrayBuffer(),
  };
  const magic = new TextDecoder('latin1').decode(await blob.slice(-4).arrayBuffer());
  if (magic === 'PARE') throw trouble(name, 'encrypted');
  const stored = await explained(name, () => parquetMetadataAsync(file, { geoparquet: false }));
  refuseUnreadable(stored, name);
  const tree = parquetSchema(stored);
  const schemaText = stored.key_value_metadata?.find(({ key }) => key === 'ARROW:schema')?.value;
  const readings = readingsOf(tree, arrowDurations(schemaText));
  const columns: readonly Column[] = tree.children.map((child) => {
    const { name: column } = child.element;
    return { name: column, key: `${JSON.stringify(column)}:`, write: writerOf(child, readings) };
  });
  const metadata = { ...stored, schema: stored.schema.map((element) => readings.get(element)?.element ?? element) };
  const options = { file, metadata, compressors: await loadCompressors(), parsers, utf8: false, geoparquet: false };
  return { columns, metadata, startScan: () => parquetScan(options) };
}

/** The rows of a group, some at a time. `values` has each column's. */
function* lines(
  columns: readonly Column[],
  values: readonly ArrayLike<unknown>[],
  rows: number,
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < rows; at += BATCH) {
    let text = '';
    for (let row = at; row < Math.min(at + BATCH, rows); row++) {
      let line = '';
      for (let i = 0; i < columns.length; i++) {
        const value = values[i][row];
        if (value === undefined || value === null) continue;
        line += (line === '' ? '' : ',') + columns[i].key + columns[i].write(value);
      }
      text += `{${line}}\n`;
    }
    yield encoder.encode(text);
  }
}

/** Used from the first Parquet file on. Where WebAssembly cannot be had, hyparquet's own snappy is left. */
async function loadCompressors(): Promise<Compressors> {
  try {
    const { compressors } = await import('hyparquet-compressors');
    return Object.fromEntries(
      Object.entries(compressors).map(([codec, decompress]) => [
        codec,
        // The page of a column without values is empty, which lz4 1.1.2 takes for damage.
        (input: Uint8Array, length: number) => (length === 0 ? new Uint8Array(0) : decompress(input, length)),
      ]),
    );
  } catch {
    return {};
  }
}

function refuseUnreadable({ row_groups: groups }: FileMetaData, name: string): void {
  for (const group of groups) {
    if (group.columns.some(({ meta_data: known }) => known === undefined)) throw trouble(name, 'encrypted');
    if (Number(group.total_byte_size) > LARGEST_GROUP) throw trouble(name, 'large-group');
  }
}

function bytesOf({ columns }: FileMetaData['row_groups'][number]): number {
  return columns.reduce((sum, { meta_data: known }) => sum + Number(known?.total_compressed_size ?? 0), 0);
}

/** What hyparquet throws is about the file. */
async function explained<T>(name: string, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof DOMException) throw new LogError('unreadable', { file: name, why: error.message });
    if (error instanceof RangeError && /alloc|array (buffer )?length/i.test(error.message)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw trouble(name, /compression|codec/i.test(message) ? 'codec' : 'damaged');
  }
}

function trouble(file: string, why: ParquetTrouble): LogError {
  return new LogError('damaged-parquet', { file, why });
}

/** JSON that stands in a cell: an object or array as it is, anything else as text. */
function embeddedJson(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !text.includes('\n') ? text : JSON.stringify(text);
  } catch {
    return JSON.stringify(text);
  }
}
