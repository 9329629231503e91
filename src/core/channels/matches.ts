import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import type { Table } from '../table/table.ts';
import { portText } from './port-text.ts';

/**
 * Where a word of a filter occurs: 1 by code of an address or service, by id of a port. Upper and lower case are the same; a
 * number is a part of an address, but a whole port.
 */
export interface Matches {
  readonly sources: Uint8Array;
  readonly destinations: Uint8Array;
  readonly ports: Uint8Array;
  readonly services: Uint8Array;
}

/** A filter's words, each with where it occurs; what is looked for has all of them. */
export async function matchWords(filter: string, facts: Facts, table: Table, control: Control): Promise<Matches[]> {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches: Matches[] = [];
  for (const word of words) {
    matches.push({
      sources: await matchLabels(table, 'id.orig_h', word, control),
      destinations: await matchLabels(table, 'id.resp_h', word, control),
      ports: Uint8Array.from({ length: facts.channels.ports.count }, (_, id) =>
        isPortMatch(portText(facts, id).toLowerCase(), word) ? 1 : 0,
      ),
      services: Uint8Array.from(facts.flows.services, (label) => (label.toLowerCase().includes(word) ? 1 : 0)),
    });
  }
  return matches;
}

/** A number is a whole port, or 53 would find 5353 as well. */
function isPortMatch(port: string, word: string): boolean {
  return /^\d+$/.test(word) ? port.startsWith(`${word}/`) : port.includes(word);
}

/** Whether all words occur in a channel's source, destination, port or service. */
export function isChannelMatch({ channels }: Facts, matches: readonly Matches[], channel: number): boolean {
  const pair = channels.pair[channel];
  for (let i = 0; i < matches.length; i++) {
    const { sources, destinations, ports, services } = matches[i];
    const isHere =
      sources[channels.pairs.source[pair]] === 1 ||
      destinations[channels.pairs.destination[pair]] === 1 ||
      ports[channels.port[channel]] === 1 ||
      services[channels.service[channel]] === 1;
    if (!isHere) return false;
  }
  return true;
}

async function matchLabels(
  { columns }: Table,
  field: AddressField,
  word: string,
  control: Control,
): Promise<Uint8Array> {
  const column = columns.get(hostField(columns, field));
  if (column?.kind !== 'category') return new Uint8Array(1);
  const { labels } = column;
  const wanted = new TextEncoder().encode(word);
  const found = new Uint8Array(labels.size + 1);
  await inStretches(control, labels.size, (from, to) => {
    for (let code = from + 1; code <= to; code++) found[code] = contains(labels.bytes(code), wanted) ? 1 : 0;
  });
  return found;
}

/** Whether bytes contain others, which are in lower case. */
function contains(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    let same = 0;
    while (same < wanted.length && lower(bytes[at + same]) === wanted[same]) same++;
    if (same === wanted.length) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
