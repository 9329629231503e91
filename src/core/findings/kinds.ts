import type { Behaviour } from '../behaviour/behaviour.ts';
import { ICMP, TCP } from '../behaviour/words.ts';
import type { FindingKind } from './finding.ts';
import type { Line } from './line.ts';

/** Transfers of at least this many bytes are called bulk. */
const BULK = 10e6;

/** The kind of a group of lines, by its strongest line and by the other lines. */
export function kindOf(behaviour: Behaviour, lines: readonly Line[]): FindingKind {
  const [first] = lines;
  const has = (witness: Line['witness']) => lines.some((line) => line.witness === witness);
  switch (first.witness) {
    case 'scan_h':
    case 'scan_v':
      return has('scan_h') && has('scan_v') ? 'Network and port scan' : has('scan_h') ? 'Network scan' : 'Port scan';
    case 'scan_a':
      return has('scan_h') || has('scan_v') ? 'Network and port scan' : 'Scattered scan';
    case 'fan_in':
      return 'Distributed scan or flood';
    case 'spread':
      return spreadKind(behaviour, first);
    case 'repeat':
      return isTunnel(behaviour, lines) ?? repeatKind(behaviour, first);
    case 'guess':
      return 'Brute force';
    case 'dnsfail':
      return 'Failed DNS names';
    case 'callback':
      return 'Callback after a request';
    case 'amplify':
      return 'Amplification';
    case 'beacon':
      return isTunnel(behaviour, lines) ?? 'Beacon';
    case 'upload':
    case 'size':
      return isTunnel(behaviour, lines) ?? uploadKind(behaviour, first);
    case 'download':
      return 'Bulk download';
    case 'dnsburst':
      return isTunnel(behaviour, lines) ?? 'DNS burst';
    case 'long':
      return isTunnel(behaviour, lines) ?? 'Long connection';
    case 'rare':
      return 'Rare service';
    case 'volume':
      return 'Odd volume';
  }
}

function spreadKind({ facts: { channels } }: Behaviour, { port, pair }: Line): FindingKind {
  const isInside = channels.pairs.isInside[pair] === 1;
  return isInside && channels.ports.isLogIn[port] === 1 ? 'Lateral movement or spraying' : 'Spread over hosts';
}

function repeatKind({ facts: { channels } }: Behaviour, { port }: Line): FindingKind {
  if (channels.ports.isLogIn[port] === 1) return 'Brute force';
  return channels.ports.isWeb[port] === 1 ? 'Repeated requests or flooding' : 'Brute force or flooding';
}

/** Finds tunnels: packets that are larger than usual for DNS queries or pings. */
function isTunnel({ facts: { channels } }: Behaviour, lines: readonly Line[]): FindingKind | null {
  const large = lines.filter(({ witness }) => witness === 'size' || witness === 'upload');
  const isDns = large.some(({ port }) => channels.ports.port[port] === 53 && channels.ports.transport[port] !== ICMP);
  if (isDns) return 'Tunnel-like DNS';
  return large.some(({ port }) => channels.ports.transport[port] === ICMP) ? 'Tunnel-like ICMP' : null;
}

function uploadKind({ facts: { channels, entities } }: Behaviour, { channel, port }: Line): FindingKind {
  const sent = entities.pairs.sent[entities.pairs.ofChannel[channel]];
  if (sent >= BULK) return 'Bulk upload';
  return channels.ports.transport[port] === TCP ? 'Unusual upload' : 'Large packets';
}
