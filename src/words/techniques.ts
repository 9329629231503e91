/** Names of the MITRE ATT&CK techniques of findings (attack.mitre.org, enterprise matrix, version 15). */
const names: Readonly<Record<string, string>> = {
  T1021: 'Remote Services',
  'T1021.001': 'Remote Desktop Protocol',
  'T1021.002': 'SMB/Windows Admin Shares',
  'T1021.003': 'Distributed Component Object Model',
  'T1021.004': 'SSH',
  'T1021.005': 'VNC',
  'T1021.006': 'Windows Remote Management',
  T1039: 'Data from Network Shared Drive',
  T1046: 'Network Service Discovery',
  T1048: 'Exfiltration Over Alternative Protocol',
  'T1048.002': 'Exfiltration Over Asymmetric Encrypted Non-C2 Protocol',
  'T1048.003': 'Exfiltration Over Unencrypted Non-C2 Protocol',
  T1071: 'Application Layer Protocol',
  'T1071.001': 'Web Protocols',
  'T1071.002': 'File Transfer Protocols',
  'T1071.003': 'Mail Protocols',
  'T1071.004': 'DNS',
  'T1074.002': 'Remote Data Staging',
  T1095: 'Non-Application Layer Protocol',
  T1105: 'Ingress Tool Transfer',
  'T1110.001': 'Password Guessing',
  'T1110.003': 'Password Spraying',
  T1190: 'Exploit Public-Facing Application',
  T1210: 'Exploitation of Remote Services',
  'T1498.001': 'Direct Network Flood',
  'T1498.002': 'Reflection Amplification',
  'T1499.002': 'Service Exhaustion Flood',
  T1567: 'Exfiltration Over Web Service',
  'T1568.002': 'Domain Generation Algorithms',
  T1570: 'Lateral Tool Transfer',
  T1571: 'Non-Standard Port',
  T1572: 'Protocol Tunneling',
  T1595: 'Active Scanning',
};

/** Empty for an unlisted technique. */
export function techniqueName(id: string): string {
  return names[id] ?? '';
}
