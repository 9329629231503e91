import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from '../behaviour/behaviour.ts';
import type { FindingKind } from './finding.ts';
import { type Line, placeOf } from './line.ts';
import { techniquesOf } from './techniques.ts';

/** The techniques of a kind whose strongest line is one flow to a host and port. */
async function techniques(kind: FindingKind, host: string, port: number, proto = 'tcp'): Promise<string> {
  const { table } = await readText(connLog([{ 'id.resp_h': host, 'id.resp_p': port, proto, service: '-' }]));
  const behaviour = await scoreBehaviour(table, quiet);
  return techniquesOf(behaviour, kind, [placeOf(behaviour, 0) as Line]).join(' ');
}

// The ids of attack.mitre.org, by what the service and the place of the hosts say.
it.each<[FindingKind, string, number, string, string]>([
  ['Lateral movement or spraying', '10.0.0.9', 445, 'tcp', 'T1021.002 T1110.003'],
  ['Lateral movement or spraying', '10.0.0.9', 3389, 'tcp', 'T1021.001 T1110.003'],
  ['Lateral movement or spraying', '10.0.0.9', 22, 'tcp', 'T1021.004 T1110.003'],
  ['Lateral movement or spraying', '10.0.0.9', 389, 'tcp', 'T1021 T1110.003'],
  ['Brute force', '10.0.0.9', 22, 'tcp', 'T1110.001'],
  ['Network scan', '10.0.0.9', 445, 'tcp', 'T1046'],
  ['Network scan', '192.0.2.9', 445, 'tcp', 'T1046 T1595'],
  ['Bulk upload', '192.0.2.9', 443, 'tcp', 'T1048.002 T1567'],
  ['Bulk upload', '192.0.2.9', 21, 'tcp', 'T1048.003'],
  ['Bulk upload', '192.0.2.9', 5001, 'tcp', 'T1048'],
  ['Bulk upload', '10.0.0.9', 445, 'tcp', 'T1074.002'],
  ['Bulk download', '192.0.2.9', 80, 'tcp', 'T1105'],
  ['Bulk download', '10.0.0.9', 445, 'tcp', 'T1039'],
  ['Bulk download', '10.0.0.9', 8000, 'tcp', 'T1570'],
  ['Beacon', '192.0.2.9', 443, 'tcp', 'T1071.001'],
  ['Beacon', '192.0.2.9', 53, 'udp', 'T1071.004'],
  ['Beacon', '192.0.2.9', 587, 'tcp', 'T1071.003'],
  ['Long connection', '192.0.2.9', 4444, 'tcp', 'T1571'],
  ['Long connection', '192.0.2.9', 4444, 'udp', 'T1095'],
  ['Amplification', '192.0.2.9', 123, 'udp', 'T1498.002'],
  ['Odd volume', '192.0.2.9', 443, 'tcp', ''],
])('%s to %s, %d/%s: %s', async (kind, host, port, proto, expected) => {
  expect(await techniques(kind, host, port, proto)).toBe(expected);
});
