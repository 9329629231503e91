import type { Control } from '../../control.ts';
import { countOf, formatShare } from '../../number-words.ts';
import { type Channels, INFRASTRUCTURE, UNSCORED } from '../channels.ts';
import { contextTerms } from '../context-terms.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { channelItself, type Measured, type Part, settle } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped, clipped } from '../surprise.ts';
import { beyond, fitTailInTurns, type Tail } from '../tail.ts';
import { tailTerms } from '../tail-terms.ts';
import { UDP } from '../words.ts';

/** Scores channels by the duration of their flows. Linear in the channels. */
export const long: Part = {
  name: 'long',
  label: 'Long connection',
  entity: 'channel',
  measures: 'A channel stays open much longer than others, or for much of the log.',
  formula:
    'tail(ln(1 + T); channels with T > 0, scale >= .8, from 30 s) + A, / √sources of the destination, + Rc if the tail ' +
    'is above .6; T = cube root of seconds x longest², at most the span of the log, A = 2 clip((T/span - .3)/.5, 0, 1) clip(ln(T/10 min)/ln 24, 0, 1), shared among ' +
    'sources that do so on the port, none on the web; Rc x .5 on UDP; x .3 for infrastructure, x .5 without an answer',
  source: 'measured',
  measure,
};

const ENOUGH = 0.6;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels } = facts;
  const { span } = facts.flows;
  const open = new Float64Array(channels.count);
  const logs = new Float32Array(channels.count);
  const peers = new Float32Array(channels.count);
  let count = 0;
  await inStretches(control, channels.count, (from, to) => {
    findOpen(channels, span, from, to, open);
    count = addLogs(channels, open, from, to, logs, peers, count);
  });
  const tail = facts.norms.tail('long', await fitTailInTurns(peers, count, control, 0.8, Math.log(31)));
  const steady = new Float64Array(channels.count);
  const always = await countAlways(facts, open, steady, control);
  const surprise = new Float32Array(channels.count);
  await inStretches(control, channels.count, (from, to) =>
    measureSome(facts, tail, logs, steady, always, from, to, surprise),
  );
  return {
    ...(await settle(facts, 'long', channelItself, surprise, (channel) => channels.flows[channel], control)),
    entityOf: channelItself,
    evidence: (channel, row) => evidenceOf(facts, channel, row),
    derive: (channel) => {
      const isEnough = beyond(tail, logs[channel]) > ENOUGH;
      const terms = termsOf(facts, channel, tail, always[channels.port[channel]], isEnough);
      return { terms, penalised: [{ name: 'w', meaning: 'flows of the channel', value: channels.flows[channel] }] };
    },
  };
}

/** By channel: how long it was open in seconds, the cube root of all seconds times the longest squared. */
function findOpen({ seconds, longest }: Channels, span: number, from: number, to: number, out: Float64Array): void {
  for (let channel = from; channel < to; channel++)
    out[channel] = Math.min(Math.cbrt(seconds[channel] * longest[channel] ** 2), span);
}

/** Writes the logarithms of channels that were open to `logs`, and to `peers` one after another. Returns their number. */
function addLogs(
  { seconds, flags }: Channels,
  open: Float64Array,
  from: number,
  to: number,
  logs: Float32Array,
  peers: Float32Array,
  before: number,
): number {
  let count = before;
  for (let channel = from; channel < to; channel++) {
    if (seconds[channel] === 0 || (flags[channel] & UNSCORED) !== 0) continue;
    logs[channel] = Math.log(1 + open[channel]);
    peers[count++] = logs[channel];
  }
  return count;
}

function measureSome(
  { channels, entities, context }: Facts,
  tail: Tail | null,
  logs: Float32Array,
  openness: Float64Array,
  always: Uint32Array,
  from: number,
  to: number,
  surprise: Float32Array,
): void {
  const { pair, pairs: hosts, port } = channels;
  for (let channel = from; channel < to; channel++) {
    const above = beyond(tail, logs[channel]);
    const steady = openness[channel] > 0 ? openness[channel] / always[port[channel]] : 0;
    if (above === 0 && steady === 0) continue;
    const sources = entities.sourcesOf[hosts.destination[pair[channel]]];
    const rarity = above > ENOUGH ? context.ofChannel[channel] * weightOfPort(channels, channel) : 0;
    const score = capped((above + steady) / Math.sqrt(Math.max(1, sources)) + rarity);
    surprise[channel] = score * weightOfState(channels, channel);
  }
}

/** Calls and games negotiate a UDP port, so that it is a rare one. A TCP port is chosen for its service. */
function weightOfPort({ ports, port }: Channels, channel: number): number {
  return ports.transport[port[channel]] === UDP ? 0.5 : 1;
}

