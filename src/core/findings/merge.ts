import type { Behaviour } from '../behaviour/behaviour.ts';
import { segmentOf } from '../behaviour/neighbours.ts';
import { ICMP } from '../behaviour/words.ts';
import type { Line } from './line.ts';

/** Scans of one source less than this many seconds apart are joined. */
const SAME_STRETCH = 600;

/**
 * Groups lines that belong to one incident. Each line is in one group; groups and lines are sorted strongest first. One
 * group has:
 *
 * - scans of one source in the same interval, over hosts, over ports and mixed;
 * - everything that one source does with one external destination, or with one service of an internal destination;
 * - the same indicator for several sources of one service, or for one source and several hosts of one /24 (IPv6: /48);
 * - scans of one host's ports by external neighbours, in one /24 as above;
 * - bursts of DNS queries, and the name server that receives most of them.
 */
export function mergeLines(behaviour: Behaviour, lines: readonly Line[]): Line[][] {
  const sets = new Sets(lines.length);
  const firstWith = new Map<string, number>();
  lines.forEach((line, at) => {
    for (const key of keysOf(behaviour, line)) {
      const other = firstWith.get(key);
      if (other === undefined) firstWith.set(key, at);
      else sets.join(other, at);
    }
  });
  joinScans(lines, sets);
  const groups = new Map<number, Line[]>();
  lines.forEach((line, at) => {
    const root = sets.rootOf(at);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [line]);
    else group.push(line);
  });
  return [...groups.values()].map((group) => group.toSorted(byStrength)).toSorted(([a], [b]) => byStrength(a, b));
}

/** Sorts lines strongest first, then by row. */
export function byStrength(a: Line, b: Line): number {
  return b.strength - a.strength || a.row - b.row;
}

const scans = new Set(['scan_h', 'scan_v', 'scan_a', 'spread']);

/** Whether a line is about many targets of one source. */
export function isScan({ witness }: Line): boolean {
  return scans.has(witness);
}

/** Keys of a line's entity. Lines that share a key are in one group. */
function keysOf(behaviour: Behaviour, line: Line): string[] {
  const { witness, source, destination, pair, port } = line;
  const { channels, reader } = behaviour.facts;
  if (witness === 'scan_v' && channels.pairs.isInside[pair] === 0) {
    return [
      `scan of ${destination} from near ${segmentOf(reader.address('id.orig_h', source), reader.label('id.orig_h', source))}`,
    ];
  }
  if (isScan(line) || witness === 'fan_in') return [];
  if (witness === 'dnsburst' || witness === 'dnsfail')
    return line.isToOne ? [withinPair(behaviour, line)] : [`dns ${source}`];
  const within = withinPair(behaviour, line);
  // Volume and Download report single pairs. Equal ports or networks do not relate two of them.
  if (witness === 'volume' || witness === 'download') return [within];
  const kind = `${sameWitness[witness] ?? witness} ${channels.ports.transport[port] === ICMP ? 'icmp' : port}`;
  const near = segmentOf(reader.address('id.resp_h', destination), reader.label('id.resp_h', destination));
  return [within, `${kind} to ${destination}`, `${kind} of ${source} near ${near}`];
}

/** Indicators that report the same behaviour share one name. */
const sameWitness: Readonly<Record<string, string>> = { upload: 'sent', size: 'sent', repeat: 'guess' };

function withinPair({ facts: { channels } }: Behaviour, { pair, channel }: Line): string {
  return channels.pairs.isInside[pair] === 1 ? `channel ${channel}` : `pair ${pair}`;
}

function joinScans(lines: readonly Line[], sets: Sets): void {
  const bySource = new Map<number, number[]>();
  lines.forEach((line, at) => {
    if (!isScan(line)) return;
    const own = bySource.get(line.source);
    if (own === undefined) bySource.set(line.source, [at]);
    else own.push(at);
  });
  for (const own of bySource.values()) {
    const inTime = own.toSorted((a, b) => startOf(lines[a]) - startOf(lines[b]));
    let end = -Infinity;
    inTime.forEach((at, place) => {
      if (place > 0 && startOf(lines[at]) <= end + SAME_STRETCH) sets.join(inTime[place - 1], at);
      end = Math.max(end, Number.isNaN(lines[at].to) ? 0 : lines[at].to);
    });
  }
}

function startOf({ from }: Line): number {
  return Number.isNaN(from) ? 0 : from;
}

/** Disjoint sets (union-find) of the integers 0 to `count - 1`. */
class Sets {
  private readonly parents: Uint32Array;

  constructor(count: number) {
    this.parents = Uint32Array.from({ length: count }, (_, i) => i);
  }

  rootOf(member: number): number {
    const { parents } = this;
    let at = member;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    this.parents[Math.max(first, second)] = Math.min(first, second);
  }
}
