import type { Behaviour } from '../behaviour/behaviour.ts';
import { UNSCORED } from '../behaviour/channels.ts';
import { inStretches } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import { fieldOf, hostsOfPairs, otherSide, type Side } from '../hosts/sides.ts';
import type { Predicate } from '../selection/predicate.ts';
import { rowTest } from '../selection/row-test.ts';
import { selectableOf } from '../selection/selectable.ts';
import type { Table } from '../table/table.ts';
import { candidatesOf } from './candidates.ts';

/** Totals of one host over the flows of a finding. */
export interface HostShare {
  /** Code of the host on its side. */
  readonly host: number;
  readonly flows: number;
  /** Flows that are scored, and the failed ones among them: see `failedMeaning`. */
  readonly scored: number;
  readonly failed: number;
  /** Distinct hosts on the other side, and distinct ports with their protocol. */
  readonly peers: number;
  readonly ports: number;
}

/**
 * Totals per host on each side of the flows that meet the conditions, by descending number of flows. One pass, 32 bytes
 * per host of the log.
 */
export async function sharesOfHosts(
  table: Table,
  behaviour: Behaviour,
  where: readonly Predicate[],
  control: Control,
): Promise<Readonly<Record<Side, readonly HostShare[]>>> {
  const { channels, flows } = behaviour.facts;
  const { represents } = flows;
  const isMet = rowTest(selectableOf(table), where);
  const candidates = await candidatesOf(table, behaviour, [where], control);
  const sides = [sideOf(behaviour, 'source'), sideOf(behaviour, 'destination')];
  await inStretches(control, flows.count, (first, end) => {
    for (let row = first; row < end; row++) {
      const channel = flows.channel[row];
      const pair = channels.pair[channel];
      if (candidates(pair).length === 0 || !isMet(row)) continue;
      const isScored = (channels.flags[channel] & UNSCORED) === 0;
      const count = represents === null ? 1 : represents.flows[row];
      const failed = represents === null ? flows.failed[row] : represents.failed[row];
      for (const side of sides) add(side, pair, channels.port[channel], count, isScored ? count : 0, failed);
    }
  });
  const [source, destination] = sides.map(listed);
  return { source, destination };
}

interface Tally {
  readonly hostOf: Uint32Array;
  readonly peerOf: Uint32Array;
  readonly flows: Uint32Array;
  readonly scored: Uint32Array;
  readonly failed: Uint32Array;
  readonly peers: Uint32Array;
  readonly ports: Uint32Array;
  readonly peersSeen: PairTable;
  readonly portsSeen: PairTable;
}

function sideOf({ facts: { channels, reader } }: Behaviour, side: Side): Tally {
  const count = () => new Uint32Array(reader.codeCount(fieldOf[side]));
  const [hostOf, peerOf] = [hostsOfPairs(channels, side), hostsOfPairs(channels, otherSide(side))];
  const counts = { flows: count(), scored: count(), failed: count(), peers: count(), ports: count() };
  return { hostOf, peerOf, ...counts, peersSeen: new PairTable(), portsSeen: new PairTable() };
}

function add(tally: Tally, pair: number, port: number, count: number, scoredOf: number, failedOf: number): void {
  const { hostOf, peerOf, flows, scored, failed, peers, ports, peersSeen, portsSeen } = tally;
  const host = hostOf[pair];
  flows[host] += count;
  scored[host] += scoredOf;
  failed[host] += failedOf;
  peers[host] += isNew(peersSeen, host, peerOf[pair]);
  ports[host] += isNew(portsSeen, host, port);
}

function isNew(seen: PairTable, host: number, of: number): number {
  const before = seen.size;
  return seen.idOf(host, of) === before ? 1 : 0;
}

function listed({ flows, scored, failed, peers, ports }: Tally): HostShare[] {
  const found: HostShare[] = [];
  for (let host = 0; host < flows.length; host++) {
    if (flows[host] === 0) continue;
    const counts = { flows: flows[host], scored: scored[host], failed: failed[host] };
    found.push({ host, ...counts, peers: peers[host], ports: ports[host] });
  }
  return found.sort((a, b) => b.flows - a.flows || a.host - b.host);
}