/** A destination that never answers holds no session. */
function weightOfState({ flags, received }: Channels, channel: number): number {
  const ofFlags = (flags[channel] & INFRASTRUCTURE) !== 0 ? 0.3 : 1;
  return received[channel] > 0 ? ofFlags : 0.5 * ofFlags;
}

/** 0 to 2, rising from 30 to 80 % of the log and from 10 minutes to 4 hours. */
function openness({ ports, port, flags }: Channels, channel: number, seconds: number, span: number): number {
  if (seconds <= 600 || ports.isWeb[port[channel]] === 1 || (flags[channel] & UNSCORED) !== 0) return 0;
  return opennessOf(seconds, span);
}

function opennessOf(seconds: number, span: number): number {
  const ofLog = clipped((seconds / span - 0.3) / 0.5, 0, 1);
  return 2 * ofLog * clipped(Math.log(Math.max(seconds, 1) / 600) / Math.log(24), 0, 1);
}

/** Writes `openness` of each channel to `out`. Returns the number of sources with a connection above 0 by port. */
async function countAlways(
  facts: Facts,
  open: Float64Array,
  out: Float64Array,
  control: Control,
): Promise<Uint32Array> {
  const isCounted = new Uint8Array(facts.entities.sourcePorts.count);
  const always = new Uint32Array(facts.channels.ports.count);
  await inStretches(control, facts.channels.count, (from, to) =>
    addAlways(facts, open, from, to, out, isCounted, always),
  );
  return always;
}

function addAlways(
  { channels, entities, flows: { span } }: Facts,
  open: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  isCounted: Uint8Array,
  always: Uint32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const share = openness(channels, channel, open[channel], span);
    if (share === 0) continue;
    out[channel] = share;
    const id = entities.sourcePorts.ofChannel[channel];
    if (isCounted[id] === 1) continue;
    isCounted[id] = 1;
    always[channels.port[channel]]++;
  }
}

/** The lines of a channel's −log10 p. `share` sources have a channel of this kind on the port. */
function termsOf(facts: Facts, channel: number, tail: Tail | null, share: number, isEnough: boolean): Term[] {
  const { channels, flows } = facts;
  const isWeb = channels.ports.isWeb[channels.port[channel]] === 1;
  const half = weightOfPort(channels, channel);
  const onUdp = half === 1 ? '' : `${half} `;
  const sources = facts.entities.sourcesOf[channels.pairs.destination[channels.pair[channel]]];
  return [
    { name: 'D', meaning: 'seconds of all flows together', value: channels.seconds[channel] },
    { name: 'L', meaning: 'seconds of the longest flow', value: channels.longest[channel] },
    { name: 'Z', meaning: 'seconds of the log, from its first to its last flow', value: flows.span },
    { name: 'O', meaning: 'min(Z, ∛(D L²))', value: ({ D, L, Z }) => Math.min(Math.cbrt(D * L ** 2), Z) },
    { name: 'v', meaning: 'ln(1 + O)', value: ({ O }) => Math.log(1 + O) },
    ...(tail === null ? [] : tailTerms(tail, 'v', 'ln(1 + O), channels with a duration')),
    { name: 'B', meaning: 'sources with a channel on the port for which a is not 0', value: share },
    isWeb
      ? { name: 'a', meaning: 'openness: 0 on web ports', value: 0 }
      : {
          name: 'a',
          meaning: '2 z y: z = (O / Z − 0.3) / 0.5, y = ln(O / 600) / ln 24, each from 0 to 1',
          value: ({ O, Z }) => opennessOf(O, Z),
        },
    { name: 'm', meaning: 'sources of the destination', value: Math.max(1, sources) },
    ...(isEnough ? contextTerms(facts, channel) : []),
    {
      name: 'u',
      meaning: 'weight: 0.3 for infrastructure, 0.5 without an answer, else 1',
      value: weightOfState(channels, channel),
    },
    {
      name: 's',
      meaning: `u min(6, (tail + a / max(1, B)) / √m${isEnough ? ` + ${onUdp}R` : ''})`,
      value: ({ tail: above, a, B, m, R, u }) =>
        u * capped((above + a / Math.max(1, B)) / Math.sqrt(m) + (isEnough ? half * R : 0)),
    },
  ];
}

function evidenceOf(facts: Facts, channel: number, row: number) {
  const { channels, flows } = facts;
  const { source, destination, port } = namesOf(facts, flows.channel[row]);
  const [longest, total] = [channels.longest[channel], channels.seconds[channel]];
  const numbers = { longest, total, share: Math.min(longest / flows.span, 1), flows: channels.flows[channel] };
  const share = `${secondsText(longest)}, ${formatShare(numbers.share)} of the log`;
  const open =
    numbers.flows === 1
      ? `open ${share}`
      : `the longest of ${countOf(numbers.flows, 'flow')} open ${share}; all together ${secondsText(total)}`;
  const sentence = `${source} to ${destination}, ${port}: ${open}`;
  return { numbers, sentence };
}
