import type { Channels } from '../behaviour/channels.ts';
import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import type { FindingsByGroup, GroupFinding } from '../groups/group-findings.ts';
import { hostsOfPairs, type Side } from '../hosts/sides.ts';
import { Bitmap } from '../selection/bitmap.ts';
import type { FoundFindings } from './find-findings.ts';

/** The findings of each channel, in one pass over the rows of all findings. 4 bytes per channel while counting. */
export async function findingsByChannel(
  { findings: { list }, rows }: FoundFindings,
  { channels, flows }: Pick<Facts, 'channels' | 'flows'>,
  control: Control,
): Promise<FindingsByGroup> {
  const counts = new Uint32Array(channels.count);
  const found = new Map<number, GroupFinding[]>();
  for (const [place, { id, kind, points }] of list.entries()) {
    const own = rows[place].toRows();
    const seen: number[] = [];
    await inStretches(control, own.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const channel = flows.channel[own[i]];
        if (counts[channel] === 0) seen.push(channel);
        counts[channel] += flows.represents === null ? 1 : flows.represents.flows[own[i]];
      }
    });
    for (const channel of seen) {
      push(found, channel, { id, kind, points, flows: counts[channel] });
      counts[channel] = 0;
    }
  }
  return found;
}

/** The findings of each host on one side, from those of its channels. */
export function findingsByHost(byChannel: FindingsByGroup, channels: Channels, side: Side): FindingsByGroup {
  const hostOf = hostsOfPairs(channels, side);
  const found = new Map<number, Map<string, GroupFinding>>();
  for (const [channel, findings] of byChannel) {
    const host = hostOf[channels.pair[channel]];
    const own = found.get(host) ?? new Map<string, GroupFinding>();
    found.set(host, own);
    for (const one of findings) own.set(one.id, { ...one, flows: one.flows + (own.get(one.id)?.flows ?? 0) });
  }
  return new Map([...found].map(([host, own]) => [host, [...own.values()].sort((a, b) => b.points - a.points)]));
}

/** The rows of all listed findings. */
export function rowsInFindings({ rows }: FoundFindings, total: number): Bitmap {
  const all = new Bitmap(total);
  for (const set of rows) for (const row of set.toRows()) all.add(row);
  return all;
}

function push(found: Map<number, GroupFinding[]>, group: number, finding: GroupFinding): void {
  const own = found.get(group);
  if (own === undefined) found.set(group, [finding]);
  else own.push(finding);
}
