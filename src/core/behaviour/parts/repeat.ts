import type { Control } from '../../control.ts';
import { sizeSpread } from '../busy-channels.ts';
import { type Channels, INFRASTRUCTURE } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { beyond, fitTailInTurns, type Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';
import { weightOf } from './bound-terms.ts';

/** Scores channels by the number of similar flows. Linear in the channels. */
export const repeat: Part = {
  name: 'repeat',
  label: 'Repetition',
  entity: 'channel',
  measures: 'A channel has many flows of the same size within a short while, as guessing and flooding do.',
  formula:
    '2 tail(ln(1 + n c); channels, scale >= .7) √c h, c = 1/(1 + (range/30 min)²), ' +
    'h = exp(-(sd log2 sent + sd log2 received)/1.5); n >= 4; x 0.3 for infrastructure; half the flow-count penalty on ports for logging in',
  source: 'measured; the idea of SSH guessing as similar flows: Hellemons et al. 2012 (SSHCure)',
  measure,
};

const HALF_HOUR = 1800;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows } = facts;
  const { busy } = flows;
  const peers = new Float32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => addLogs(channels, from, to, peers));
  const tail = facts.norms.tail('repeat', await fitTailInTurns(peers, channels.count, control, 0.7));
  const surprise = new Float32Array(busy.channel.length);
  await inStretches(control, surprise.length, (from, to) => measureSome(facts, tail, peers, from, to, surprise));
  return {
    ...(await settle(
      facts,
      'repeat',
      entitiesIn(busy.placeOf),
      surprise,
      (place) => penalisedFlows(channels, busy.channel[place]),
      control,
    )),
    entityOf: entitiesIn(busy.placeOf),
    evidence: (place, row) => {
      const channel = busy.channel[place];
      const { source, destination, port } = namesOf(facts, flows.channel[row]);
      const range = channels.to[channel] - channels.from[channel];
      const numbers = { flows: channels.flows[channel], range };
      const sentence = `${numbers.flows} similar flows of ${source} to ${destination}, ${port}, in ${secondsText(range)}`;
      return { numbers, sentence };
    },
    derive: (place) => {
      const channel = busy.channel[place];
      const isLogIn = channels.ports.isLogIn[channels.port[channel]] === 1;
      return {
        terms: [
          { name: 'n', meaning: 'flows of the channel', value: channels.flows[channel] },
          {
            name: 'r',
            meaning: 'seconds from its first to its last flow',
            value: channels.to[channel] - channels.from[channel],
          },
          { name: 'c', meaning: `1 / (1 + (r / ${HALF_HOUR})²)`, value: ({ r }) => 1 / (1 + (r / HALF_HOUR) ** 2) },
          { name: 'v', meaning: 'ln(1 + n c)', value: ({ n, c }) => Math.log(1 + n * c) },
          ...(tail === null ? [] : tailTerms(tail, 'v', 'ln(1 + n c), all channels')),
          { name: 'd1', meaning: 'spread of log2(1 + bytes sent)', value: sizeSpread(busy, busy.sent, place) },
          { name: 'd2', meaning: 'spread of log2(1 + bytes received)', value: sizeSpread(busy, busy.received, place) },
          weightOf((channels.flags[channel] & INFRASTRUCTURE) !== 0),
          {
            name: 's',
            meaning: 'u min(6, 2 tail √c e^(−(d1 + d2) / 1.5))',
            value: ({ tail: above, c, d1, d2, u }) => u * capped(2 * above * Math.sqrt(c) * Math.exp(-(d1 + d2) / 1.5)),
          },
        ],
        penalised: [
          isLogIn
            ? { name: 'w', meaning: '√n, on ports for logging in', value: ({ n }) => Math.sqrt(n) }
            : { name: 'w', meaning: 'n', value: ({ n }) => n },
        ],
      };
    },
  };
}

/** Number of flows for the penalty. On log-in ports each flow is a further attempt, so the penalty is half. */
function penalisedFlows({ flows, port, ports }: Channels, channel: number): number {
  return ports.isLogIn[port[channel]] === 1 ? Math.sqrt(flows[channel]) : flows[channel];
}

/** 1 for flows at one moment, less the longer they take. */
function concentration({ from, to }: Channels, channel: number): number {
  return 1 / (1 + ((to[channel] - from[channel]) / HALF_HOUR) ** 2);
}

function addLogs(channels: Channels, from: number, to: number, out: Float32Array): void {
  const { flows } = channels;
  for (let channel = from; channel < to; channel++)
    out[channel] = Math.log(1 + flows[channel] * concentration(channels, channel));
}

function measureSome(
  { channels, flows: { busy } }: Facts,
  tail: Tail | null,
  peers: Float32Array,
  from: number,
  to: number,
  surprise: Float32Array,
): void {
  for (let place = from; place < to; place++) {
    const channel = busy.channel[place];
    const above = beyond(tail, peers[channel]);
    if (above === 0) continue;
    const alike = Math.exp(-(sizeSpread(busy, busy.sent, place) + sizeSpread(busy, busy.received, place)) / 1.5);
    const score = capped(2 * above * Math.sqrt(concentration(channels, channel)) * alike);
    surprise[place] = (channels.flags[channel] & INFRASTRUCTURE) !== 0 ? 0.3 * score : score;
  }
}
