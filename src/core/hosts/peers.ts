import type { Channels } from '../behaviour/channels.ts';
import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { fieldOf, hostColumn, type Side } from './sides.ts';

/**
 * Distinct peers of each host in the counted channels, in either direction, by code of each side's column. A host with
 * flows to itself is its own peer.
 */
export async function countPeers(
  { reader }: Facts,
  channels: Channels,
  table: Table,
  control: Control,
): Promise<Readonly<Record<Side, Uint32Array>>> {
  const destinations = reader.codeCount(fieldOf.destination);
  const sameAs = sourcesAsDestinations(table, reader.codeCount(fieldOf.source), destinations);
  const peers = new Uint32Array(destinations + sameAs.length);
  const seen = new PairTable();
  const { pairs } = channels;
  const isSeen = new Uint8Array(pairs.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const pair = channels.pair[channel];
      if (channels.flows[channel] === 0 || isSeen[pair] === 1) continue;
      isSeen[pair] = 1;
      const source = sameAs[pairs.source[pair]];
      const destination = pairs.destination[pair];
      const before = seen.size;
      seen.idOf(Math.min(source, destination), Math.max(source, destination));
      if (seen.size === before) continue;
      peers[source]++;
      if (source !== destination) peers[destination]++;
    }
  });
  return { source: sameAs.map((host) => peers[host]), destination: peers.slice(0, destinations) };
}

/** Source codes as destination codes. Sources that are not destinations get codes after the last. */
function sourcesAsDestinations(table: Table, sources: number, destinations: number): Uint32Array {
  const [from, to] = [hostColumn(table, 'source'), hostColumn(table, 'destination')];
  const codes = new Uint32Array(sources);
  for (let code = 1; code < sources; code++) {
    const known = from?.kind === 'category' && to?.kind === 'category' ? to.labels.find(from.labels.bytes(code)) : 0;
    codes[code] = known === 0 ? destinations + code : known;
  }
  return codes;
}
