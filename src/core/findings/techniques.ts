import type { Behaviour } from '../behaviour/behaviour.ts';
import { TCP } from '../behaviour/words.ts';
import type { FindingKind } from './finding.ts';
import type { Line } from './line.ts';

/** The strongest line's port and hosts, from which the technique of a kind follows. */
interface Place {
  readonly port: number;
  readonly isTcp: boolean;
  readonly isWeb: boolean;
  /** Source and destination are in one network. */
  readonly isInside: boolean;
}

/** MITRE ATT&CK (enterprise) techniques that a kind of finding can be evidence of, best match first. */
const ofKind: Readonly<Record<FindingKind, (place: Place) => readonly string[]>> = {
  'Port scan': scanned,
  'Network scan': scanned,
  'Network and port scan': scanned,
  'Scattered scan': scanned,
  'Distributed scan or flood': () => ['T1595', 'T1498.001'],
  'Lateral movement or spraying': ({ port }) => [remoteServices[port] ?? 'T1021', 'T1110.003'],
  'Spread over hosts': () => ['T1046', 'T1210'],
  'Brute force': () => ['T1110.001'],
  'Brute force or flooding': () => ['T1110.001', 'T1499.002'],
  'Repeated requests or flooding': () => ['T1499.002'],
  Amplification: () => ['T1498.002'],
  Beacon: (place) => [commanded(place)],
  'Bulk upload': uploaded,
  'Unusual upload': uploaded,
  'Bulk download': ({ isInside, port }) => [isInside ? (shares.has(port) ? 'T1039' : 'T1570') : 'T1105'],
  'Tunnel-like DNS': () => ['T1071.004', 'T1572'],
  'Tunnel-like ICMP': () => ['T1095', 'T1572'],
  'DNS burst': () => ['T1568.002', 'T1071.004'],
  'Callback after a request': () => ['T1190'],
  'Failed DNS names': () => ['T1568.002'],
  'Large packets': () => ['T1048'],
  'Long connection': (place) => [commanded(place)],
  'Rare service': () => ['T1571'],
  'Odd volume': () => [],
  // Those of its stages, see `incidentOf`.
  'Multi-stage incident': () => [],
};

/** The MITRE ATT&CK techniques of a finding, best match first. Empty when only amounts are unusual. */
export function techniquesOf(
  { facts: { channels } }: Behaviour,
  kind: FindingKind,
  [{ port, pair }]: readonly Line[],
): readonly string[] {
  const { ports, pairs } = channels;
  return ofKind[kind]({
    port: ports.port[port],
    isTcp: ports.transport[port] === TCP,
    isWeb: ports.isWeb[port] === 1,
    isInside: pairs.isInside[pair] === 1,
  });
}

/** Between networks a scan may also be reconnaissance from outside. */
function scanned({ isInside }: Place): readonly string[] {
  return isInside ? ['T1046'] : ['T1046', 'T1595'];
}

/** Remote services by TCP port: DCOM, SMB, SSH, RDP, VNC, WinRM. */
const remoteServices: Readonly<Record<number, string>> = {
  22: 'T1021.004',
  135: 'T1021.003',
  139: 'T1021.002',
  445: 'T1021.002',
  3389: 'T1021.001',
  5900: 'T1021.005',
  5985: 'T1021.006',
  5986: 'T1021.006',
};

/** Ports of file shares: SMB and NFS. */
const shares: ReadonlySet<number> = new Set([139, 445, 2049]);
/** Ports whose transfers are not encrypted: FTP, SMTP, DNS, HTTP. */
const plain: ReadonlySet<number> = new Set([20, 21, 25, 53, 80]);

/** Inside one network data is staged. Otherwise it leaves, encrypted by TLS or SSH or not. */
function uploaded({ isInside, isTcp, isWeb, port }: Place): readonly string[] {
  if (isInside) return ['T1074.002'];
  const alternative = plain.has(port) ? 'T1048.003' : isTcp && (port === 443 || port === 22) ? 'T1048.002' : 'T1048';
  return isWeb ? [alternative, 'T1567'] : [alternative];
}

/** File transfer (FTP, SMB) and mail (SMTP, POP3, IMAP) as command channels. */
const files: ReadonlySet<number> = new Set([20, 21, 139, 445]);
const mail: ReadonlySet<number> = new Set([25, 110, 143, 465, 587, 993, 995]);

/** The command-and-control technique of a port: an application's protocol, none, or a non-standard port. */
function commanded({ port, isTcp, isWeb }: Place): string {
  if (isWeb) return 'T1071.001';
  if (port === 53) return 'T1071.004';
  if (!isTcp) return 'T1095';
  if (files.has(port)) return 'T1071.002';
  if (mail.has(port)) return 'T1071.003';
  return port < 1024 ? 'T1071' : 'T1571';
}
