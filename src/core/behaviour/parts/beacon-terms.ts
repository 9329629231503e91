import { sizeSpread } from '../busy-channels.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import { contextTerms } from '../context-terms.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { secondsText } from '../naming.ts';
import { lastValue, type Term } from '../steps.ts';
import { capped, clipped, normalTail } from '../surprise.ts';
import { EULER, type Gaps, SECOND_TEST, VARIANCE } from './gaps.ts';

/** What the −log10 p of a regular channel follows from. */
export interface BeaconNumbers {
  readonly facts: Facts;
  /** Index of the channel in `BusyChannels`. */
  readonly place: number;
  readonly gaps: Gaps;
  /** Regular channels of the source on the port with about the same gap, and of the service. */
  readonly sameRhythm: number;
  readonly ofService: number;
}

/** The lines of a channel's −log10 p: its gaps, its weights, and the context. */
export function termsOfBeacon({ facts, place, gaps, sameRhythm, ofService }: BeaconNumbers): Term[] {
  const { channels, flows } = facts;
  const channel = flows.busy.channel[place];
  const isWeb = channels.ports.isWeb[channels.port[channel]] === 1;
  const lines: Term[] = [
    ...gapTerms(gaps),
    {
      name: 'r',
      meaning: 'seconds from the first to the last flow',
      value: channels.to[channel] - channels.from[channel],
    },
    { name: 'Z', meaning: 'seconds of the log, from its first to its last flow', value: flows.span },
    {
      name: 'c',
      meaning: '0.5 + 0.5 min(1, max(r / Z / 0.3, r / 3600))',
      value: ({ r, Z }) => 0.5 + 0.5 * Math.min(1, Math.max(r / Z / 0.3, r / 3600)),
    },
    { name: 'd', meaning: 'spread of log2(1 + bytes sent)', value: sizeSpread(flows.busy, flows.busy.sent, place) },
    ...dampingTerms(facts, channel),
    { name: 'kp', meaning: 'regular channels of the source on the port with about this gap', value: sameRhythm },
    { name: 'kd', meaning: 'regular channels to the same destination and port', value: ofService },
    isWeb
      ? { name: 'K', meaning: 'max(1, √kp, kd), on web ports', value: ({ kp, kd }) => Math.max(1, Math.sqrt(kp), kd) }
      : { name: 'K', meaning: 'max(1, kp, kd)', value: ({ kp, kd }) => Math.max(1, kp, kd) },
    {
      name: 'e',
      meaning: 'b c (0.7 + 0.3 e^−d) g i u / K',
      value: ({ b, c, d, g, i, u, K }) => (b * c * (0.7 + 0.3 * Math.exp(-d)) * g * i * u) / K,
    },
  ];
  // Only a channel that is regular enough gets its context.
  if (!(lastValue(lines) > 1))
    return [...lines, { name: 's', meaning: 'min(6, e), as e ≤ 1', value: ({ e }) => capped(e) }];
  return [
    ...lines,
    ...contextTerms(facts, channel),
    { name: 's', meaning: 'min(6, e + 0.5 R)', value: ({ e, R }) => capped(e + 0.5 * R) },
  ];
}

function gapTerms({ count, mean, logMean, calls, within }: Gaps): Term[] {
  const less = calls > 0 ? ` less ${secondsText(within)}` : '';
  const what = calls > 0 ? `gaps between calls${less}` : 'gaps between flows, none longer than ten means';
  return [
    { name: 'm', meaning: `number of ${what}`, value: count },
    { name: 'G', meaning: `their mean in seconds`, value: mean - within },
    { name: 'L', meaning: 'their mean ln', value: logMean },
    {
      name: 'z',
      meaning: `(${EULER} − (ln G − L)) / √(${VARIANCE} / m)`,
      value: ({ m, G, L }) => (EULER - (Math.log(G) - L)) / Math.sqrt(VARIANCE / m),
    },
    {
      name: 'b',
      meaning: `min(6, −log10 P(normal > z))${calls > 0 ? ` − ${SECOND_TEST}` : ''}`,
      value: ({ z }) => (z > 0 ? capped(normalTail(z)) : 0) - (calls > 0 ? SECOND_TEST : 0),
    },
  ];
}

function dampingTerms({ channels, entities }: Facts, channel: number): Term[] {
  const pair = channels.pair[channel];
  const inside = channels.pairs.isInside[pair] === 1 ? 0.5 : 1;
  const own = (channels.flags[channel] & INFRASTRUCTURE) !== 0 ? 0.25 : 1;
  const of: Term = isFailing(channels, channel)
    ? { name: 'g', meaning: 'weight: 0.8, as all flows failed', value: 0.8 }
    : {
        name: 'g',
        meaning: '1 − 0.5 clip((j − 0.5) / 0.4), clip from 0 to 1',
        value: ({ j }) => 1 - 0.5 * clipped((j - 0.5) / 0.4, 0, 1),
      };
  return [
    {
      name: 'j',
      meaning: 'fraction of the source’s flows that are in this channel',
      value: channels.flows[channel] / entities.flowsOf[channels.pairs.source[pair]],
    },
    of,
    { name: 'i', meaning: 'weight: 0.5 inside one network, else 1', value: inside },
    { name: 'u', meaning: 'weight: 0.25 for infrastructure, else 1', value: own },
  ];
}
