import type { NetworkLog } from './networks.ts';

/** The benign rows of a log, read once, with what attacks need to know of it. */
export interface Base {
  readonly log: NetworkLog;
  readonly name: string;
  readonly fields: readonly string[];
  /** Header and benign rows, as text. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Epoch seconds of the first flow, and seconds to the last. */
  readonly start: number;
  readonly span: number;
  /** Own IPv4 hosts with traffic of their own, most flows first: attacks move in with one of them. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** Web services outside that several own hosts use; where there are none, that one uses. */
  readonly popular: readonly Contact[];
  /** Own hosts that others connect to. */
  readonly servers: readonly string[];
  /** The name server with most questions; null without one. */
  readonly resolver: string | null;
  /** What each own host exchanges data with. */
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  /** The most frequent value of each field that planted flows have none for. */
  readonly usual: Readonly<Record<string, string>>;
  /** `T`, `F`, or null where the log does not say which hosts are local. */
  readonly localOf: (host: string) => string | null;
}

/** A service at a host. */
export interface Contact {
  readonly host: string;
  readonly port: number;
  readonly proto: 'tcp' | 'udp' | 'icmp';
  readonly service: string | null;
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** Flows that make a host one with traffic of its own. */
const ENOUGH = 20;

/** What the rows of a log tell about its network. `rows` are cells in the order of `fields`. */
export function makeBase(
  log: NetworkLog,
  header: string,
  fields: readonly string[],
  rows: readonly (readonly string[])[],
): Base {
  const at = (field: string) => fields.indexOf(field);
  const [ts, source, destination] = [at('ts'), at('id.orig_h'), at('id.resp_h')];
  const [start, end] = extremes(rows, ts);
  const isOwn = (host: string) => log.own.some((beginning) => host.startsWith(beginning));
  const destinations = hostsOf(rows, destination, 1);
  const used = usage(rows, fields, log.sees === 'originator' ? 'orig_bytes' : 'resp_bytes', isOwn);
  const text = rows.map((cells) => cells.join('\t')).join('\n');
  return {
    log,
    name: log.name,
    fields,
    bytes: new TextEncoder().encode(`${header}\n${text}\n`),
    rows: rows.length,
    start,
    span: end - start,
    sources: hostsOf(rows, source, ENOUGH).filter(isOwn),
    destinations,
    popular: popularOf(used, isOwn),
    servers: [...new Set([...used.values()].map(({ contact }) => contact.host))].filter(isOwn),
    resolver: destinations.find((host) => used.has(`${host} 53 udp`)) ?? null,
    contacts: contactsOf(used),
    usual: usualOf(rows, fields),
    localOf: localOf(rows, fields, isOwn),
  };
}

interface Used {
  readonly contact: Contact;
  readonly users: Set<string>;
}

/** Services with data, of the side that was seen, and the own hosts that used them. */
function usage(
  rows: readonly (readonly string[])[],
  fields: readonly string[],
  bytes: 'orig_bytes' | 'resp_bytes',
  isOwn: (host: string) => boolean,
): ReadonlyMap<string, Used> {
  const [source, destination, port, proto, service, received] = [
    'id.orig_h',
    'id.resp_h',
    'id.resp_p',
    'proto',
    'service',
    bytes,
  ].map((field) => fields.indexOf(field));
  const used = new Map<string, Used>();
  for (const cells of rows) {
    if (!IPV4.test(cells[destination]) || !(Number(cells[received]) > 0)) continue;
    const key = `${cells[destination]} ${cells[port]} ${cells[proto]}`;
    const known = used.get(key);
    if (known === undefined) {
      const contact: Contact = {
        host: cells[destination],
        port: Number(cells[port]),
        proto: cells[proto] as Contact['proto'],
        service: cells[service] === '-' ? null : cells[service],
      };
      used.set(key, { contact, users: new Set(isOwn(cells[source]) ? [cells[source]] : []) });
    } else if (isOwn(cells[source])) known.users.add(cells[source]);
  }
  return used;
}

/** Web services outside with at least two users, or with one if there is none with two. */
function popularOf(used: ReadonlyMap<string, Used>, isOwn: (host: string) => boolean): Contact[] {
  const web = [...used.values()].filter(
    ({ users, contact }) => users.size > 0 && !isOwn(contact.host) && isWeb(contact),
  );
  const shared = web.filter(({ users }) => users.size > 1);
  return (shared.length > 0 ? shared : web).map(({ contact }) => contact);
}

function contactsOf(used: ReadonlyMap<string, Used>): Map<string, Contact[]> {
  const contacts = new Map<string, Contact[]>();
  for (const { contact, users } of used.values()) {
    for (const user of users) contacts.set(user, [...(contacts.get(user) ?? []), contact]);
  }
  return contacts;
}

function isWeb({ port, proto }: Contact): boolean {
  return proto === 'tcp' && (port === 443 || port === 80);
}

function extremes(rows: readonly (readonly string[])[], ts: number): readonly [number, number] {
  let [start, end] = [Infinity, -Infinity];
  for (const cells of rows) {
    start = Math.min(start, Number(cells[ts]));
    end = Math.max(end, Number(cells[ts]));
  }
  return [start, end];
}

/** IPv4 hosts of a column with at least `least` flows, most first. */
function hostsOf(rows: readonly (readonly string[])[], column: number, least: number): string[] {
  const flows = new Map<string, number>();
  for (const cells of rows) flows.set(cells[column], (flows.get(cells[column]) ?? 0) + 1);
  const found = [...flows].filter(([host, count]) => IPV4.test(host) && host !== '0.0.0.0' && count >= least);
  return found.toSorted((a, b) => b[1] - a[1]).map(([host]) => host);
}

const filled = new Set(['uid', 'detailedlabel']);

/** Fields in which nine of ten rows agree have that value in planted rows too, if a planted flow has none of its own. */
function usualOf(rows: readonly (readonly string[])[], fields: readonly string[]): Record<string, string> {
  const usual: Record<string, string> = {};
  fields.forEach((field, column) => {
    if (filled.has(field)) return;
    const value = majority(rows, column);
    const count = rows.filter((cells) => cells[column] === value).length;
    if (count >= 0.9 * rows.length) usual[field] = value;
  });
  return usual;
}

/** The value of more than half of the rows, if there is one (Boyer and Moore 1981). */
function majority(rows: readonly (readonly string[])[], column: number): string {
  let [candidate, votes] = ['', 0];
  for (const cells of rows) {
    if (votes === 0) candidate = cells[column];
    votes += cells[column] === candidate ? 1 : -1;
  }
  return candidate;
}

/** RFC 1918, which Zeek takes for local by default. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** Where the log marks own hosts as local, own and private hosts are. */
function localOf(
  rows: readonly (readonly string[])[],
  fields: readonly string[],
  isOwn: (host: string) => boolean,
): (host: string) => string | null {
  const [source, flag] = [fields.indexOf('id.orig_h'), fields.indexOf('local_orig')];
  const isSaid = flag >= 0 && rows.some((cells) => cells[flag] === 'T' && isOwn(cells[source]));
  return (host) => (isSaid ? (isOwn(host) || PRIVATE.test(host) ? 'T' : 'F') : null);
}
