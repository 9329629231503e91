import type { Derivation } from '../derivation.ts';
import type { Facts } from '../facts.ts';
import { lastValue, type Term } from '../steps.ts';
import { capped, clipped } from '../surprise.ts';
import type { Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';
import { RANGE } from './brief.ts';
import type { Rounds } from './rounds.ts';

/** The numbers from which the score of a source and port follows. */
export interface SpreadNumbers {
  readonly facts: Facts;
  readonly id: number;
  /** Tails of all sources and ports, of those on this port, and of internal hosts that no other source contacts. */
  readonly tail: Tail | null;
  readonly ofPort: Tail | null;
  readonly ownTail: Tail | null;
  /** Whether a channel leads to an internal host that no other source contacts, on a port for logging in. */
  readonly isOwn: (channel: number) => boolean;
  readonly rounds: Rounds;
  readonly isInRounds: boolean;
  readonly leastOwn: number;
}

/** How the score of a source and port is computed: by its hosts, by those of its own network, or by rounds. */
export function deriveSpread(numbers: SpreadNumbers): Derivation {
  const { facts, id, isInRounds } = numbers;
  const { flows, destinations } = facts.entities.sourcePorts;
  const penalised: Term[] = [
    { name: 'n', meaning: 'flows of the source on the port', value: flows[id] },
    { name: 'D', meaning: 'destinations of the source on the port', value: destinations[id] },
    isInRounds
      ? { name: 'w', meaning: 'n / D / G', value: ({ n, D, G }) => n / D / G }
      : { name: 'w', meaning: 'n / D', value: ({ n, D }) => n / D },
  ];
  const share = '0.3 for destinations in use over more than a tenth of the log';
  const ways = isInRounds ? [inRounds(numbers)] : [ofAll(numbers), ofOwn(numbers)];
  const terms = ways.toSorted((a, b) => lastValue(b) - lastValue(a))[0];
  return { terms, penalised, share };
}

function roundsLine({ count }: Rounds, id: number): Term {
  return { name: 'G', meaning: 'windows of 10 minutes with at least 3 of these hosts', value: count[id] };
}

function ofAll({ facts, id, tail, ofPort }: SpreadNumbers): Term[] {
  const { channels, entities, targets } = facts;
  const { destinations, port } = entities.sourcePorts;
  const isLogIn = channels.ports.isLogIn[port[id]] === 1;
  const [hosts, cold] = [destinations[id], targets.cold[id]];
  const counts: Term[] = isLogIn
    ? [{ name: 'N', meaning: 'destinations on the port', value: hosts }]
    : [
        { name: 'C', meaning: 'destinations on the port that are not known otherwise', value: cold },
        { name: 'K', meaning: 'known destinations: 1 kB received on other channels', value: hosts - cold },
        { name: 'N', meaning: 'max(1, C − K / 2)', value: ({ C, K }) => Math.max(1, C - K / 2) },
      ];
  const byPort = ofPort !== null;
  return [
    ...counts,
    { name: 'v', meaning: 'ln N', value: ({ N }) => Math.log(N) },
    ...(tail === null ? [] : tailTerms(tail, 'v', 'ln N, all sources and ports')),
    ...(byPort ? tailTerms(ofPort, 'v', 'ln N, sources on the port', '2') : []),
    ...brevityTerms(facts, id, () => true),
    {
      name: 's',
      meaning: byPort ? 'min(6, 2 b min(tail, tail2))' : 'min(6, 2 b tail)',
      value: (of) => capped(2 * of.b * (byPort ? Math.min(of.tail, of.tail2) : of.tail)),
    },
  ];
}

function ownTerms(ownTail: Tail | null): Term[] {
  return [
    { name: 'v', meaning: 'ln(1 + N)', value: ({ N }) => Math.log(1 + N) },
    ...(ownTail === null
      ? []
      : tailTerms(ownTail, 'v', 'ln(1 + N), sources and ports with these hosts, and 24 usual ones')),
  ];
}

function ofOwn({ facts, id, ownTail, isOwn, leastOwn }: SpreadNumbers): Term[] {
  const { ofChannel } = facts.entities.sourcePorts;
  let hosts = 0;
  for (let channel = 0; channel < ofChannel.length; channel++) if (ofChannel[channel] === id && isOwn(channel)) hosts++;
  const isMany = hosts >= leastOwn;
  return [
    { name: 'N', meaning: 'hosts of its own network that no other source contacts on this port', value: hosts },
    ...ownTerms(ownTail),
    ...(isMany ? brevityTerms(facts, id, isOwn) : []),
    { name: 's', meaning: 'min(6, 2 b tail)', value: ({ b, tail }) => (isMany ? capped(2 * b * tail) : 0) },
  ];
}

function inRounds({ id, rounds, ownTail }: SpreadNumbers): Term[] {
  const meaning = 'most hosts of its own network, contacted by no other source on this port, in 10 minutes';
  return [
    { name: 'N', meaning, value: rounds.most[id] },
    ...ownTerms(ownTail),
    roundsLine(rounds, id),
    { name: 'V', meaning: 'windows of 10 minutes in the log', value: rounds.windows },
    {
      name: 's',
      meaning: 'min(6, 2 tail max(0, 1 − G / V)²)',
      value: ({ tail, G, V }) => capped(2 * tail * Math.max(0, 1 - G / V) ** 2),
    },
  ];
}

/** The lines of the brevity `b`: how briefly, and within which time, the wanted destinations are in use. */
function brevityTerms(
  { channels, entities, flows }: Facts,
  id: number,
  isWanted: (channel: number) => boolean,
): Term[] {
  const { ofChannel } = entities.sourcePorts;
  let [hosts, used, first, last] = [0, 0, Infinity, 0];
  for (let channel = 0; channel < channels.count; channel++) {
    if (ofChannel[channel] !== id || !isWanted(channel)) continue;
    const begin = channels.from[channel];
    hosts++;
    used += (channels.to[channel] - begin) / flows.span;
    first = Math.min(first, begin);
    last = Math.max(last, begin);
  }
  return [
    { name: 'a', meaning: 'mean fraction of the log over which one of them is in use', value: used / hosts },
    { name: 'r', meaning: 'seconds from the first to the last new one', value: last - first },
    {
      name: 'b',
      meaning: `(1 − a)² / √(1 + (r / ${RANGE})²)`,
      value: ({ a, r }) => clipped(1 - a, 0, 1) ** 2 / Math.sqrt(1 + (r / RANGE) ** 2),
    },
  ];
}
