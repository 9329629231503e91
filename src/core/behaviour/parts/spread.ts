import type { Control } from '../../control.ts';
import { ANSWER, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { type Measured, type Part, settle } from '../part.ts';
import { capped, clipped } from '../surprise.ts';
import { beyond, fitTail, quantilesOf, type Tail } from '../tail.ts';

export const spread: Part = {
  name: 'spread',
  label: 'Spread',
  entity: 'source-port',
  measures:
    'A source contacts unusually many hosts on a port, each for a short while, whether they answer or not; on ports for ' +
    'logging in, hosts of its own network that nobody else contacts there.',
  formula:
    '2 tail(ln D; ln destinations of every source and port, scale >= .5), or on log-in ports with at least 3 such hosts ' +
    '2 tail(ln(1 + D’); those and usual ones, scale >= .5); x t² / √(1 + (range/3 h)²), t = 1 - mean share of the log over ' +
    'which a destination is used; not on 53, 80, 443 and infrastructure',
  source: 'measured; t tells a spray from monitoring; lateral movement: MITRE ATT&CK T1021',
  measure,
};

/** Hosts that come up one by one over more than this are no spray. */
const RANGE = 3 * 3600;
/** Log-in ports of a source: hosts of its network that it alone contacts there, as it is in any network. */
const usual = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2];
const LEAST_OWN = 3;

/** What is found of each source and port. */
interface Contacts {
  /** ln destinations, ln(1 + own destinations); 0 where the part has nothing to say. */
  readonly all: Float32Array;
  readonly own: Float32Array;
  /** 0 to 1: briefly, and within a short time. */
  readonly brevity: Float32Array;
}

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { sourcePorts } = facts.entities;
  const { all, own, brevity } = await findContacts(facts, control);
  const { tail, median } = fitAll(all);
  const ownTail = fitOwn(own);
  const surprise = new Float32Array(sourcePorts.count);
  for (let id = 0; id < surprise.length; id++) {
    const toOwn = own[id] >= Math.log(1 + LEAST_OWN) - 1e-6 ? beyond(ownTail, own[id]) : 0;
    surprise[id] = capped(2 * Math.max(beyond(tail, all[id]), toOwn)) * brevity[id];
  }
  return {
    ...settle(surprise, (id) => sourcePorts.flows[id] / sourcePorts.destinations[id]),
    entityOf: (channel) => sourcePorts.ofChannel[channel],
    evidence: (id, row) => {
      const { source, port } = namesOf(facts, facts.flows.channel[row]);
      const alone = Math.round(Math.expm1(own[id]));
      const numbers = { hosts: sourcePorts.destinations[id], usual: median, alone, flows: sourcePorts.flows[id] };
      const besides = alone > 0 ? `; ${alone} of its own network that nobody else contacts there` : '';
      const sentence = `${source} briefly contacted ${numbers.hosts} hosts on ${port}; usual here ${median}${besides}`;
      return { numbers, sentence };
    },
  };
}

async function findContacts({ channels, entities, flows }: Facts, control: Control): Promise<Contacts> {
  const { sourcePorts, services } = entities;
  const { count } = sourcePorts;
  const used = new Float64Array(count);
  const alone = new Uint32Array(count);
  const isOut = new Uint8Array(count);
  const first = new Float32Array(count).fill(Infinity);
  const last = new Float32Array(count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = sourcePorts.ofChannel[channel];
      used[id] += (channels.to[channel] - channels.from[channel]) / flows.span;
      if (channels.from[channel] < first[id]) first[id] = channels.from[channel];
      if (channels.from[channel] > last[id]) last[id] = channels.from[channel];
      if ((channels.flags[channel] & (UNSCORED | ANSWER)) !== 0) isOut[id] = 1;
      const isLogIn = channels.ports.isLogIn[channels.port[channel]] === 1;
      if (!isLogIn || channels.pairs.isInside[channels.pair[channel]] === 0) continue;
      if (services.sources[services.ofChannel[channel]] === 1) alone[id]++;
    }
  });
  const [all, own, brevity] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let id = 0; id < count; id++) {
    const port = sourcePorts.port[id];
    const isCommon = channels.ports.isWeb[port] === 1 || channels.ports.port[port] === 53;
    const destinations = sourcePorts.destinations[id];
    if (isCommon || isOut[id] === 1 || destinations === 0) continue;
    all[id] = Math.log(destinations);
    own[id] = Math.log(1 + alone[id]);
    if (sourcePorts.isInfrastructure[id] === 1) continue;
    const transience = clipped(1 - used[id] / destinations, 0, 1);
    brevity[id] = (transience * transience) / Math.sqrt(1 + ((last[id] - first[id]) / RANGE) ** 2);
  }
  return { all, own, brevity };
}

/** Tail and median of the destinations of every source and port that counts: one at least, of which the logarithm is 0. */
function fitAll(all: Float32Array): { readonly tail: Tail | null; readonly median: number } {
  const quantiles = quantilesOf(all, all.length);
  return { tail: fitTail(quantiles, 0.5), median: all.length > 0 ? Math.round(Math.exp(quantiles.at(0.5))) : 0 };
}

function fitOwn(own: Float32Array): Tail | null {
  const some = own.filter((value) => value > 0);
  const peers = Float32Array.of(
    ...usual.map((hosts) => Math.log(1 + hosts)),
    ...usual.map((hosts) => Math.log(1 + hosts)),
  );
  const joined = new Float32Array(peers.length + some.length);
  joined.set(peers);
  joined.set(some, peers.length);
  return fitTail(quantilesOf(joined, joined.length), 0.5);
}
