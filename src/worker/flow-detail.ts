import { among } from '../core/channels/channel-flows.ts';
import type { Scored } from '../core/detect/detect.ts';
import { decodeCell } from '../core/format/escapes.ts';
import { type RawLine, readRawLines } from '../core/query/raw-lines.ts';
import { sharesOf } from '../core/query/shares.ts';
import { suspicionsOf } from '../core/query/suspicions.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { parseAddress } from '../core/schema/address.ts';
import { isPrivate } from '../core/schema/address-kind.ts';
import { type AddressField, hostField } from '../core/schema/host-field.ts';
import type { Bitmap } from '../core/selection/bitmap.ts';
import { select } from '../core/selection/compile.ts';
import type { LeafPredicate, Predicate } from '../core/selection/predicate.ts';
import { selectableOf } from '../core/selection/selectable.ts';
import type { Text } from '../core/source/text.ts';
import { isUnsetCell } from '../core/table/field-block.ts';
import { numberAt } from '../core/table/number-column.ts';
import { type Layout, rowInFile, type Table } from '../core/table/table.ts';
import type { Contribution, FlowCell, FlowDetail, Related } from './api.ts';
import { numberOrNull } from './number-or-null.ts';
import type { Views } from './views.ts';

const FIVE_MINUTES = 300;

/**
 * Details of one row for the panel. Reads the line again from its file. Percentiles are over `population`; related
 * flows are counted among those that meet `where`.
 */
export async function describeFlow(
  logs: ReadLogs,
  scored: Scored,
  views: Views,
  row: number,
  population: Table,
  where: readonly Predicate[],
  signal: AbortSignal,
): Promise<FlowDetail> {
  const { table, texts, files } = logs;
  const { line, layout, file } = await readLine(table, texts, row, signal);
  const { score, kind, parts, terms, reasons = [], sum = [] } = scored.explain(row);
  const contributions = kind === 'reasons' ? [] : contributionsOf(population, scored, row, parts);
  const cells = cellsOf(table, population, row, line, layout, contributions);
  return {
    flow: row,
    file,
    row: rowInFile(table, files.length)(row),
    rank: views.rankOf(row),
    score,
    cells,
    kind,
    contributions: contributions.toSorted((a, b) => b.part - a.part),
    terms,
    reasons,
    sum,
    suspicions: suspicionsOf(table, row),
    line,
    position: positionOf(scored, row),
    related: await relatedOf(table, row, views, cells, where, signal),
  };
}

async function readLine(
  table: Table,
  texts: readonly Text[],
  row: number,
  signal: AbortSignal,
): Promise<{ line: Uint8Array; layout: Layout; file: number }> {
  let found: { line: Uint8Array; layout: Layout; file: number } | null = null;
  const keep = (_: number, { bytes, start, end, section }: RawLine) => {
    found = { line: bytes.slice(start, end), layout: section.layout, file: section.file };
  };
  await readRawLines(table, texts, Uint32Array.of(row), keep, signal);
  if (found === null) throw new RangeError(`no row ${row}`);
  return found;
}

function contributionsOf(population: Table, scored: Scored, row: number, parts: readonly number[]): Contribution[] {
  const { features, description } = scored;
  return features.names.flatMap((name, feature) => {
    const { typical, isLeftOut } = description.features[feature];
    if (isLeftOut === true) return [];
    const column = population.columns.get(name);
    const value = features.at(row, feature);
    const shares = column?.kind === 'number' ? sharesOf(column, population.rows, value, 0) : { below: 0, above: 0 };
    return {
      feature: name,
      value,
      unset: features.isUnset(row, feature),
      typical,
      part: parts[feature],
      ...shares,
    };
  });
}

