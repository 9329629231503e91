import type { Control } from '../../control.ts';
import { countOf, formatCount, formatShare } from '../../number-words.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped, clipped, excess, LEAST_FAILING } from '../surprise.ts';
import { shareOfBrief } from './brief.ts';

/** Scores sources and ports by the number of hosts that fail. Linear in the entities. */
export const scanH: Part = {
  name: 'scan_h',
  label: 'Network scan',
  entity: 'source-port',
  measures: 'A source tries one port on many hosts, and more of them never answer than elsewhere.',
  formula:
    'Chernoff bound for F of D destinations failing where a share max(q0, q1) fails elsewhere: q0 over all other ' +
    'channels, q1 over other channels on the port; share clipped to .03 - .97; x 0.3 for infrastructure, and for destinations in use over more than a tenth of the log',
  source: 'Cover & Thomas, Elements of Information Theory, 11.4; failed first contacts: Jung et al. 2004 (TRW)',
  measure,
};

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { sourcePorts } = facts.entities;
  const surprise = new Float32Array(sourcePorts.count);
  for (let id = 0; id < surprise.length; id++) {
    if (sourcePorts.failing[id] < LEAST_FAILING) continue;
    const bound = capped(excess(sourcePorts.failing[id], sourcePorts.destinations[id], expected(facts, id)));
    surprise[id] = sourcePorts.isInfrastructure[id] === 1 ? 0.3 * bound : bound;
  }
  return {
    ...(await settle(surprise, (id) => sourcePorts.flows[id] / sourcePorts.destinations[id], control)),
    entityOf: entitiesIn(sourcePorts.ofChannel),
    share: await shareOfBrief(facts, control),
    evidence: (id, row) => {
      const { source, port } = namesOf(facts, facts.flows.channel[row]);
      const numbers = {
        hosts: sourcePorts.destinations[id],
        failed: sourcePorts.failing[id],
        flows: sourcePorts.flows[id],
        elsewhere: expected(facts, id),
      };
      const sentence = `${source} tried ${countOf(numbers.hosts, 'host')} on ${port}; all flows to ${formatCount(numbers.failed)} failed (elsewhere ${formatShare(numbers.elsewhere)} of targets)`;
      return { numbers, sentence };
    },
  };
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
