import { sizeSpread } from '../busy-channels.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import { contextTerms } from '../context-terms.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { secondsText } from '../naming.ts';
import { lastValue, type Term } from '../steps.ts';
import { capped, clipped, normalTail } from '../surprise.ts';
import { EULER, type Gaps, moranTail, SECOND_TEST, VARIANCE } from './gaps.ts';

/** What the −log10 p of a regular channel follows from. */
export interface BeaconNumbers {
  readonly facts: Facts;
  /** Index of the channel in `BusyChannels`. */
  readonly place: number;
  readonly gaps: Gaps;
  readonly related: Related;
}

/** Numbers of regular channels: with about the same gap, of the source on the port and on any; and to the service. */
export interface Related {
  readonly onPort: number;
  readonly ofSource: number;
  readonly ofService: number;
}

/** Number of channels that share the −log10 p of one. */
export function sharedBy({ onPort, ofSource, ofService }: Related, isWeb: boolean): number {
  return Math.max(1, isWeb ? Math.sqrt(onPort) : onPort, ofService, Math.sqrt(ofSource / 2));
}

/** The lines of a channel's −log10 p: its gaps, its weights, and the context. */
export function termsOfBeacon({ facts, place, gaps, related }: BeaconNumbers): Term[] {
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
    { name: 'kp', meaning: 'regular channels of the source on the port with about this gap', value: related.onPort },
    { name: 'kd', meaning: 'regular channels to the same destination and port', value: related.ofService },
    { name: 'ks', meaning: 'regular channels of the source on any port with about this gap', value: related.ofSource },
    {
      name: 'K',
      meaning: isWeb ? 'max(1, √kp, kd, √(ks / 2)), on web ports' : 'max(1, kp, kd, √(ks / 2))',
      value: ({ kp, kd, ks }) => sharedBy({ onPort: kp, ofSource: ks, ofService: kd }, isWeb),
    },
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

function gapTerms({ count, mean, logMean, calls, within, isExact }: Gaps): Term[] {
  const less = calls > 0 ? ` less ${secondsText(within)}` : '';
  const what = calls > 0 ? `gaps between calls${less}` : 'gaps between flows, none longer than ten means';
  return [
    { name: 'm', meaning: `number of ${what}`, value: count },
    { name: 'G', meaning: `their mean in seconds`, value: mean - within },
    { name: 'L', meaning: 'their mean ln', value: logMean },
    ...(isExact ? exactTerms : normalTerms)(calls > 0 ? SECOND_TEST : 0),
  ];
}

/** `less` is what the second test costs. */
function normalTerms(less: number): Term[] {
  return [
    {
      name: 'z',
      meaning: `(${EULER} − (ln G − L)) / √(${VARIANCE} / m)`,
      value: ({ m, G, L }) => (EULER - (Math.log(G) - L)) / Math.sqrt(VARIANCE / m),
    },
    {
      name: 'b',
      meaning: `min(6, −log10 P(normal > z))${lessText(less)}`,
      value: ({ z }) => (z > 0 ? capped(normalTail(z)) : 0) - less,
    },
  ];
}

function exactTerms(less: number): Term[] {
  return [
    { name: 'M', meaning: 'ln G − L', value: ({ G, L }) => Math.log(G) - L },
    {
      name: 'X',
      meaning: '2 m M / (1 + (m + 1) / (6 m))',
      value: ({ m, M }) => (2 * m * M) / (1 + (m + 1) / (6 * m)),
    },
    {
      name: 'b',
      meaning: `min(6, −log10 P(χ² of m − 1 degrees < X))${lessText(less)}`,
      value: ({ m, M }) => capped(moranTail(M, m)) - less,
    },
  ];
}

function lessText(less: number): string {
  return less > 0 ? ` − ${less}` : '';
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
