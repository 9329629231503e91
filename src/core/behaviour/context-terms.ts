import { activeSources } from './context.ts';
import type { Facts } from './facts.ts';
import { portNames } from './naming.ts';
import type { Term, Values } from './steps.ts';
import { clipped } from './surprise.ts';
import { TCP } from './words.ts';

/** The lines of a channel's context, from counts of hosts and sources to the value, which is named `R`. */
export function contextTerms(facts: Facts, channel: number): Term[] {
  const { channels, context } = facts;
  if (context.ofChannel[channel] === 0) {
    const meaning =
      'context of the port: 0 for web and call ports, ports that everybody uses, channels without an answer';
    return [{ name: 'R', meaning, value: 0 }];
  }
  const active = Math.max(1, activeSources(facts.entities.destinationsOf).active);
  const port = channels.port[channel];
  const on = portNames(facts, port).port;
  const isCommon = context.hostsOn[port] >= context.usage.common;
  const service = channels.service[channel];
  const byService = isCommon && service !== 0 && channels.ports.transport[port] === TCP;
  const half = isCommon ? 0.5 : 1;
  const ofPort = ({ Hp, Ha, Up, Ua }: Values) => half * clipped(-Math.log10(Math.max(Hp / Ha, Up / Ua)), 0, 3);
  const lines: Term[] = [
    { name: 'Hp', meaning: `destinations on ${on}`, value: context.hostsOn[port] },
    { name: 'Ha', meaning: 'destinations on any port, at least 2', value: context.hosts },
    {
      name: 'Up',
      meaning: 'other sources with many destinations that use the port',
      value: Math.round(context.usage.sourceShare[port] * active),
    },
    { name: 'Ua', meaning: 'sources with many destinations', value: active },
  ];
  const formula = `${isCommon ? 'common port, half: 0.5 ' : ''}min(3, −log10 max(Hp / Ha, Up / Ua))`;
  if (!byService) return [...lines, { name: 'R', meaning: formula, value: ofPort }];
  const { kinds } = context.usage;
  const name = facts.flows.services[service];
  return [
    ...lines,
    {
      name: 'Hs',
      meaning: `destinations of ${name} on the port`,
      value: kinds.onPort[kinds.byPort.find(port, service)],
    },
    { name: 'Hsa', meaning: `destinations of ${name} on any port`, value: kinds.inAll[service] },
    {
      name: 'R',
      meaning: `the larger of ${formula} and min(3, −log10(Hs / Hsa), −log10 max(Up / Ua, 0.001))`,
      value: (of) =>
        Math.max(
          ofPort(of),
          clipped(Math.min(-Math.log10(of.Hs / of.Hsa), -Math.log10(Math.max(of.Up / of.Ua, 0.001))), 0, 3),
        ),
    },
  ];
}

/** The context of the pair: the lines of its channel with the highest context. Looks through all channels. */
export function pairContextTerms(facts: Facts, pair: number): Term[] {
  const { channels, context } = facts;
  let best = -1;
  for (let channel = 0; channel < channels.count; channel++) {
    if (channels.pair[channel] !== pair) continue;
    if (best < 0 || context.ofChannel[channel] > context.ofChannel[best]) best = channel;
  }
  return contextTerms(facts, best);
}
