import type { Control } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { PairTable } from '../pair-table.ts';

/** Seconds of a window in which a source tries hosts at once. */
const WINDOW = 600;

/** Rounds: windows in which a source tries several hosts on a port, with pauses between them. By source and port. */
export interface Rounds {
  /** Most hosts in one window. */
  readonly most: Uint32Array;
  /** Windows with at least as many hosts as asked for. */
  readonly count: Uint32Array;
  /** Windows of the log. */
  readonly windows: number;
}

/**
 * Counts hosts per source, port and window of 10 minutes, over the wanted channels (1 in `isWanted`). Only windows with at least `least`
 * hosts are rounds. One pass over the flows.
 */
export async function findRounds(
  { reader, entities: { sourcePorts }, flows }: Facts,
  control: Control,
  isWanted: Uint8Array,
  least: number,
): Promise<Rounds> {
  const windows = new PairTable();
  const contacts = new PairTable();
  const hosts: number[] = [];
  await inStretches(control, isWanted.includes(1) ? flows.count : 0, (from, to) =>
    addContacts(flows, sourcePorts.ofChannel, reader.numbers('ts', from, to), isWanted, from, to, {
      windows,
      contacts,
      hosts,
    }),
  );
  const most = new Uint32Array(sourcePorts.count);
  const count = new Uint32Array(sourcePorts.count);
  const { first: idOf } = windows.pairs();
  for (let window = 0; window < idOf.length; window++) {
    const id = idOf[window];
    most[id] = Math.max(most[id], hosts[window]);
    if (hosts[window] >= least) count[id]++;
  }
  return { most, count, windows: Math.max(1, Math.ceil(flows.span / WINDOW)) };
}

/** Windows of a source and port, the channels in them, and the hosts of each window. */
interface Contacts {
  readonly windows: PairTable;
  readonly contacts: PairTable;
  readonly hosts: number[];
}

function addContacts(
  { channel: channelOf, start }: Facts['flows'],
  sourcePortOf: Uint32Array,
  times: Float64Array,
  isWanted: Uint8Array,
  from: number,
  to: number,
  { windows, contacts, hosts }: Contacts,
): void {
  for (let row = from; row < to; row++) {
    const channel = channelOf[row];
    const time = times[row - from];
    if (isWanted[channel] === 0 || !(time >= start)) continue;
    const window = windows.idOf(sourcePortOf[channel], Math.floor((time - start) / WINDOW));
    const before = contacts.size;
    if (contacts.idOf(window, channel) === before) hosts[window] = (hosts[window] ?? 0) + 1;
  }
}
