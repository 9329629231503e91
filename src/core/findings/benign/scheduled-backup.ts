import { ESTABLISHED } from '../../behaviour/channels.ts';
import { bytesText, secondsText } from '../../behaviour/naming.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * One source sends about the same amount to one recognised service, hours apart, over much of the log, and the amount is
 * the only evidence.
 */
export const scheduledBackup: BenignPattern = { name: 'scheduled backup', remains: 0.5, explain };

/** A backup schedule has at most this many transfers. */
const MOST_FLOWS = 100;
const LEAST_GAP = 3600;
/** Minimum distance in seconds if there are only two transfers, which could be chance. */
const LEAST_GAP_OF_TWO = 4 * 3600;
const MOST_UNEVEN = 1.25;
const MOST_RATIO = 1.5;
/** The transfers recur over at least this fraction of the log. */
const LEAST_COVER = 0.25;

function explain({ behaviour: { facts }, lines, counts }: Suspect): string | null {
  const { channels, flows, reader } = facts;
  const [{ channel }] = lines;
  const areAmounts = lines.every(({ witness }) => witness === 'upload' || witness === 'size' || witness === 'volume');
  const isOne = counts.sources === 1 && counts.destinations === 1 && counts.ports === 1;
  const isKnown = channels.service[channel] !== 0 && (channels.flags[channel] & ESTABLISHED) !== 0;
  if (!areAmounts || !isOne || !isKnown || counts.flows < 2 || counts.flows > MOST_FLOWS) return null;
  const rows = [...counts.rows.toRows()];
  const starts = rows.map((row) => reader.numbers('ts', row, row + 1)[0]).toSorted((a, b) => a - b);
  const gaps = starts.slice(1).map((start, at) => start - starts[at]);
  const sizes = rows.map((row) => reader.numbers('orig_bytes', row, row + 1)[0]).toSorted((a, b) => a - b);
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  const isSpaced = least >= (gaps.length === 1 ? LEAST_GAP_OF_TWO : LEAST_GAP) && most <= MOST_UNEVEN * least;
  const areSimilar = sizes[0] > 0 && sizes[sizes.length - 1] <= MOST_RATIO * sizes[0];
  const covers = starts[starts.length - 1] - starts[0] >= LEAST_COVER * flows.span;
  if (!isSpaced || !areSimilar || !covers) return null;
  const each = `${bytesText(sizes[0])} to ${bytesText(sizes[sizes.length - 1])}`;
  return `${rows.length} transfers of ${each}, ${secondsText(least)} apart, to one service, and nothing else about them is unusual`;
}
