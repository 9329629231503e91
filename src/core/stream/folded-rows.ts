import type { FlowBlock } from '../behaviour/flows.ts';
import { volume } from '../features/feature-sets.ts';
import { codeAt } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_MASK, GROUP_ROWS } from '../table/groups.ts';
import type { Interner } from '../table/interner.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';
import { Growing } from './growing.ts';

/** The columns of folded rows: what Behaviour, Volume, hosts, channels and findings read. */
const foldedNumbers = [...new Set(['ts', 'id.orig_p', 'id.resp_p', 'orig_pkts', 'resp_pkts', ...volume.fields])];
export const foldedLabels = ['id.orig_h', 'id.resp_h', 'proto', 'service', 'conn_state', 'history'] as const;

/** Bytes of memory per row: numbers, codes, and what the row stands for. */
export const BYTES_PER_FOLDED_ROW = 8 * foldedNumbers.length + 4 * foldedLabels.length + 56;

type Groups = { readonly kind: 'number'; readonly groups: Float64Array[] } | LabelGroups;
interface LabelGroups {
  readonly kind: 'category';
  readonly groups: Uint32Array[];
  labels: Interner;
}

/** The rows that a fold keeps, with what they stand for. */
export class FoldedRows {
  rows = 0;
  private readonly columns = new Map<string, Groups>();
  /** Columns of the group that rows are copied from. */
  private sources: (readonly [Groups, Column])[] = [];
  private readonly flows = new Growing(new Uint32Array(0));
  private readonly failed = new Growing(new Uint32Array(0));
  private readonly withData = new Growing(new Uint32Array(0));
  private readonly sent = new Growing(new Float64Array(0));
  private readonly received = new Growing(new Float64Array(0));
  private readonly seconds = new Growing(new Float64Array(0));
  private readonly longest = new Growing(new Float32Array(0));
  private readonly first = new Growing(new Float64Array(0));
  private readonly last = new Growing(new Float64Array(0));

  /** Announces the group that rows are copied from. Its labels must be those of the groups before. */
  begin({ columns }: Table): void {
    this.sources = [];
    for (const field of [...foldedNumbers, ...foldedLabels]) {
      const column = columns.get(field);
      if (column === undefined) continue;
      const own = this.columns.get(field) ?? emptyColumn(column);
      if (own.kind !== column.kind) continue;
      if (own.kind === 'category' && column.kind === 'category') own.labels = column.labels;
      this.columns.set(field, own);
      this.sources.push([own, column]);
    }
  }

  /** Copies a row of the group, and returns its place. It stands for no flow yet. */
  copy(row: number): number {
    const place = this.rows++;
    const [group, at] = [place >>> GROUP_BITS, place & GROUP_MASK];
    if (at === 0) for (const column of this.columns.values()) addGroups(column, group + 1);
    for (const [own, column] of this.sources) {
      if (own.groups.length <= group) addGroups(own, group + 1);
      own.groups[group][at] = column.kind === 'number' ? numberAt(column, row) : codeAt(column, row);
    }
    this.makeRoom(place + 1);
    this.first.values[place] = Number.NaN;
    this.last.values[place] = Number.NaN;
    return place;
  }

  /** Lets a row stand for flow `i` of a block too. */
  represent(place: number, { times, durations, sent, received }: FlowBlock, i: number, isFailed: boolean): void {
    this.flows.values[place]++;
    if (isFailed) this.failed.values[place]++;
    if (sent[i] > 0) this.withData.values[place]++;
    this.sent.values[place] += sent[i];
    this.received.values[place] += received[i];
    this.seconds.values[place] += durations[i];
    if (durations[i] > this.longest.values[place]) this.longest.values[place] = durations[i];
    const time = times[i];
    // Comparing with NaN is false, so the first set time replaces it.
    if (!(this.first.values[place] <= time) && !Number.isNaN(time)) this.first.values[place] = time;
    if (!(this.last.values[place] >= time) && !Number.isNaN(time)) this.last.values[place] = time;
  }

  /** The table of all rows. Their lines are not known. */
  finish(): Table {
    const { rows } = this;
    return {
      rows,
      columns: new Map(this.columns),
      lineStarts: { at: () => 0 },
      placesInFiles: null,
      represents: {
        flows: this.flows.take(rows),
        failed: this.failed.take(rows),
        withData: this.withData.take(rows),
        sent: this.sent.take(rows),
        received: this.received.take(rows),
        seconds: this.seconds.take(rows),
        longest: this.longest.take(rows),
        first: this.first.take(rows),
        last: this.last.take(rows),
      },
      sections: [],
    };
  }

  private makeRoom(rows: number): void {
    if (rows <= this.flows.values.length) return;
    for (const one of [this.flows, this.failed, this.withData]) one.reserve(rows);
    for (const one of [this.sent, this.received, this.seconds, this.first, this.last]) one.reserve(rows);
    this.longest.reserve(rows);
  }
}

function emptyColumn(column: Column): Groups {
  return column.kind === 'number'
    ? { kind: 'number', groups: [] }
    : { kind: 'category', groups: [], labels: column.labels };
}

/** Adds groups of unset values up to a number of groups. */
function addGroups(column: Groups, count: number): void {
  if (column.kind === 'number') {
    while (column.groups.length < count) column.groups.push(new Float64Array(GROUP_ROWS).fill(Number.NaN));
  } else {
    while (column.groups.length < count) column.groups.push(new Uint32Array(GROUP_ROWS));
  }
}
