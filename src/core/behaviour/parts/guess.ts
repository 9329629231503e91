import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import { type Channels, UNSCORED } from '../channels.ts';
import { largestBeyond } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';

/** Scores log-in services by the number of short, similar flows from other networks. One pass over the flows if there are any to a log-in port. */
export const guess: Part = {
  name: 'guess',
  label: 'Password guessing',
  entity: 'service',
  measures:
    'A log-in service gets many short flows of the same size from other networks, be it from one source or from many.',
  formula:
    '2.5 log10(n/5) e^(-sd/1.5) / (1 + m/60 s) for n >= 10 flows from other networks to a port for logging in, sd of log2(1 + sent) of flows with data, ' +
    'm = mean duration; half the flow-count penalty, or that of n over the number of sources',
  source: 'flows of guessing are similar: Hellemons et al. 2012 (SSHCure); many sources: Javed and Paxson 2013',
  measure,
};

const LEAST_FLOWS = 10;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const {
    channels,
    flows,
    entities: { services },
  } = facts;
  const entity = new Uint32Array(channels.count).fill(NONE);
  const count = new Uint32Array(services.count);
  const sources = new Uint32Array(services.count);
  const duration = new Float64Array(services.count);
  await inStretches(control, channels.count, (from, to) =>
    addAttempts(channels, services.ofChannel, from, to, { entity, count, sources, duration }),
  );
  const sum = new Float64Array(services.count);
  const squares = new Float64Array(services.count);
  const known = new Uint32Array(services.count);
  const isAny = largestBeyond(0, count, 0, count.length) >= LEAST_FLOWS;
  await inStretches(control, isAny ? flows.count : 0, (from, to) =>
    addSizes(flows, entity, from, to, { known, sum, squares }),
  );
  const spreadOf = (id: number) => Math.sqrt(Math.max(0, squares[id] / known[id] - (sum[id] / known[id]) ** 2));
  const surprise = new Float32Array(services.count);
  for (let id = 0; id < surprise.length; id++) {
    if (count[id] < LEAST_FLOWS) continue;
    const alike = Math.exp(-spreadOf(id) / 1.5) / (1 + duration[id] / count[id] / 60);
    surprise[id] = capped(2.5 * Math.log10(count[id] / 5) * alike);
  }
  const penalised = (id: number) => Math.min(Math.sqrt(count[id]), count[id] / sources[id]);
  return {
    ...(await settle(facts, 'guess', entitiesIn(entity), surprise, penalised, control)),
    entityOf: entitiesIn(entity),
    evidence: (id, row) => {
      const { destination, port: on } = namesOf(facts, flows.channel[row]);
      const numbers = { flows: count[id], sources: sources[id] };
      const from = countOf(numbers.sources, 'source');
      const sentence = `${countOf(numbers.flows, 'short and similar flow')} from ${from} of other networks to ${destination}, ${on}`;
      return { numbers, sentence };
    },
    derive: (id) => ({
      terms: [
        { name: 'n', meaning: 'flows of other networks, of channels with data', value: count[id] },
        { name: 'sd', meaning: 'standard deviation of log2(1 + bytes sent), flows with data', value: spreadOf(id) },
        { name: 'm', meaning: 'mean duration in seconds', value: duration[id] / count[id] },
        {
          name: 's',
          meaning: 'min(6, 2.5 log10(n / 5) e^(−sd / 1.5) / (1 + m / 60))',
          value: ({ n, sd, m }) => capped((2.5 * Math.log10(n / 5) * Math.exp(-sd / 1.5)) / (1 + m / 60)),
        },
      ],
      penalised: [
        { name: 'S', meaning: 'their sources', value: sources[id] },
        { name: 'w', meaning: 'min(√n, n / S)', value: ({ n, S }) => Math.min(Math.sqrt(n), n / S) },
      ],
    }),
  };
}

function isLogInFromOutside(
  { ports, pairs, port, pair, flags, withData }: Facts['channels'],
  channel: number,
): boolean {
  if (ports.isLogIn[port[channel]] === 0 || pairs.isInside[pair[channel]] === 1) return false;
  return withData[channel] > 0 && (flags[channel] & UNSCORED) === 0;
}

/** By channel: the log-in service that it attempts. By service: attempts, their sources, and seconds of all of them. */
interface Attempts {
  readonly entity: Uint32Array;
  readonly count: Uint32Array;
  readonly sources: Uint32Array;
  readonly duration: Float64Array;
}

function addAttempts(
  channels: Channels,
  serviceOf: Uint32Array,
  from: number,
  to: number,
  { entity, count, sources, duration }: Attempts,
): void {
  for (let channel = from; channel < to; channel++) {
    if (!isLogInFromOutside(channels, channel)) continue;
    const id = serviceOf[channel];
    entity[channel] = id;
    count[id] += channels.flows[channel];
    sources[id]++;
    duration[id] += channels.seconds[channel];
  }
}

/** By service: flows that sent data; sums of their sizes in powers of two, and of the squares. */
interface Sizes {
  readonly known: Uint32Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** A refused attempt sends nothing and says nothing about the size of the others. */
function addSizes(
  { channel, size }: Facts['flows'],
  entity: Uint32Array,
  from: number,
  to: number,
  { known, sum, squares }: Sizes,
): void {
  for (let row = from; row < to; row++) {
    const id = entity[channel[row]];
    if (id === NONE || size[row] === 0) continue;
    const bits = size[row] / Math.LN2;
    known[id]++;
    sum[id] += bits;
    squares[id] += bits * bits;
  }
}