function cellsOf(
  table: Table,
  population: Table,
  row: number,
  line: Uint8Array,
  layout: Layout,
  contributions: readonly Contribution[],
): FlowCell[] {
  const texts = cellTexts(line, layout);
  return layout.fields.map((name, field) => {
    const column = table.columns.get(name);
    const peers = population.columns.get(name);
    const value = column?.kind === 'number' ? numberAt(column, row) : Number.NaN;
    const text = texts[field];
    const feature = contributions.find((contribution) => contribution.feature === name);
    return {
      name,
      text: text ?? decodeCell(layout.unset),
      unset: text === null,
      derived: text === null ? derivedLocal(name, layout, texts) : null,
      value: numberOrNull(value),
      below:
        Number.isNaN(value) || peers?.kind !== 'number'
          ? null
          : (feature?.below ?? sharesOf(peers, population.rows, value, Number.NaN).below),
    };
  });
}

/** Locality of the source or destination derived from its address, for logs that do not state it. */
function derivedLocal(name: string, { fields }: Layout, texts: readonly (string | null)[]): string | null {
  const host = name === 'local_orig' ? 'id.orig_h' : name === 'local_resp' ? 'id.resp_h' : null;
  const text = host === null ? null : texts[fields.indexOf(host)];
  const address = text == null ? null : parseAddress(text);
  return address === null ? null : isPrivate(address) ? 'T' : 'F';
}

/** Cells of a line as unescaped text, null for unset. */
function cellTexts(line: Uint8Array, layout: Layout): (string | null)[] {
  const { bytes, starts } = layout.records.cut(line, 0, line.length, layout);
  return layout.fields.map((_, field) => {
    const [start, end] = [starts[field], starts[field + 1] - layout.separator.length];
    return isUnsetCell(layout, bytes, start, end) ? null : decodeCell(bytes.subarray(start, end));
  });
}

function positionOf(scored: Scored, row: number): number[] {
  const { features, description } = scored;
  const values = Float64Array.from(features.names, (_, feature) => features.at(row, feature));
  const out = new Float64Array(1);
  const components = description.components.map((_, component) => {
    scored.project({ values, stride: 1 }, 1, component, out, 0);
    return out[0];
  });
  return [...values, ...components];
}

/** Counts of flows that share a property with this one. Skips properties that are unset or missing in the log. */
async function relatedOf(
  table: Table,
  row: number,
  views: Views,
  cells: readonly FlowCell[],
  where: readonly Predicate[],
  signal: AbortSignal,
): Promise<Related[]> {
  const sameCell = (field: string): LeafPredicate[] => {
    const cell = cells.find(({ name, unset }) => name === field && !unset);
    return cell === undefined ? [] : among(table.columns, field, Uint32Array.of(row));
  };
  const host = (address: AddressField): LeafPredicate[] => {
    const field = hostField(table.columns, address);
    return field === address ? sameCell(address) : among(table.columns, field, Uint32Array.of(row));
  };
  const ts = cells.find(({ name }) => name === 'ts')?.value ?? null;
  const minutes: LeafPredicate[] =
    ts === null ? [] : [{ op: 'range', field: 'ts', from: ts - FIVE_MINUTES, to: ts + FIVE_MINUTES }];
  const [source, destination, port] = [host('id.orig_h'), host('id.resp_h'), sameCell('id.resp_p')];
  const leaves = [...source, ...destination, ...port, ...minutes];
  const wanted: readonly (readonly [Related['kind'], number, readonly LeafPredicate[]])[] = [
    ['pair', 2, [...source, ...destination]],
    ['source', 1, source],
    ['destination', 1, destination],
    ['port', 1, port],
    ['minutes', 1, minutes],
  ];
  const shown = await views.select(where, signal);
  const meeting = new Map<LeafPredicate, Bitmap>();
  for (const leaf of leaves) meeting.set(leaf, await select(selectableOf(table), [leaf], signal));
  return wanted.flatMap(([kind, conditions, shared]) => {
    if (shared.length !== conditions) return [];
    const rows = shown.copy();
    for (const leaf of shared) rows.and(meeting.get(leaf) as Bitmap);
    return [{ kind, where: shared, flows: rows.count() }];
  });
}
