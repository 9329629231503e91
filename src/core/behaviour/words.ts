import { isIpv4 } from '../schema/address.ts';
import { endsIn255, isMulticast, isUnspecified } from '../schema/address-kind.ts';

/** Knowledge of protocols, ports and addresses. Contains no host, network or file names. */

/** Transport protocols. */
export const TCP = 1;
export const UDP = 2;
export const ICMP = 3;

/** The transport protocol of a label. 0 for any other. */
export function transportOf(proto: string): number {
  if (proto === 'tcp') return TCP;
  if (proto === 'udp') return UDP;
  return /icmp/i.test(proto) ? ICMP : 0;
}

/** Kinds of ICMP flow, from the ICMP type that Zeek writes to `id.orig_p`. They take the place of the port. */
const PROBE = 0;
export const ERROR = 1;
export const NEIGHBOUR = 2;

/**
 * Errors in response to other traffic (unreachable, time exceeded ...), neighbour discovery (RFC 4861, 4443), or
 * probes.
 */
export function icmpKind(type: number, isIpv6: boolean): number {
  if (isIpv6) return type < 5 ? ERROR : type >= 128 && type < 160 && type !== 128 && type !== 129 ? NEIGHBOUR : PROBE;
  return type === 3 || type === 4 || type === 5 || type === 11 || type === 12 ? ERROR : PROBE;
}

/** Kinds of address. */
export const UNICAST = 0;
/** Multicast, or an address without a host. */
export const MULTICAST = 1;
/** The last address of a /24. It is a broadcast address unless a host tries to connect to it. */
export const BROADCAST = 2;

/** Offset added to the kind of an IPv6 address. */
export const IPV6 = 4;

/** The kind of a destination's address (`addressKind`), plus 4 for IPv6. */
export function destinationKind(address: Uint8Array | null): number {
  return addressKind(address) + (address === null || isIpv4(address) ? 0 : IPV6);
}

/** The kind of a sixteen-byte address. Null (text that is not an address) counts as a single host. */
export function addressKind(address: Uint8Array | null): number {
  if (address === null) return UNICAST;
  if (isUnspecified(address) || isMulticast(address) || (isIpv4(address) && address[12] === 255)) return MULTICAST;
  return endsIn255(address) ? BROADCAST : UNICAST;
}

/** UDP ports of network services: names, addresses, time, discovery. */
export const infrastructurePorts: ReadonlySet<number> = new Set([
  53, 67, 68, 123, 137, 138, 546, 547, 1900, 3702, 5353, 5355,
]);
/** Ports on which the service need not be recognised. */
export const alwaysInfrastructure: ReadonlySet<number> = new Set([67, 68, 137, 138, 546, 547]);
/** Largest NTP request. Larger packets on NTP's port are other traffic. */
export const NTP_BYTES = 76;

/** Whether a UDP channel is infrastructure. `isSmall` means that no packet exceeded `NTP_BYTES`. */
export function isInfrastructure(port: number, hasService: boolean, isSmall: boolean): boolean {
  return infrastructurePorts.has(port) && (hasService || alwaysInfrastructure.has(port) || (port === 123 && isSmall));
}

/** TCP ports of remote log-in and administration (MITRE ATT&CK T1021, T1110.003). */
export const logInPorts: ReadonlySet<number> = new Set([
  21, 22, 23, 88, 135, 139, 389, 445, 636, 1433, 3306, 3389, 5432, 5900, 5985, 5986,
]);

/** Whether a TCP port is a service of remote log-in or administration. */
export function isLogInPort(port: number): boolean {
  return logInPorts.has(port);
}

/**
 * Whether the port relays calls: STUN and TURN (RFC 8489, 8656), and media ports that large conferencing services
 * document. Calls are long, and few calls make their port a rare one.
 */
export function isCallPort(transport: number, port: number): boolean {
  return transport === UDP && ((port >= 3478 && port <= 3481) || (port >= 19_302 && port <= 19_309));
}

/** Whether a port is a web port (80 or 443). */
export function isWebPort(port: number): boolean {
  return port === 80 || port === 443;
}
