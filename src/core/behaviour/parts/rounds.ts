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
 * Counts hosts per source, port and window of 10 minutes, over the wanted channels. Only windows with at least `least`
 * hosts are rounds. One pass over the flows.
 */
export async function findRounds(
  { reader, channels, entities: { sourcePorts }, flows }: Facts,
  control: Control,
  isWanted: (channel: number) => boolean,
  least: number,
): Promise<Rounds> {
  const wanted = new Uint8Array(channels.count);
  let some = 0;
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) some |= wanted[channel] = isWanted(channel) ? 1 : 0;
  });
  const windows = new PairTable();
  const contacts = new PairTable();
  const hosts: number[] = [];
  if (some !== 0) {
    await inStretches(control, flows.count, (from, to) => {
      const times = reader.numbers('ts', from, to);
      for (let row = from; row < to; row++) {
        const channel = flows.channel[row];
        if (wanted[channel] === 0 || !(times[row - from] >= flows.start)) continue;
        const at = Math.floor((times[row - from] - flows.start) / WINDOW);
        const window = windows.idOf(sourcePorts.ofChannel[channel], at);
        const before = contacts.size;
        if (contacts.idOf(window, channel) === before) hosts[window] = (hosts[window] ?? 0) + 1;
      }
    });
  }
  const most = new Uint32Array(sourcePorts.count);
  const count = new Uint32Array(sourcePorts.count);
  windows.pairs().first.forEach((id, window) => {
    most[id] = Math.max(most[id], hosts[window]);
    if (hosts[window] >= least) count[id]++;
  });
  return { most, count, windows: Math.max(1, Math.ceil(flows.span / WINDOW)) };
}
