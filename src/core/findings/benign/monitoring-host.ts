import type { Facts } from '../../behaviour/facts.ts';
import { namesOf } from '../../behaviour/naming.ts';
import { countOf, formatCount } from '../../number-words.ts';
import type { Counts } from '../count.ts';
import { isScan } from '../merge.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * A host that checks servers: most of the hosts that it contacts answer, and it receives data from at least half of
 * them on other ports too. A scanner has no other business with most of its targets (Jung et al. 2004).
 */
export const monitoringHost: BenignPattern = { name: 'monitoring host', remains: 0.5, explain };

const LEAST_TARGETS = 5;
const LEAST_KNOWN = 0.5;
const MOST_FAILED = 0.2;

function explain({ behaviour: { facts }, lines, counts }: Suspect): string | null {
  if (!lines.every(isScan) || counts.sources !== 1 || counts.failed > MOST_FAILED * counts.flows) return null;
  const [targets, known] = targetsOf(facts, counts);
  if (targets < LEAST_TARGETS || known < LEAST_KNOWN * targets) return null;
  const { source } = namesOf(facts, lines[0].channel);
  const failed = `${formatCount(counts.failed)} of ${countOf(counts.flows, 'flow')} failed`;
  return `${source} contacts ${countOf(targets, 'server')}, of which it also uses ${formatCount(known)} on other ports; ${failed}`;
}

/** Destinations of the finding's flows, and those from which the source received at least 1 kB on other channels. */
function targetsOf({ flows, channels, targets: { isKnown } }: Facts, { rows }: Counts): [number, number] {
  const all = new Set<number>();
  const known = new Set<number>();
  for (const row of rows.toRows()) {
    const channel = flows.channel[row];
    const pair = channels.pair[channel];
    all.add(pair);
    if (isKnown[channel] === 1) known.add(pair);
  }
  return [all.size, known.size];
}
