import type { Behaviour } from '../behaviour/behaviour.ts';
import { TCP } from '../behaviour/words.ts';
import type { FindingKind } from './finding.ts';
import type { Line } from './line.ts';

/**
 * MITRE ATT&CK (enterprise) techniques that a kind of finding can be evidence of. `ofPort` adds the technique of a
 * channel's port.
 */
const ofKind: Readonly<Record<FindingKind, readonly string[]>> = {
  'Port scan': ['T1046'],
  'Network scan': ['T1046'],
  'Network and port scan': ['T1046'],
  'Scattered scan': ['T1046'],
  'Distributed scan or flood': ['T1595', 'T1498'],
  'Lateral movement or spraying': ['T1021', 'T1110.003'],
  'Spread over hosts': ['T1046', 'T1210'],
  'Brute force': ['T1110'],
  'Brute force or flooding': ['T1110', 'T1499'],
  'Repeated requests or flooding': ['T1499'],
  Amplification: ['T1498.002'],
  'Failed DNS names': ['T1568.002'],
  Beacon: [],
  'Bulk upload': ['T1048'],
  'Unusual upload': ['T1048'],
  'Bulk download': ['T1105'],
  'Tunnel-like DNS': ['T1071.004', 'T1572'],
  'Tunnel-like ICMP': ['T1095', 'T1572'],
  'DNS burst': ['T1071.004', 'T1568.002'],
  'Large packets': ['T1048'],
  'Long connection': [],
  'Rare service': ['T1571'],
  'Odd volume': [],
  // Those of its stages, see `incidentOf`.
  'Multi-stage incident': [],
};

/** The MITRE ATT&CK techniques of a finding, best match first. Empty when only amounts are unusual. */
export function techniquesOf(behaviour: Behaviour, kind: FindingKind, [{ port }]: readonly Line[]): readonly string[] {
  return kind === 'Beacon' || kind === 'Long connection' ? [ofPort(behaviour, port)] : ofKind[kind];
}

/** The command-and-control technique of a port: web, DNS, another protocol, or a non-standard port. */
function ofPort({ facts: { channels } }: Behaviour, id: number): string {
  const { ports } = channels;
  if (ports.isWeb[id] === 1) return 'T1071.001';
  const isBelowPorts = ports.transport[id] !== TCP && ports.port[id] !== 53;
  if (ports.port[id] === 53) return 'T1071.004';
  if (isBelowPorts) return 'T1095';
  return ports.port[id] < 1024 ? 'T1071' : 'T1571';
}
