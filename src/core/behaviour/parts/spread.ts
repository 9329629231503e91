import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import { ANSWER, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf, portNames } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped, clipped } from '../surprise.ts';
import { beyond, fitTail, fitTailInTurns, quantilesOf, type Tail } from '../tail.ts';
import { RANGE, shareOfBrief } from './brief.ts';
import { findRounds, type Rounds } from './rounds.ts';
import { deriveSpread } from './spread-terms.ts';

/** Scores sources and ports by the number of briefly contacted hosts. Linear in the channels. */
export const spread: Part = {
  name: 'spread',
  label: 'Spread over hosts',
  entity: 'source-port',
  measures:
    'A source contacts unusually many hosts on a port, each for a short while, whether they answer or not; on ports for ' +
    'logging in, hosts of its own network that nobody else contacts there, at once or in rounds.',
  formula:
    '2 tail(ln N; every source and port, and those on the port if 8, scale >= .5), N = destinations that are not known (1 kB received on ' +
    'other channels) less half of those that are, all of them on log-in ports; or on log-in ports with at least 3 hosts that nobody else contacts there ' +
    '2 tail(ln(1 + D’); those and usual ones, scale >= .5); x t² / √(1 + (range/3 h)²), or in rounds: the same for the most of these hosts in a window of 10 min, x (1 - share of windows with 3)²; t = 1 - mean share of the log over ' +
    'which a destination is used; not on 53, 80, 443 and infrastructure; x .3 for destinations in use over more than a tenth of the log',
  source: 'measured; t tells a spray from monitoring; lateral movement: MITRE ATT&CK T1021',
  measure,
};

/** Prior for log-in ports: numbers of internal hosts that only one source contacts, in an ordinary network. */
const usual = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2];
const LEAST_OWN = 3;
/** Minimum number of sources from which the norm of a port is estimated. */
const LEAST_SOURCES = 8;

/** Destinations of each source and port, and the brevity of their use. */
interface Contacts {
  readonly hosts: Uint32Array;
  /** 0 to 1. High if each destination is used briefly and all within a short time. */
  readonly brevity: Float32Array;
}

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities } = facts;
  const { sourcePorts } = entities;
  const isOut = await findOut(facts, control);
  const all = await findContacts(facts, control, null);
  const ownChannels = await findOwn(facts, control);
  const isOwn = (channel: number) => ownChannels[channel] === 1;
  const own = await findContacts(facts, control, ownChannels);
  const rounds = await findRounds(facts, control, ownChannels, LEAST_OWN);
  const logs = new Float32Array(sourcePorts.count);
  await inStretches(control, logs.length, (from, to) => addLogs(facts, from, to, logs));
  const peers = peersOf(logs, isOut);
  const tail = facts.norms.tail('spread', await fitTailInTurns(peers, peers.length, control, 0.5));
  const tails = await fitPorts(facts, logs, isOut, control);
  const ownTail = facts.norms.tail('spread/own', fitOwn(own.hosts));
  const surprise = new Float32Array(sourcePorts.count);
  /** 1 where rounds are what is most unusual. */
  const isInRounds = new Uint8Array(sourcePorts.count);
  const found = { logs, isOut, all, own, rounds, tail, tails, ownTail };
  await inStretches(control, surprise.length, (from, to) =>
    measureSome(sourcePorts, found, from, to, surprise, isInRounds),
  );
  const triesOf = (id: number) => sourcePorts.flows[id] / sourcePorts.destinations[id];
  const share = await shareOfBrief(facts, control);
  await inStretches(control, isInRounds.includes(1) ? channels.count : 0, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = sourcePorts.ofChannel[channel];
      // A host that is tried once a round is in use over much of the log.
      if (isInRounds[id] === 1 && channels.flows[channel] <= 2 * rounds.count[id] && isOwn(channel)) share[channel] = 1;
    }
  });
  const usualHosts = medianHosts(sourcePorts.destinations, isOut);
  return {
    ...(await settle(
      facts,
      'spread',
      entitiesIn(sourcePorts.ofChannel),
      surprise,
      (id) => triesOf(id) / (isInRounds[id] === 1 ? rounds.count[id] : 1),
      control,
    )),
    entityOf: entitiesIn(sourcePorts.ofChannel),
    share,
    evidence: (id, row) => {
      const { source, port } = namesOf(facts, facts.flows.channel[row]);
      const alone = own.hosts[id];
      const hosts = sourcePorts.destinations[id];
      const known = hosts - facts.targets.cold[id];
      const inRounds = isInRounds[id] === 1 ? rounds.count[id] : 0;
      const numbers = { hosts, known, usual: usualHosts, alone, rounds: inRounds, flows: sourcePorts.flows[id] };
      const ofKnown = known > 0 ? `; ${known} of the hosts it also uses otherwise` : '';
      const besides = alone > 0 ? `; ${alone} of its own network that nobody else contacts there` : '';
      if (inRounds > 0) {
        const sentence = `${source} tried up to ${countOf(rounds.most[id], 'host')} of its own network at once on ${port} in ${countOf(inRounds, 'round')}; nobody else contacts them there`;
        return { numbers, sentence };
      }
      const sentence = `${source} briefly contacted ${countOf(numbers.hosts, 'host')} on ${port}; usual here ${usualHosts}${besides}${ofKnown}`;
      return { numbers, sentence };
    },
    derive: (id) =>
      deriveSpread({
        facts,
        id,
        tail,
        ofPort: tails[sourcePorts.port[id]] ?? null,
        ownTail,
        isOwn,
        rounds,
        isInRounds: isInRounds[id] === 1,
        leastOwn: LEAST_OWN,
      }),
  };
}

