import type { Facts } from '../behaviour/facts.ts';
import { inBlocks } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import type { Bitmap } from '../selection/bitmap.ts';
import type { Side } from './sides.ts';

const HOUR = 3600;
const NEVER = 0xffff_ffff;

/**
 * Maximum number of distinct hosts on the other side per hour, by host code. Hours count from the log's first flow;
 * flows without a time count in the first hour. Counts all or selected rows. One pass over the rows. Looks a pair up
 * only when its hour differs from its previous row. Scratch: 24 to 48 bytes per hour of each pair.
 */
export async function countBusiestHour(
  { reader, channels, flows }: Facts,
  selected: Bitmap | null,
  control: Control,
  shares: readonly [number, number],
): Promise<Readonly<Record<Side, Uint32Array>>> {
  const { pairs } = channels;
  const hourOf = new Uint32Array(pairs.count).fill(NEVER);
  const pairHours = new PairTable();
  const counters = [hourly(reader.codeCount('id.orig_h')), hourly(reader.codeCount('id.resp_h'))];
  await inBlocks(control, reader.rows, shares, (from, to) => {
    if (selected?.isEmpty(from, to) === true) return;
    const times = reader.numbers('ts', from, to);
    for (let i = 0; i < to - from; i++) {
      if (selected?.has(from + i) === false) continue;
      const pair = channels.pair[flows.channel[from + i]];
      const hour = times[i] >= flows.start ? Math.floor((times[i] - flows.start) / HOUR) : 0;
      if (hour === hourOf[pair]) continue;
      hourOf[pair] = hour;
      const before = pairHours.size;
      pairHours.idOf(pair, hour);
      if (pairHours.size === before) continue;
      counters[0].add(pairs.source[pair], hour);
      counters[1].add(pairs.destination[pair], hour);
    }
  });
  return { source: counters[0].most, destination: counters[1].most };
}

/** Counts by host and hour. Keeps the maximum of each host. */
function hourly(hosts: number): { readonly most: Uint32Array; add(host: number, hour: number): void } {
  const most = new Uint32Array(hosts);
  const hostHours = new PairTable();
  const counts: number[] = [];
  return {
    most,
    add(host, hour) {
      const id = hostHours.idOf(host, hour);
      counts[id] = (counts[id] ?? 0) + 1;
      if (counts[id] > most[host]) most[host] = counts[id];
    },
  };
}
