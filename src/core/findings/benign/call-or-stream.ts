import { bytesText, secondsText } from '../../behaviour/naming.ts';
import { UDP } from '../../behaviour/words.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * A call or a stream: over UDP, at a high rate for as long as it is open, and not more sent than received. Command
 * channels send little, in short flows.
 */
export const callOrStream: BenignPattern = { name: 'call or stream', remains: 0.5, explain };

/** Bytes per second: a voice call has 4 kB/s or more in each direction. */
const LEAST_RATE = 8000;
const LEAST_OPEN = 600;
const witnesses = new Set(['long', 'rare', 'download', 'volume']);

function explain({ behaviour: { facts }, lines, counts }: Suspect): string | null {
  const { channels } = facts;
  const areLong = lines.every(({ witness, port }) => witnesses.has(witness) && channels.ports.transport[port] === UDP);
  if (!areLong || counts.received < counts.sent) return null;
  const seconds = [...new Set(lines.map(({ channel }) => channel))].reduce(
    (sum, channel) => sum + channels.seconds[channel],
    0,
  );
  const rate = (counts.sent + counts.received) / seconds;
  if (!(seconds >= LEAST_OPEN && rate >= LEAST_RATE)) return null;
  return `${bytesText(rate)} per second over UDP for ${secondsText(seconds)}, ${bytesText(counts.received)} of ${bytesText(counts.sent + counts.received)} received`;
}
