import type { Control } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import type { Derivation } from '../derivation.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped, clipped, excess, LEAST_FAILING } from '../surprise.ts';
import { boundTerm, flowsPer, weightOf } from './bound-terms.ts';

/** Scores host pairs by the number of ports that fail. Linear in the channels. */
export const scanV: Part = {
  name: 'scan_v',
  label: 'Port scan',
  entity: 'pair',
  measures: 'A source tries many ports of one host, and more of them never answer than elsewhere.',
  formula:
    'Chernoff bound for F of D ports failing where a share q0 of all other channels fails, clipped to .03 - .97; ' +
    'x 0.3 for the ports that answered, and for infrastructure',
  source: 'as scan_h; ports of one host: Staniford et al. 2002 (Spice)',
  measure,
};

/** Fraction of the scan score for a port that answered. */
const OPEN_SHARE = 0.3;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities } = facts;
  const { pairs } = entities;
  const surprise = new Float32Array(pairs.count);
  const share = new Float32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => shareSome(channels, from, to, share));
  await inStretches(control, pairs.count, (from, to) => measureSome(facts, from, to, surprise));
  return {
    ...(await settle(
      facts,
      'scan_v',
      entitiesIn(pairs.ofChannel),
      surprise,
      (id) => pairs.flows[id] / pairs.channels[id],
      control,
    )),
    entityOf: entitiesIn(pairs.ofChannel),
    share,
    evidence: (id, row) => {
      const { source, destination } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { ports: pairs.channels[id], failed: pairs.failing[id], flows: pairs.flows[id] };
      const sentence = `${source} tried ${countOf(numbers.ports, 'port')} of ${destination}; all flows to ${formatCount(numbers.failed)} failed`;
      return { numbers, sentence };
    },
    derive: (id) => derivationOf(facts, id),
  };
}

function derivationOf({ entities: { pairs, scored, failing } }: Facts, id: number): Derivation {
  const terms: Term[] = [
    { name: 'D', meaning: 'ports of the host that the source tried', value: pairs.channels[id] },
    { name: 'F', meaning: 'of these, all flows failed', value: pairs.failing[id] },
    { name: 'f0', meaning: 'failing channels of other pairs', value: failing - pairs.failing[id] },
    { name: 'n0', meaning: 'channels of other pairs', value: scored - pairs.channels[id] },
    {
      name: 'q',
      meaning: '(f0 + 1) / (n0 + 10), from 0.03 to 0.97',
      value: ({ f0, n0 }) => clipped((f0 + 1) / (n0 + 10), 0.03, 0.97),
    },
    { name: 'h', meaning: 'F / D', value: ({ F, D }) => F / D },
    weightOf(id % 2 === 1),
    boundTerm('D'),
  ];
  return { terms, penalised: flowsPer(pairs.flows[id], 'D'), share: '0.3 for ports that answered' };
}

function shareSome(channels: Facts['channels'], from: number, to: number, share: Float32Array): void {
  for (let channel = from; channel < to; channel++) share[channel] = isFailing(channels, channel) ? 1 : OPEN_SHARE;
}

function measureSome(facts: Facts, from: number, to: number, surprise: Float32Array): void {
  const { pairs } = facts.entities;
  for (let id = from; id < to; id++) {
    if (pairs.failing[id] < LEAST_FAILING) continue;
    const bound = capped(excess(pairs.failing[id], pairs.channels[id], expected(facts, id)));
    surprise[id] = id % 2 === 1 ? 0.3 * bound : bound;
  }
}

function expected({ entities }: Facts, id: number): number {
  const { pairs, scored, failing } = entities;
  return clipped((failing - pairs.failing[id] + 1) / Math.max(scored - pairs.channels[id] + 10, 1), 0.03, 0.97);
}
