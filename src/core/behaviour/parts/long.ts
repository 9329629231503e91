import type { Control } from '../../control.ts';
import { countOf, formatShare } from '../../number-words.ts';
import { type Channels, INFRASTRUCTURE, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { channelItself, type Measured, type Part, settle } from '../part.ts';
import { capped, clipped } from '../surprise.ts';
import { beyond, fitTail, quantilesOf } from '../tail.ts';

/** Scores channels by the duration of their flows. Linear in the channels. */
export const long: Part = {
  name: 'long',
  label: 'Long connection',
  entity: 'channel',
  measures: 'A channel stays open much longer than others, or for much of the log.',
  formula:
    'tail(ln(T + .1); channels with T > 0, scale >= .8, from 30 s) + A, / √sources of the destination, + Rc if the tail ' +
    'is above .6; T = cube root of seconds x longest², A = 2 clip((T/span - .3)/.5, 0, 1) clip(ln(T/10 min)/ln 24, 0, 1), shared among ' +
    'sources that do so on the port, none on the web; x 0.3 for infrastructure',
  source: 'measured',
  measure,
};

const ENOUGH = 0.6;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities, context } = facts;
  const { pairs: hosts } = channels;
  const { span } = facts.flows;
  const logs = new Float32Array(channels.count);
  const peers = new Float32Array(channels.count);
  let count = 0;
  // T + 1.1 instead of T + .1 avoids negative logarithms, which `quantilesOf` does not accept. The tails are the same.
  const open = (channel: number) =>
    Math.min(Math.cbrt(channels.seconds[channel] * channels.longest[channel] ** 2), span);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (channels.seconds[channel] === 0 || (channels.flags[channel] & UNSCORED) !== 0) continue;
      logs[channel] = Math.log(1 + open(channel));
      peers[count++] = logs[channel];
    }
  });
  const tail = fitTail(quantilesOf(peers, count), 0.8, Math.log(31));
  const always = await countAlways(facts, open, control);
  const surprise = new Float32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const above = beyond(tail, logs[channel]);
      const share = always[channels.port[channel]];
      const steady = share > 0 ? openness(channels, channel, open(channel), span) / share : 0;
      if (above === 0 && steady === 0) continue;
      const sources = entities.sourcesOf[hosts.destination[channels.pair[channel]]];
      const rarity = above > ENOUGH ? context.ofChannel[channel] : 0;
      const score = capped((above + steady) / Math.sqrt(Math.max(1, sources)) + rarity);
      surprise[channel] = (channels.flags[channel] & INFRASTRUCTURE) !== 0 ? 0.3 * score : score;
    }
  });
  return {
    ...(await settle(surprise, (channel) => channels.flows[channel], control)),
    entityOf: channelItself,
    evidence: (channel, row) => evidenceOf(facts, channel, row),
  };
}

/** 0 to 2, rising from 30 to 80 % of the log and from 10 minutes to 4 hours. */
function openness({ ports, port, flags }: Channels, channel: number, seconds: number, span: number): number {
  if (ports.isWeb[port[channel]] === 1 || (flags[channel] & UNSCORED) !== 0) return 0;
  const ofLog = clipped((seconds / span - 0.3) / 0.5, 0, 1);
  return 2 * ofLog * clipped(Math.log(Math.max(seconds, 1) / 600) / Math.log(24), 0, 1);
}

/** By port: the number of sources with a connection that scores in `openness`. */
async function countAlways(
  { channels, entities, flows }: Facts,
  open: (channel: number) => number,
  control: Control,
): Promise<Uint32Array> {
  const isCounted = new Uint8Array(entities.sourcePorts.count);
  const always = new Uint32Array(channels.ports.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = entities.sourcePorts.ofChannel[channel];
      if (isCounted[id] === 1 || openness(channels, channel, open(channel), flows.span) === 0) continue;
      isCounted[id] = 1;
      always[channels.port[channel]]++;
    }
  });
  return always;
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
