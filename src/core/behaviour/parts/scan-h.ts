import type { Control } from '../../control.ts';
import { countOf, formatCount, formatShare } from '../../number-words.ts';
import type { Derivation } from '../derivation.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import type { Term } from '../steps.ts';
import { capped, clipped, excess, LEAST_FAILING } from '../surprise.ts';
import { boundTerm, flowsPer, weightOf } from './bound-terms.ts';
import { shareOfCold } from './brief.ts';

/** Scores sources and ports by the number of hosts that fail. Linear in the entities. */
export const scanH: Part = {
  name: 'scan_h',
  label: 'Network scan',
  entity: 'source-port',
  measures:
    'A source tries one port on many hosts that it does not use otherwise, and more of them never answer than elsewhere.',
  formula:
    'Chernoff bound for F - K/2 of C destinations failing where a share max(q0, q1) fails elsewhere: q0 over all other ' +
    'channels, q1 over other channels on the port; K destinations are known (1 kB received on other channels), C are not, F of these ' +
    'fail; share clipped to .03 - .97; x 0.3 for infrastructure, for known destinations, and for those in use over more than a tenth of the log',
  source: 'Cover & Thomas, Elements of Information Theory, 11.4; failed first contacts: Jung et al. 2004 (TRW)',
  measure,
};

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { sourcePorts } = facts.entities;
  const { cold, coldFailing } = facts.targets;
  const surprise = new Float32Array(sourcePorts.count);
  const knownOf = (id: number) => sourcePorts.destinations[id] - cold[id];
  await inStretches(control, surprise.length, (from, to) => {
    for (let id = from; id < to; id++) {
      const failed = coldFailing[id] - knownOf(id) / 2;
      if (failed < LEAST_FAILING) continue;
      const bound = capped(excess(failed, cold[id], expected(facts, id)));
      surprise[id] = sourcePorts.isInfrastructure[id] === 1 ? 0.3 * bound : bound;
    }
  });
  return {
    ...(await settle(
      facts,
      'scan_h',
      entitiesIn(sourcePorts.ofChannel),
      surprise,
      (id) => sourcePorts.flows[id] / sourcePorts.destinations[id],
      control,
    )),
    entityOf: entitiesIn(sourcePorts.ofChannel),
    share: await shareOfCold(facts, control),
    evidence: (id, row) => {
      const { source, port } = namesOf(facts, facts.flows.channel[row]);
      const numbers = {
        hosts: sourcePorts.destinations[id],
        failed: coldFailing[id],
        known: knownOf(id),
        flows: sourcePorts.flows[id],
        elsewhere: expected(facts, id),
      };
      const known = numbers.known === 0 ? '' : `; ${formatCount(numbers.known)} of the hosts it also uses otherwise`;
      const sentence = `${source} tried ${countOf(numbers.hosts, 'host')} on ${port}; all flows to ${formatCount(numbers.failed)} failed (elsewhere ${formatShare(numbers.elsewhere)} of targets)${known}`;
      return { numbers, sentence };
    },
    derive: (id) => derivationOf(facts, id),
  };
}

function derivationOf({ entities, targets }: Facts, id: number): Derivation {
  const { sourcePorts, scored, failing, scoredOn, failingOn } = entities;
  const [hosts, failed, port] = [sourcePorts.destinations[id], sourcePorts.failing[id], sourcePorts.port[id]];
  const terms: Term[] = [
    { name: 'C', meaning: 'destinations on the port that are not known otherwise', value: targets.cold[id] },
    { name: 'F', meaning: 'of these, all flows failed', value: targets.coldFailing[id] },
    { name: 'K', meaning: 'known destinations: 1 kB received on other channels', value: hosts - targets.cold[id] },
    { name: 'f0', meaning: 'failing channels without this source on this port', value: failing - failed },
    { name: 'n0', meaning: 'channels without this source on this port', value: scored - hosts },
    { name: 'q0', meaning: '(f0 + 1) / (n0 + 10)', value: ({ f0, n0 }) => (f0 + 1) / (n0 + 10) },
    { name: 'f1', meaning: 'failing channels of other sources on the port', value: failingOn[port] - failed },
    { name: 'n1', meaning: 'channels of other sources on the port', value: scoredOn[port] - hosts },
    { name: 'q1', meaning: '(f1 + 3 q0) / (n1 + 3)', value: ({ f1, q0, n1 }) => (f1 + 3 * q0) / (n1 + 3) },
    {
      name: 'q',
      meaning: 'max(q0, q1), from 0.03 to 0.97',
      value: ({ q0, q1 }) => clipped(Math.max(q0, q1), 0.03, 0.97),
    },
    { name: 'h', meaning: '(F − K / 2) / C', value: ({ F, K, C }) => (F - K / 2) / C },
    weightOf(sourcePorts.isInfrastructure[id] === 1),
    boundTerm('C'),
  ];
  const penalised: Term[] = [
    { name: 'D', meaning: 'C + K', value: ({ C, K }) => C + K },
    ...flowsPer(sourcePorts.flows[id], 'D'),
  ];
  return { terms, penalised, share: '0.3 for known destinations and those in use over more than a tenth of the log' };
}

/** Expected failure rate: the fraction of channels that fail without this source on this port. */
function expected({ entities }: Facts, id: number): number {
  const { sourcePorts, scored, failing, scoredOn, failingOn } = entities;
  const tried = sourcePorts.destinations[id];
  const failed = sourcePorts.failing[id];
  const port = sourcePorts.port[id];
  const everywhere = (failing - failed + 1) / Math.max(scored - tried + 10, 1);
  const onPort = (failingOn[port] - failed + 3 * everywhere) / (scoredOn[port] - tried + 3);
  return clipped(Math.max(everywhere, onPort), 0.03, 0.97);
}
