import { isIpv4 } from '../schema/address.ts';
import { endsIn255, isMulticast, isUnspecified } from '../schema/address-kind.ts';

/** What the detector knows of protocols, ports and addresses. Nothing in here names a host, a network or a file. */

export const TCP = 1;
export const UDP = 2;
export const ICMP = 3;

/** Which of the protocols above; 0 for any other. */
export function transportOf(proto: string): number {
  if (proto === 'tcp') return TCP;
  if (proto === 'udp') return UDP;
  return /icmp/i.test(proto) ? ICMP : 0;
}

/** Kinds of ICMP flow, which Zeek tells apart by what stands in `id.orig_p`: they stand in for the port. */
export const PROBE = 0;
export const ERROR = 1;
export const NEIGHBOUR = 2;

/** Answers to what others sent (unreachable, time exceeded ...), neighbour discovery (RFC 4861, 4443), or questions. */
export function icmpKind(type: number, isIpv6: boolean): number {
  if (isIpv6) return type < 5 ? ERROR : type >= 128 && type < 160 && type !== 128 && type !== 129 ? NEIGHBOUR : PROBE;
  return type === 3 || type === 4 || type === 5 || type === 11 || type === 12 ? ERROR : PROBE;
}

export const UNICAST = 0;
/** Sent to many or to nobody. */
export const MULTICAST = 1;
/** The last address of a /24: a broadcast, unless somebody tries to connect to it. */
export const BROADCAST = 2;

/** The kind of an address of sixteen bytes; text that is no address (null) is taken for a single host. */
export function addressKind(address: Uint8Array | null): number {
  if (address === null) return UNICAST;
  if (isUnspecified(address) || isMulticast(address) || (isIpv4(address) && address[12] === 255)) return MULTICAST;
  return endsIn255(address) ? BROADCAST : UNICAST;
}

/** UDP ports on which a network runs itself: names, addresses, time, discovery. */
const infrastructure = new Set([53, 67, 68, 123, 137, 138, 546, 547, 1900, 3702, 5353, 5355]);
/** Those where Zeek need not recognise a service. */
const alwaysInfrastructure = new Set([67, 68, 137, 138, 546, 547]);
/** An NTP request with all it may carry; more is something else on NTP's port. */
export const NTP_BYTES = 76;

/** Whether a UDP channel is the network's own housekeeping; `isSmall` says that no packet was above `NTP_BYTES`. */
export function isInfrastructure(port: number, hasService: boolean, isSmall: boolean): boolean {
  return infrastructure.has(port) && (hasService || alwaysInfrastructure.has(port) || (port === 123 && isSmall));
}

/** Services through which hosts are logged in to and administered (MITRE ATT&CK T1021, T1110.003), over TCP. */
const logIn = new Set([21, 22, 23, 88, 135, 139, 389, 445, 636, 1433, 3306, 3389, 5432, 5900, 5985, 5986]);

export function isLogInPort(port: number): boolean {
  return logIn.has(port);
}

/**
 * Whether calls are relayed there: STUN and TURN (RFC 8489, 8656) on the ports that the large services of conferencing document
 * for media. A call is long by nature, and few calls make their port a rare one.
 */
export function isCallPort(transport: number, port: number): boolean {
  return transport === UDP && ((port >= 3478 && port <= 3481) || (port >= 19_302 && port <= 19_309));
}

export function isWebPort(port: number): boolean {
  return port === 80 || port === 443;
}

/** States in which a connection came to nothing, even if a packet came back. */
const failedStates = new Set(['S0', 'REJ', 'RSTOS0', 'SH']);

export function isFailedState(state: string): boolean {
  return failedStates.has(state);
}
