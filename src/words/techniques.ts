/** Names of the MITRE ATT&CK techniques of findings (attack.mitre.org, enterprise matrix, version 15). */
const names: Readonly<Record<string, string>> = {
  T1021: 'Remote Services',
  T1046: 'Network Service Discovery',
  T1048: 'Exfiltration Over Alternative Protocol',
  T1071: 'Application Layer Protocol',
  'T1071.001': 'Web Protocols',
  'T1071.004': 'DNS',
  T1095: 'Non-Application Layer Protocol',
  T1105: 'Ingress Tool Transfer',
  T1110: 'Brute Force',
  'T1110.003': 'Password Spraying',
  T1210: 'Exploitation of Remote Services',
  T1498: 'Network Denial of Service',
  T1499: 'Endpoint Denial of Service',
  'T1568.002': 'Domain Generation Algorithms',
  T1571: 'Non-Standard Port',
  T1572: 'Protocol Tunneling',
  T1595: 'Active Scanning',
};

/** Empty for an unlisted technique. */
export function techniqueName(id: string): string {
  return names[id] ?? '';
}
