/** A machine of the office under each of its addresses. */
export interface Host {
  readonly v4: string;
  readonly v6: string;
  /** Made of a MAC address set aside for documentation (RFC 7042). */
  readonly link: string;
}

/** A service as a connection names it. */
export interface Service {
  readonly destination: string;
  readonly destinationPort: number;
  readonly service: string | null;
}

const host = (net: number, number: number): Host => ({
  v4: `192.168.${net}.${number}`,
  v6: `2001:db8:10:${net}::${number.toString(16)}`,
  link: `fe80::200:5eff:fe00:53${number.toString(16).padStart(2, '0')}`,
});
const hosts = (net: number, first: number, count: number) =>
  Array.from({ length: count }, (_, i) => host(net, first + i));

/** The office's own machines: private addresses (RFC 1918), and IPv6 of the range set aside for documentation. */
export const office = {
  desks: hosts(10, 20, 28),
  phones: hosts(20, 140, 6),
  router: host(10, 1),
  server: host(10, 5),
  printer: host(10, 9),
  camera: host(30, 7),
  thermostat: host(30, 8),
};

/**
 * Web sites outside, every third with IPv6 too. All addresses outside are of ranges for documentation (RFC 5737, RFC
 * 3849).
 */
export const sites: readonly { readonly v4: string; readonly v6: string | null }[] = Array.from(
  { length: 90 },
  (_, i) => ({
    v4: `${['192.0.2', '198.51.100', '203.0.113'][i % 3]}.${5 + i}`,
    v6: i % 3 === 0 ? `2001:db8:f00:${(i + 1).toString(16)}::80` : null,
  }),
);

const at = (destination: string, destinationPort: number, service: string | null): Service => ({
  destination,
  destinationPort,
  service,
});
const { router, server, printer } = office;

/** What the office uses, inside and outside. */
export const services = {
  dns: at(router.v4, 53, 'dns'),
  dhcp: at(router.v4, 67, 'dhcp'),
  files: at(server.v4, 445, 'gssapi,smb'),
  tickets: at(server.v4, 88, 'krb_tcp'),
  directory: at(server.v4, 389, 'ldap_tcp'),
  intranet: at(server.v4, 80, 'http'),
  shell: at(server.v4, 22, 'ssh'),
  routerState: at(router.v4, 161, 'snmp'),
  printing: at(printer.v4, 631, 'http'),
  time: at('203.0.113.123', 123, 'ntp'),
  mailbox: at('198.51.100.250', 993, 'ssl'),
  sendMail: at('198.51.100.250', 587, 'ssl,smtp'),
  callSetup: at('203.0.113.240', 443, 'ssl'),
  callMedia: at('203.0.113.240', 3478, null),
  phoneBook: at('203.0.113.200', 5061, 'ssl'),
  updates: at('198.51.100.240', 80, 'http'),
  cameraCloud: at('192.0.2.177', 8883, 'ssl'),
  weather: at('192.0.2.190', 80, 'http'),
  backup: at('203.0.113.199', 443, 'ssl'),
  neighbours: at(router.link, 136, null),
  routers: at('ff02::2', 134, null),
  multicastNames: at('ff02::fb', 5353, 'dns'),
  localNames: at('ff02::1:3', 5355, 'dns'),
  discovery: at('239.255.255.250', 1900, null),
};

/** Every other desk runs Windows, which sends no TCP timestamps. */
const windows = new Set(office.desks.filter((_, i) => i % 2 === 0).flatMap(({ v4, v6 }) => [v4, v6]));

/** Whether packets from this address carry TCP timestamps: 12 bytes more in each. */
export function sendsTimestamps(address: string): boolean {
  return !windows.has(address);
}

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** Whether Zeek would call the address local. */
export function isLocal(address: string): boolean {
  return /^(192\.168\.|10\.|fe80:|2001:db8:10:)/.test(address);
}
