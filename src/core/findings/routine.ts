import type { Behaviour } from '../behaviour/behaviour.ts';
import { ESTABLISHED, INFRASTRUCTURE } from '../behaviour/channels.ts';
import { bytesText, namesOf, secondsText } from '../behaviour/naming.ts';
import type { Counts } from './count.ts';
import type { Line } from './line.ts';

/**
 * A sentence that explains why a finding may be harmless, with its numbers. Null without an indication. Uses only
 * measurements of this log, never names or addresses. The mark does not change the order of findings.
 */
export function routineOf(behaviour: Behaviour, lines: readonly Line[], counts: Counts): string | null {
  return housekeeping(behaviour, lines) ?? scheduledTransfer(behaviour, lines, counts);
}

/** Time, address and discovery services in usual amounts. DNS is left out: tunnels use it. */
function housekeeping({ facts }: Behaviour, lines: readonly Line[]): string | null {
  const { channels } = facts;
  const [first] = lines;
  const isUsual = lines.every(
    ({ channel, port, witness }) =>
      (channels.flags[channel] & INFRASTRUCTURE) !== 0 && channels.ports.port[port] !== 53 && witness !== 'size',
  );
  if (!isUsual) return null;
  const { port, service } = namesOf(facts, first.channel);
  return `The network’s own housekeeping: ${service || port}, in packets of its usual size.`;
}

/** A backup schedule has at most this many transfers. */
const MOST_FLOWS = 100;
const LEAST_GAP = 3600;
/** Minimum distance in seconds if there are only two transfers, which could be chance. */
const LEAST_GAP_OF_TWO = 4 * 3600;
const MOST_UNEVEN = 1.25;
const MOST_UNLIKE = 1.5;
/** The transfers recur over at least this fraction of the log. */
const LEAST_COVER = 0.25;

/**
 * A backup: one source sends about the same amount to one recognised service, hours apart, over much of the log, and
 * the amount is the only evidence.
 */
function scheduledTransfer({ facts }: Behaviour, lines: readonly Line[], counts: Counts): string | null {
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
  const isAlike = sizes[0] > 0 && sizes[sizes.length - 1] <= MOST_UNLIKE * sizes[0];
  const covers = starts[starts.length - 1] - starts[0] >= LEAST_COVER * flows.span;
  if (!isSpaced || !isAlike || !covers) return null;
  const each = `${bytesText(sizes[0])} to ${bytesText(sizes[sizes.length - 1])}`;
  return `As a scheduled backup does it: ${rows.length} transfers of ${each}, ${secondsText(least)} apart, to one service, and nothing else is odd about them.`;
}
