import { ESTABLISHED } from '../../behaviour/channels.ts';
import { bytesText, namesOf, secondsText } from '../../behaviour/naming.ts';
import { TCP } from '../../behaviour/words.ts';
import { formatCount } from '../../number-words.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * A TCP server of the own network that the host uses all the time: one large flow among many, over most of the log, and the
 * amount is the only evidence.
 */
export const usedServer: BenignPattern = { name: 'server in use', remains: 0.5, explain };

const LEAST_FLOWS = 50;
const LEAST_COVER = 0.5;
/** Larger amounts keep their strength, whatever the destination. */
const MOST_SENT = 10e6;

function explain({ behaviour: { facts }, lines, counts }: Suspect): string | null {
  const { channels, flows } = facts;
  const [{ channel, pair }] = lines;
  const areAmounts = lines.every(({ witness }) => witness === 'upload' || witness === 'size' || witness === 'volume');
  const isOne = counts.sources === 1 && counts.destinations === 1 && counts.ports === 1;
  const isTcp = channels.ports.transport[channels.port[channel]] === TCP;
  const isKnown = channels.service[channel] !== 0 && (channels.flags[channel] & ESTABLISHED) !== 0;
  if (!areAmounts || !isOne || !isKnown || !isTcp || channels.pairs.isInside[pair] === 0) return null;
  const used = counts.to - counts.from;
  if (counts.flows < LEAST_FLOWS || used < LEAST_COVER * flows.span || counts.sent > MOST_SENT) return null;
  const { service } = namesOf(facts, channel);
  return `${formatCount(counts.flows)} ${service} flows over ${secondsText(used)} to one server of its own network, ${bytesText(counts.sent)} sent in all`;
}
