import type { Control } from '../../control.ts';
import { ANSWER, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { type Measured, type Part, settle } from '../part.ts';
import { capped, clipped } from '../surprise.ts';
import { beyond, fitTail, quantilesOf } from '../tail.ts';

export const spread: Part = {
  name: 'spread',
  label: 'Spread',
  entity: 'source-port',
  measures: 'A source contacts unusually many hosts on a port, each for a short while, whether they answer or not.',
  formula:
    '2 tail(ln D; ln destinations of every source and port, scale >= .5) x t², t = 1 - mean share of the log over ' +
    'which a destination is used; not on 53, 80, 443 and infrastructure',
  source: 'measured; t tells a spray from monitoring',
  measure,
};

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, entities, flows } = facts;
  const { sourcePorts } = entities;
  const used = new Float64Array(sourcePorts.count);
  const isOut = new Uint8Array(sourcePorts.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = sourcePorts.ofChannel[channel];
      used[id] += (channels.to[channel] - channels.from[channel]) / flows.span;
      if ((channels.flags[channel] & (UNSCORED | ANSWER)) !== 0) isOut[id] = 1;
    }
  });
  const logs = new Float32Array(sourcePorts.count);
  const peers = new Float32Array(sourcePorts.count);
  let count = 0;
  for (let id = 0; id < logs.length; id++) {
    const port = sourcePorts.port[id];
    const isPeer = channels.ports.isWeb[port] === 0 && channels.ports.port[port] !== 53;
    if (!isPeer || sourcePorts.destinations[id] === 0) isOut[id] = 1;
    else {
      logs[id] = Math.log(sourcePorts.destinations[id]);
      peers[count++] = logs[id];
    }
  }
  const quantiles = quantilesOf(peers, count);
  const tail = fitTail(quantiles, 0.5);
  const usual = count > 0 ? Math.round(Math.exp(quantiles.at(0.5))) : 0;
  const surprise = new Float32Array(sourcePorts.count);
  for (let id = 0; id < surprise.length; id++) {
    if (isOut[id] === 1 || sourcePorts.isInfrastructure[id] === 1) continue;
    const transience = clipped(1 - used[id] / sourcePorts.destinations[id], 0, 1);
    surprise[id] = capped(2 * beyond(tail, logs[id])) * transience * transience;
  }
  return {
    ...settle(surprise, (id) => sourcePorts.flows[id]),
    entityOf: (channel) => sourcePorts.ofChannel[channel],
    evidence: (id, row) => {
      const { source, port } = namesOf(facts, flows.channel[row]);
      const numbers = { hosts: sourcePorts.destinations[id], usual, flows: sourcePorts.flows[id] };
      const sentence = `${source} briefly contacted ${numbers.hosts} hosts on ${port}; usual here ${usual}`;
      return { numbers, sentence };
    },
  };
}
