import { countOf, formatCount } from '../number-words.ts';
import type { Compared } from './familiar.ts';
import { bytesText, secondsText } from './naming.ts';
import { KNOWN_DESTINATION, KNOWN_SERVICE, KNOWN_SOURCE } from './past.ts';
import type { Amount } from './reference.ts';

/**
 * What is new about an entity since the baseline, as a sentence with its numbers. `known` has the flags of the channel of
 * the flow (`Past`).
 */
export function contactSentence(
  { amount, here, before, channels, known: ofThem }: Compared,
  entity: number,
  known: number,
): string {
  if (ofThem[entity] === 0) return `${newContact(known)} is not in the baseline`;
  const [now, was] = [here[entity], before[entity]];
  const text = texts[amount];
  const times = was > 0 ? `, ${formatCount(Math.round((10 * now) / was) / 10)} times` : '';
  const more = `${text(now)} here, at most ${text(was)} by the baseline${times}`;
  if (ofThem[entity] === channels[entity]) return `In the baseline too: ${more}`;
  return `${formatCount(ofThem[entity])} of ${countOf(channels[entity], 'channel')} are in the baseline: ${more}`;
}

/** What is new about a channel: hosts first, then the service, then the channel. */
function newContact(known: number): string {
  const [hasSource, hasDestination] = [(known & KNOWN_SOURCE) !== 0, (known & KNOWN_DESTINATION) !== 0];
  if (!hasSource && !hasDestination) return 'New hosts: neither source nor destination';
  if (!hasSource) return 'New host: the source';
  if (!hasDestination) return 'New host: the destination';
  return (known & KNOWN_SERVICE) === 0
    ? 'New service: the port of the destination'
    : 'New channel: the source with this service';
}

const texts: Readonly<Record<Amount, (amount: number) => string>> = {
  flows: (amount) => countOf(Math.round(amount), 'flow'),
  sent: (amount) => `${bytesText(amount)} sent`,
  received: (amount) => `${bytesText(amount)} received`,
  size: (amount) => `flows of up to ${bytesText(amount)}`,
  seconds: (amount) => `flows of up to ${secondsText(amount)}`,
};
