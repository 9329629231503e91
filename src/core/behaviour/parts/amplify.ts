import type { Control } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { UDP } from '../words.ts';

/** Scores UDP services by how much larger their answers to other networks are than the questions. Linear in the channels. */
export const amplify: Part = {
  name: 'amplify',
  label: 'Amplification',
  entity: 'service',
  measures: 'A UDP service answers small questions of other networks with much larger answers.',
  formula:
    '3 log10(W/(6 U)) + log10(n/5), n >= 5 flows, over channels from other networks with answers of 6 times as much as the questions, not ' +
    'on the web, with at most 300 B a flow, or a packet if the sd of ln(1 + bytes a packet) is at most .05; ' +
    'half the flow-count penalty',
  source: 'Rossow 2014 (Amplification Hell)',
  measure,
};

const LEAST_FLOWS = 5;
/** Largest mean question in bytes, and how many times as large its answer is at least. */
export const MOST_QUESTION = 300;
export const FACTOR = 6;
/** Questions of many packets are forged if ln(1 + bytes of the mean packet) has no more deviation between flows. */
export const SAME_SIZE = 0.05;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const {
    channels,
    entities: { services },
  } = facts;
  const entity = await findQuestions(facts, control);
  const count = new Uint32Array(services.count);
  const sources = new Uint32Array(services.count);
  const asked = new Float64Array(services.count);
  const got = new Float64Array(services.count);
  await inStretches(control, channels.count, (from, to) =>
    addQuestions(channels, entity, from, to, { count, sources, asked, got }),
  );
  const surprise = new Float32Array(services.count);
  for (let id = 0; id < surprise.length; id++) {
    if (count[id] < LEAST_FLOWS) continue;
    surprise[id] = capped(3 * Math.log10(got[id] / (FACTOR * asked[id])) + Math.log10(count[id] / 5));
  }
  return {
    ...(await settle(facts, 'amplify', entitiesIn(entity), surprise, (id) => Math.sqrt(count[id]), control)),
    entityOf: entitiesIn(entity),
    evidence: (id, row) => {
      const { destination, port: on } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { flows: count[id], sources: sources[id], times: got[id] / asked[id] };
      const from = countOf(numbers.sources, 'source');
      const sentence = `${destination} answered ${countOf(numbers.flows, 'question')} of ${from} of other networks on ${on} with ${formatCount(Math.round(numbers.times))} times as many bytes`;
      return { numbers, sentence };
    },
    derive: (id) => ({
      terms: [
        { name: 'n', meaning: 'flows of other networks that got these answers', value: count[id] },
        { name: 'U', meaning: 'bytes of the questions', value: asked[id] },
        { name: 'W', meaning: 'bytes of the answers', value: got[id] },
        {
          name: 's',
          meaning: `min(6, 3 log10(W / (${FACTOR} U)) + log10(n / 5))`,
          value: ({ n, U, W }) => capped(3 * Math.log10(W / (FACTOR * U)) + Math.log10(n / 5)),
        },
      ],
      penalised: [{ name: 'w', meaning: '√n', value: ({ n }) => Math.sqrt(n) }],
    }),
  };
}

/** By service: its questions of other networks, their sources, and the bytes that they and their answers have. */
interface Sums {
  readonly count: Uint32Array;
  readonly sources: Uint32Array;
  readonly asked: Float64Array;
  readonly got: Float64Array;
}

function addQuestions(
  { flows, sent, received }: Channels,
  entity: Uint32Array,
  from: number,
  to: number,
  { count, sources, asked, got }: Sums,
): void {
  for (let channel = from; channel < to; channel++) {
    const id = entity[channel];
    if (id === NONE) continue;
    count[id] += flows[channel];
    sources[id]++;
    asked[id] += sent[channel];
    got[id] += received[channel];
  }
}

/**
 * By channel: its service if it has small questions of another network that are answered at length, else `NONE`. One pass
 * over the flows if questions of many packets are there.
 */
async function findQuestions(
  { channels, flows, entities: { services } }: Facts,
  control: Control,
): Promise<Uint32Array> {
  const entity = new Uint32Array(channels.count).fill(NONE);
  const isOpen = new Uint8Array(channels.count);
  let open = 0;
  await inStretches(control, channels.count, (from, to) => {
    open += findSome(channels, services.ofChannel, from, to, entity, isOpen);
  });
  if (open === 0) return entity;
  const sum = new Float64Array(channels.count);
  const squares = new Float64Array(channels.count);
  await inStretches(control, flows.count, (from, to) => addSizes(flows, isOpen, from, to, sum, squares));
  const largest = Math.log(1 + MOST_QUESTION);
  for (let channel = 0; channel < channels.count; channel++) {
    if (isOpen[channel] === 0) continue;
    const mean = sum[channel] / channels.rows[channel];
    const variance = squares[channel] / channels.rows[channel] - mean ** 2;
    if (mean <= largest && variance <= SAME_SIZE ** 2) entity[channel] = services.ofChannel[channel];
  }
  return entity;
}

/**
 * Writes the service of channels with small questions to `entity`, and marks those with large ones in `isOpen`. Returns
 * the number of these.
 */
function findSome(
  { ports, pairs, port, pair, flags, flows, sent, received }: Channels,
  serviceOf: Uint32Array,
  from: number,
  to: number,
  entity: Uint32Array,
  isOpen: Uint8Array,
): number {
  let open = 0;
  for (let channel = from; channel < to; channel++) {
    const at = port[channel];
    if (ports.transport[at] !== UDP || ports.isWeb[at] === 1 || pairs.isInside[pair[channel]] === 1) continue;
    if ((flags[channel] & UNSCORED) !== 0 || !(sent[channel] > 0)) continue;
    if (received[channel] < FACTOR * sent[channel]) continue;
    if (sent[channel] <= MOST_QUESTION * flows[channel]) entity[channel] = serviceOf[channel];
    else open += isOpen[channel] = 1;
  }
  return open;
}

function addSizes(
  { channel: channelOf, size }: Facts['flows'],
  isOpen: Uint8Array,
  from: number,
  to: number,
  sum: Float64Array,
  squares: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    const channel = channelOf[row];
    if (isOpen[channel] === 0) continue;
    sum[channel] += size[row];
    squares[channel] += size[row] ** 2;
  }
}
