import { countOf, formatCount } from '../../number-words.ts';
import { contextTerms } from '../context-terms.ts';
import { namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { channelItself, type Part, settle } from '../part.ts';

/** Scores channels by the rarity of their port and service. Linear in the channels. */
export const rare: Part = {
  name: 'rare',
  label: 'Rare service',
  entity: 'channel',
  measures:
    'A channel that was answered uses a port that few hosts here serve and few sources use, or a service on another port than usual.',
  formula: '.8 Rc, the context of the channel (docs/behaviour.md)',
  source: 'measured; popularity in hosts, not flows, so that a chatty channel does not make its own port common',
  measure: async (facts, control) => {
    const { channels, context } = facts;
    const surprise = new Float32Array(channels.count);
    await inStretches(control, channels.count, (from, to) => weighSome(context.ofChannel, from, to, surprise));
    return {
      ...(await settle(facts, 'rare', channelItself, surprise, (channel) => channels.flows[channel], control)),
      entityOf: channelItself,
      evidence: (channel, row) => {
        const { source, destination, port, service } = namesOf(facts, facts.flows.channel[row]);
        const numbers = { hosts: context.hostsOn[channels.port[channel]], of: context.hosts };
        const what = service === '' ? port : `${service} on ${port}`;
        const sentence = `${source} to ${destination}: ${what}, which ${formatCount(numbers.hosts)} of ${countOf(numbers.of, 'host')} ${numbers.hosts === 1 ? 'serves' : 'serve'}`;
        return { numbers, sentence };
      },
      derive: (channel) => ({
        terms: [...contextTerms(facts, channel), { name: 's', meaning: '0.8 R', value: ({ R }) => 0.8 * R }],
        penalised: [{ name: 'w', meaning: 'flows', value: channels.flows[channel] }],
      }),
    };
  },
};

function weighSome(rarity: Float32Array, from: number, to: number, out: Float32Array): void {
  for (let channel = from; channel < to; channel++) out[channel] = 0.8 * rarity[channel];
}