/** What is known of each source and port, and the tails of their numbers of hosts. */
interface Found {
  readonly logs: Float32Array;
  readonly isOut: Uint8Array;
  readonly all: Contacts;
  readonly own: Contacts;
  readonly rounds: Rounds;
  readonly tail: Tail | null;
  readonly tails: readonly (Tail | null)[];
  readonly ownTail: Tail | null;
}

/** Writes −log10 p to `surprise`, and 1 to `isInRounds` where rounds are what is most unusual. */
function measureSome(
  { port, isInfrastructure }: Facts['entities']['sourcePorts'],
  { logs, isOut, all, own, rounds, tail, tails, ownTail }: Found,
  from: number,
  to: number,
  surprise: Float32Array,
  isInRounds: Uint8Array,
): void {
  for (let id = from; id < to; id++) {
    if (isOut[id] === 1 || isInfrastructure[id] === 1) continue;
    const ofPort = tails[port[id]];
    const above = beyond(tail, logs[id]);
    const many = (ofPort === undefined ? above : Math.min(above, beyond(ofPort, logs[id]))) * all.brevity[id];
    const isMany = own.hosts[id] >= LEAST_OWN;
    const inside = isMany ? beyond(ownTail, Math.fround(Math.log(1 + own.hosts[id]))) * own.brevity[id] : 0;
    const atOnce = rounds.most[id] < LEAST_OWN ? 0 : beyond(ownTail, Math.fround(Math.log(1 + rounds.most[id])));
    const inRounds = atOnce * Math.max(0, 1 - rounds.count[id] / rounds.windows) ** 2;
    surprise[id] = capped(2 * Math.max(many, inside, inRounds));
    if (inRounds > Math.max(many, inside)) isInRounds[id] = 1;
  }
}

function addLogs(facts: Facts, from: number, to: number, logs: Float32Array): void {
  for (let id = from; id < to; id++) logs[id] = Math.log(newHostsOf(facts, id));
}

/** The values of the entities that are scored. */
function peersOf(values: Float32Array, isOut: Uint8Array): Float32Array {
  const peers = new Float32Array(values.length);
  let count = 0;
  for (let id = 0; id < values.length; id++) if (isOut[id] === 0) peers[count++] = values[id];
  return peers.subarray(0, count);
}

/** Median number of destinations of the entities that are scored. */
function medianHosts(destinations: Uint32Array, isOut: Uint8Array): number {
  const peers = peersOf(Float32Array.from(destinations), isOut);
  for (let i = 0; i < peers.length; i++) peers[i] = Math.log(peers[i]);
  return peers.length > 0 ? Math.round(Math.exp(quantilesOf(peers, peers.length).at(0.5))) : 0;
}

/**
 * Destinations of a source and port less half of those that it also uses otherwise, at least 1. On log-in ports all
 * destinations: who moves on logs in to hosts that he knows.
 */
function newHostsOf({ channels: { ports }, entities: { sourcePorts }, targets: { cold } }: Facts, id: number): number {
  const hosts = sourcePorts.destinations[id];
  if (ports.isLogIn[sourcePorts.port[id]] === 1) return Math.max(1, hosts);
  return Math.max(1, cold[id] - (hosts - cold[id]) / 2);
}

/** 1 for entities that are not scored: common ports, sources without destinations, answers. */
async function findOut({ channels, entities: { sourcePorts } }: Facts, control: Control): Promise<Uint8Array> {
  const isOut = new Uint8Array(sourcePorts.count);
  await inStretches(control, sourcePorts.count, (from, to) => markCommon(channels.ports, sourcePorts, from, to, isOut));
  const { ofChannel } = sourcePorts;
  await inStretches(control, channels.count, (from, to) => markOut(channels.flags, ofChannel, from, to, isOut));
  return isOut;
}

function markCommon(
  { isWeb, port: numberOf }: Facts['channels']['ports'],
  { port, destinations }: Facts['entities']['sourcePorts'],
  from: number,
  to: number,
  isOut: Uint8Array,
): void {
  for (let id = from; id < to; id++) {
    const isCommon = isWeb[port[id]] === 1 || numberOf[port[id]] === 53;
    if (isCommon || destinations[id] === 0) isOut[id] = 1;
  }
}

function markOut(flags: Uint8Array, idOf: Uint32Array, from: number, to: number, isOut: Uint8Array): void {
  for (let channel = from; channel < to; channel++)
    if ((flags[channel] & (UNSCORED | ANSWER)) !== 0) isOut[idOf[channel]] = 1;
}

