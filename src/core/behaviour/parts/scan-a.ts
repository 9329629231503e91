import type { Control } from '../../control.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped, clipped, excess, LEAST_FAILING } from '../surprise.ts';
import { ICMP } from '../words.ts';
import { boundTerm, flowsPer, weightOf } from './bound-terms.ts';
import { BRIEF } from './brief.ts';

/** Scores sources by the number of failing targets without a common host or port. Linear in the channels. */
export const scanA: Part = {
  name: 'scan_a',
  label: 'Scattered scan',
  entity: 'source-proto',
  measures: 'Every flow of a source to many targets failed, and the targets have neither host nor port in common.',
  formula:
    'Chernoff bound for F of D host-port targets failing, ports from 1024 up, where a share q0 of all other ' +
    'channels fails, clipped to .1 - .97; failing channels x 1, those with a recognised service x 0.6, answered ones without a ' +
    'service, in use over less than a tenth of the log, to a destination that is not used otherwise x 0.7, others 0',
  source: 'as scan_h; random targets of worms and peer-to-peer bots',
  measure,
};

const FIRST_PORT = 1024;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels } = facts;
  const entity = new Uint32Array(channels.count).fill(NONE);
  const share = new Float32Array(channels.count);
  const counts: Counts = { table: new PairTable(), targets: [], failing: [], flows: [] };
  await inStretches(control, channels.count, (from, to) => addTargets(facts, from, to, counts, entity, share));
  const { targets, failing, flows } = counts;
  const allTargets = sumOf(targets);
  const allFailing = sumOf(failing);
  const surprise = Float32Array.from(targets, (tried, id) => {
    const elsewhere = (allFailing - failing[id] + 1) / Math.max(allTargets - tried + 10, 1);
    return failing[id] < LEAST_FAILING ? 0 : capped(excess(failing[id], tried, clipped(elsewhere, 0.1, 0.97)));
  });
  return {
    ...(await settle(facts, 'scan_a', entitiesIn(entity), surprise, (id) => flows[id] / targets[id], control)),
    entityOf: entitiesIn(entity),
    share,
    evidence: (id, row) => {
      const { source } = namesOf(facts, facts.flows.channel[row]);
      const numbers = { targets: targets[id], failed: failing[id], flows: flows[id] };
      const sentence = `${source} tried ${countOf(numbers.targets, 'host-port target')}; all flows to ${formatCount(numbers.failed)} failed`;
      return { numbers, sentence };
    },
    derive: (id) => ({
      terms: [
        { name: 'D', meaning: 'host-port targets of the source, ports from 1024 up', value: targets[id] },
        { name: 'F', meaning: 'of these, all flows failed', value: failing[id] },
        { name: 'f0', meaning: 'failing channels of others, ports from 1024 up', value: allFailing - failing[id] },
        { name: 'n0', meaning: 'channels of others, ports from 1024 up', value: allTargets - targets[id] },
        {
          name: 'q',
          meaning: '(f0 + 1) / (n0 + 10), from 0.1 to 0.97',
          value: ({ f0, n0 }) => clipped((f0 + 1) / (n0 + 10), 0.1, 0.97),
        },
        { name: 'h', meaning: 'F / D', value: ({ F, D }) => F / D },
        weightOf(false),
        boundTerm('D'),
      ],
      penalised: flowsPer(flows[id], 'D'),
      share: '1 for failing channels, 0.6 with a service, 0.7 if answered in passing',
    }),
  };
}

/** By source and protocol: targets, failing ones, and flows. */
interface Counts {
  readonly table: PairTable;
  readonly targets: number[];
  readonly failing: number[];
  readonly flows: number[];
}

function addTargets(
  facts: Facts,
  from: number,
  to: number,
  { table, targets, failing, flows }: Counts,
  entity: Uint32Array,
  share: Float32Array,
): void {
  const { channels } = facts;
  const { ports, pairs: hosts } = channels;
  for (let channel = from; channel < to; channel++) {
    const port = channels.port[channel];
    if ((channels.flags[channel] & INFRASTRUCTURE) !== 0 || ports.port[port] < FIRST_PORT) continue;
    if (ports.transport[port] === ICMP) continue;
    const id = table.idOf(hosts.source[channels.pair[channel]], ports.proto[port]);
    entity[channel] = id;
    targets[id] = (targets[id] ?? 0) + 1;
    flows[id] = (flows[id] ?? 0) + channels.flows[channel];
    const isFailed = isFailing(channels, channel);
    failing[id] = (failing[id] ?? 0) + (isFailed ? 1 : 0);
    if (isFailed) share[channel] = channels.service[channel] === 0 ? 1 : 0.6;
    else if (isPassing(facts, channel)) share[channel] = 0.7;
  }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Whether a channel was answered like a target among others: no service, brief, and no other business with the host. */
function isPassing({ channels, flows, targets }: Facts, channel: number): boolean {
  const lasts = channels.to[channel] - channels.from[channel];
  return channels.service[channel] === 0 && targets.isKnown[channel] === 0 && lasts < BRIEF * flows.span;
}
