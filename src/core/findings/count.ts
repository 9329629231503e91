import type { Behaviour } from '../behaviour/behaviour.ts';
import { inStretches } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import { TIMELINE_BINS } from '../groups/timelines.ts';
import type { Predicate } from '../selection/predicate.ts';
import { rowTest } from '../selection/row-test.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Represented } from '../table/represented.ts';
import type { Table } from '../table/table.ts';
import { candidatesOf } from './candidates.ts';
import { FlowSet } from './flow-set.ts';

/** Totals over the flows of one finding. */
export interface Counts {
  flows: number;
  /** See `failedMeaning`. */
  failed: number;
  sent: number;
  received: number;
  /** First and last start in epoch seconds. NaN when no flow has a time. */
  from: number;
  to: number;
  sources: number;
  destinations: number;
  ports: number;
  readonly rows: FlowSet;
  /** Flows per time bin: `TIMELINE_BINS` equal intervals of the log's span. */
  readonly timeline: number[];
}

/**
 * Totals per list of conditions. Tests a flow only against the lists that name its source or destination, and those
 * that name neither.
 */
export async function countEach(
  table: Table,
  behaviour: Behaviour,
  wheres: readonly (readonly Predicate[])[],
  control: Control,
): Promise<Counts[]> {
  const { channels, flows, reader } = behaviour.facts;
  const { represents } = flows;
  const isMet = wheres.map((where) => rowTest(selectableOf(table), where));
  const counts = wheres.map(() => noFlows(flows.count));
  const [sources, destinations, ports] = [new PairTable(), new PairTable(), new PairTable()];
  const candidates = await candidatesOf(table, behaviour, wheres, control);
  const perSecond = TIMELINE_BINS / flows.span;
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
        if (represents === null) {
          count.flows++;
          count.failed += flows.failed[row];
          count.sent += sent[row - first];
          count.received += received[row - first];
          extend(count, time, time);
        } else addRepresented(count, represents, row);
        count.rows.add(row);
        if (time >= flows.start) {
          const bin = Math.min(TIMELINE_BINS - 1, Math.floor((time - flows.start) * perSecond));
          count.timeline[bin] += represents === null ? 1 : represents.flows[row];
        }
        count.sources += isNew(sources, list, channels.pairs.source[pair]);
        count.destinations += isNew(destinations, list, channels.pairs.destination[pair]);
        count.ports += isNew(ports, list, channels.port[channel]);
      }
    }
  });
  return counts;
}

/** Adds the flows that a row stands for. */
function addRepresented(count: Counts, { flows, failed, sent, received, first, last }: Represented, row: number): void {
  count.flows += flows[row];
  count.failed += failed[row];
  count.sent += sent[row];
  count.received += received[row];
  extend(count, first[row], last[row]);
}

function extend(count: Counts, from: number, to: number): void {
  if (from < count.from || Number.isNaN(count.from)) count.from = from;
  if (to > count.to || Number.isNaN(count.to)) count.to = to;
}

function noFlows(total: number): Counts {
  const sums = { flows: 0, failed: 0, sent: 0, received: 0, from: Number.NaN, to: Number.NaN };
  const timeline = new Array<number>(TIMELINE_BINS).fill(0);
  return { ...sums, sources: 0, destinations: 0, ports: 0, rows: new FlowSet(total), timeline };
}

function isNew(seen: PairTable, list: number, of: number): number {
  const before = seen.size;
  return seen.idOf(list, of) === before ? 1 : 0;
}