/** By channel: 1 on log-in ports, to a host of the source's network that no other source contacts there. */
async function findOwn({ channels, entities: { services } }: Facts, control: Control): Promise<Uint8Array> {
  const { count } = channels;
  const isOwn = new Uint8Array(count);
  await inStretches(control, count, (from, to) => markOwn(channels, services, from, to, isOwn));
  return isOwn;
}

function markOwn(
  { ports, port, pairs, pair }: Facts['channels'],
  { sources, ofChannel }: Facts['entities']['services'],
  from: number,
  to: number,
  isOwn: Uint8Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (ports.isLogIn[port[channel]] === 0 || sources[ofChannel[channel]] !== 1) continue;
    isOwn[channel] = pairs.isInside[pair[channel]];
  }
}

/** Contacts over the channels that are 1 in `wanted`, or over all. */
async function findContacts(
  { channels, entities: { sourcePorts }, flows }: Facts,
  control: Control,
  wanted: Uint8Array | null,
): Promise<Contacts> {
  const { count, ofChannel } = sourcePorts;
  const hosts = new Uint32Array(count);
  const used = new Float64Array(count);
  const first = new Float32Array(count).fill(Infinity);
  const last = new Float32Array(count);
  const sums = { hosts, used, first, last };
  await inStretches(control, channels.count, (from, to) =>
    addContacts(channels, ofChannel, wanted, flows.span, from, to, sums),
  );
  const brevity = new Float32Array(count);
  await inStretches(control, count, (from, to) => measureBrevity(sums, from, to, brevity));
  return { hosts, brevity };
}

/** By source and port: hosts, the sum of the shares of the log over which they were used, first and last of their starts. */
interface ContactSums {
  readonly hosts: Uint32Array;
  readonly used: Float64Array;
  readonly first: Float32Array;
  readonly last: Float32Array;
}

function measureBrevity({ hosts, used, first, last }: ContactSums, from: number, to: number, out: Float32Array): void {
  for (let id = from; id < to; id++) {
    if (hosts[id] === 0) continue;
    const transience = clipped(1 - used[id] / hosts[id], 0, 1);
    out[id] = (transience * transience) / Math.sqrt(1 + ((last[id] - first[id]) / RANGE) ** 2);
  }
}

function addContacts(
  { from: firsts, to: lasts }: Facts['channels'],
  idOf: Uint32Array,
  wanted: Uint8Array | null,
  span: number,
  from: number,
  to: number,
  { hosts, used, first, last }: ContactSums,
): void {
  for (let channel = from; channel < to; channel++) {
    if (wanted !== null && wanted[channel] === 0) continue;
    const id = idOf[channel];
    const begin = firsts[channel];
    hosts[id]++;
    used[id] += (lasts[channel] - begin) / span;
    if (begin < first[id]) first[id] = begin;
    if (begin > last[id]) last[id] = begin;
  }
}

/** A tail of the number of destinations for each port with enough sources. By port. */
async function fitPorts(
  facts: Facts,
  logs: Float32Array,
  isOut: Uint8Array,
  control: Control,
): Promise<(Tail | null)[]> {
  const {
    channels,
    entities: { sourcePorts },
  } = facts;
  const { starts, sorted } = sortByPort(sourcePorts.port, channels.ports.count, logs, isOut);
  const tails: (Tail | null)[] = [];
  await inStretches(control, channels.ports.count, (from, to) => {
    for (let port = from; port < to; port++) {
      const count = starts[port + 1] - starts[port];
      if (count < LEAST_SOURCES) continue;
      const own = fitTail(quantilesOf(sorted.subarray(starts[port], starts[port + 1]), count), 0.5);
      tails[port] = facts.norms.tail(`spread/${portNames(facts, port).port}`, own);
    }
  });
  return tails;
}

function fitOwn(own: Uint32Array): Tail | null {
  const some = own.filter((hosts) => hosts > 0);
  const peers = Float32Array.of(...usual, ...usual);
  const joined = new Float32Array(peers.length + some.length);
  joined.set(peers);
  joined.set(some, peers.length);
  return fitTail(
    quantilesOf(
      joined.map((hosts) => Math.log(1 + hosts)),
      joined.length,
    ),
    0.5,
  );
}

/** The values of scored entities by port: port p has `sorted[starts[p]..starts[p + 1]]`. */
function sortByPort(
  portOf: Uint32Array,
  ports: number,
  values: Float32Array,
  isOut: Uint8Array,
): { readonly starts: Uint32Array; readonly sorted: Float32Array } {
  const starts = new Uint32Array(ports + 1);
  for (let id = 0; id < portOf.length; id++) if (isOut[id] === 0) starts[portOf[id] + 1]++;
  for (let port = 0; port < ports; port++) starts[port + 1] += starts[port];
  const filled = starts.slice();
  const sorted = new Float32Array(starts[ports]);
  for (let id = 0; id < portOf.length; id++) if (isOut[id] === 0) sorted[filled[portOf[id]]++] = values[id];
  return { starts, sorted };
}
