import type { Behaviour } from '../behaviour/behaviour.ts';
import { inStretches } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import { allOf, columnsOf } from '../query/select.ts';
import type { Condition } from '../query/view.ts';
import type { Table } from '../table/table.ts';

/** What the flows of one finding come to. */
export interface Counts {
  flows: number;
  failed: number;
  sent: number;
  received: number;
  /** First and last start, epoch seconds; NaN when none has one. */
  from: number;
  to: number;
  sources: number;
  destinations: number;
  ports: number;
  /** The first `MOST_ROWS` of its flows. */
  readonly rows: number[];
}

const MOST_ROWS = 100;

/**
 * Counts the flows that meet each list of conditions. A flow is tried only against lists that speak of its source or of its
 * destination, or of neither.
 */
export async function countEach(
  table: Table,
  behaviour: Behaviour,
  wheres: readonly (readonly Condition[])[],
  control: Control,
): Promise<Counts[]> {
  const { channels, flows, reader } = behaviour.facts;
  const isMet = wheres.map((where) => allOf(where, columnsOf(table)));
  const counts = wheres.map(noFlows);
  const [sources, destinations, ports] = [new PairTable(), new PairTable(), new PairTable()];
  const candidates = await candidatesOf(
    behaviour,
    wheres.map((where) => hostsOf(table, where)),
    control,
  );
  await inStretches(control, flows.count, (first, end) => {
    const times = reader.numbers('ts', first, end);
    const sent = reader.numbers('orig_bytes', first, end);
    const received = reader.numbers('resp_bytes', first, end);
    for (let row = first; row < end; row++) {
      const channel = flows.channel[row];
      const pair = channels.pair[channel];
      for (const list of candidates(pair)) {
        if (!isMet[list](row)) continue;
        const count = counts[list];
        const time = times[row - first];
        count.flows++;
        if (received[row - first] === 0) count.failed += flows.failed[row];
        count.sent += sent[row - first];
        count.received += received[row - first];
        if (time < count.from || Number.isNaN(count.from)) count.from = time;
        if (time > count.to || Number.isNaN(count.to)) count.to = time;
        if (count.rows.length < MOST_ROWS) count.rows.push(row);
        count.sources += isNew(sources, list, channels.pairs.source[pair]);
        count.destinations += isNew(destinations, list, channels.pairs.destination[pair]);
        count.ports += isNew(ports, list, channels.port[channel]);
      }
    }
  });
  return counts;
}

function noFlows(): Counts {
  const sums = { flows: 0, failed: 0, sent: 0, received: 0, from: Number.NaN, to: Number.NaN };
  return { ...sums, sources: 0, destinations: 0, ports: 0, rows: [] };
}

function isNew(seen: PairTable, list: number, of: number): number {
  const before = seen.size;
  return seen.idOf(list, of) === before ? 1 : 0;
}

/** Codes of the hosts that conditions allow; empty for any. */
interface Hosts {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
}

function hostsOf(table: Table, where: readonly Condition[]): Hosts {
  return { sources: allowed(table, where, 'id.orig_h') ?? [], destinations: allowed(table, where, 'id.resp_h') ?? [] };
}

/** Null when conditions do not say. */
function allowed(table: Table, where: readonly Condition[], field: string): number[] | null {
  const column = table.columns.get(field);
  for (const condition of where) {
    if (condition.kind === 'equals' && condition.field === field && column?.kind === 'category') {
      return [column.labels.find(new TextEncoder().encode(condition.text))];
    }
    if (condition.kind !== 'any') continue;
    const ways = condition.of.map((way) => allowed(table, way, field));
    if (ways.every((codes) => codes !== null)) return ways.flat();
  }
  return null;
}

const none: readonly number[] = [];

/** Gives for a host pair the lists that may hold its flows. Most have none; 2 bytes a pair for those, and an array for others. */
async function candidatesOf(
  { facts: { channels } }: Behaviour,
  hosts: readonly Hosts[],
  control: Control,
): Promise<(pair: number) => readonly number[]> {
  const { source, destination, count } = channels.pairs;
  const bySource = listsBy(hosts.map(({ sources }) => sources));
  const byDestination = listsBy(hosts.map(({ sources, destinations }) => (sources.length > 0 ? [] : destinations)));
  const anywhere = hosts.flatMap((of, list) => (of.sources.length + of.destinations.length === 0 ? [list] : []));
  const wanted = hosts.map(({ destinations }) => (destinations.length === 0 ? null : new Set(destinations)));
  const kinds: (readonly number[])[] = [none];
  const known = new Map<string, number>([['', 0]]);
  const kindOf = new Uint32Array(count);
  await inStretches(control, count, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      const ofSource = bySource.get(source[pair]) ?? none;
      const ofDestination = byDestination.get(destination[pair]) ?? none;
      if (ofSource.length + ofDestination.length + anywhere.length === 0) continue;
      const lists = [...ofSource, ...ofDestination, ...anywhere].filter(
        (list) => wanted[list]?.has(destination[pair]) ?? true,
      );
      const key = lists.join(' ');
      const kind = known.get(key) ?? kinds.push(lists) - 1;
      known.set(key, kind);
      kindOf[pair] = kind;
    }
  });
  return (pair) => kinds[kindOf[pair]];
}

function listsBy(codes: readonly (readonly number[])[]): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  codes.forEach((own, list) => {
    for (const code of new Set(own)) {
      const others = lists.get(code);
      if (others === undefined) lists.set(code, [list]);
      else others.push(list);
    }
  });
  return lists;
}
