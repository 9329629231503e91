import { type Behaviour, partScore } from '../behaviour/behaviour.ts';
import { UNSCORED } from '../behaviour/channels.ts';
import { NONE } from '../behaviour/pair-table.ts';

/** What an indicator of Behaviour found in a channel. */
export interface ChannelEvidence {
  readonly name: string;
  readonly label: string;
  /**
   * −log10 p before the corrections for similar channels and for the number of flows, and the score after them: the
   * highest of its flows.
   */
  readonly surprise: number;
  readonly left: number;
  readonly sentence: string;
}

/** Indicators with a score per flow are evaluated on at most this number of evenly spaced flows. */
const ASKED = 2000;

/** Every indicator with a score for an entity of the channel, strongest first. */
export function evidenceOf(behaviour: Behaviour, channel: number, rows: Uint32Array): ChannelEvidence[] {
  const { facts, parts, measured } = behaviour;
  if ((facts.channels.flags[channel] & UNSCORED) !== 0) return [];
  const step = Math.ceil(rows.length / ASKED);
  const found = parts.flatMap(({ name, label }, part) => {
    const { entityOf, surprise, evidence } = measured[part];
    const entity = entityOf(channel);
    if (entity === NONE || !(surprise[entity] > 0)) return [];
    let [best, left] = [rows[0], 0];
    for (let place = 0; place < rows.length; place += step) {
      const score = partScore(behaviour, part, rows[place]);
      if (score > left) [best, left] = [rows[place], score];
    }
    return [{ name, label, surprise: surprise[entity], left, sentence: evidence(entity, best).sentence }];
  });
  return found.toSorted((a, b) => b.left - a.left || b.surprise - a.surprise);
}
