import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import type { Bitmap } from '../selection/bitmap.ts';

/** Numbers of channels, sources and destinations with a selected flow. About 2 ns per selected row. */
export async function countGroups(
  { channels, flows, reader }: Facts,
  { words }: Bitmap,
  control: Control,
): Promise<{ readonly sources: number; readonly destinations: number; readonly channels: number }> {
  const isSeen = new Uint8Array(channels.count);
  await inStretches(control, flows.count, (from, to) => {
    for (let word = from >>> 5; word << 5 < to; word++) {
      for (let rest = words[word] | 0; rest !== 0; rest &= rest - 1) {
        isSeen[flows.channel[(word << 5) + 31 - Math.clz32(rest & -rest)]] = 1;
      }
    }
  });
  const sources = new Uint8Array(reader.codeCount('id.orig_h'));
  const destinations = new Uint8Array(reader.codeCount('id.resp_h'));
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (isSeen[channel] === 0) continue;
      sources[channels.pairs.source[channels.pair[channel]]] = 1;
      destinations[channels.pairs.destination[channels.pair[channel]]] = 1;
    }
  });
  return { sources: sumOf(sources), destinations: sumOf(destinations), channels: sumOf(isSeen) };
}

function sumOf(marks: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < marks.length; i++) sum += marks[i];
  return sum;
}
