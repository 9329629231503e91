import { INFRASTRUCTURE } from '../../behaviour/channels.ts';
import { namesOf } from '../../behaviour/naming.ts';
import type { BenignPattern, Suspect } from './pattern.ts';

/**
 * Time, address and discovery services in usual amounts. DNS is left out: tunnels use it. So are amplified answers. It
 * does not lower the strength: no benign finding of the evaluation resembles it.
 */
export const housekeeping: BenignPattern = { name: 'housekeeping', remains: 1, explain };

const attacks = new Set(['size', 'amplify']);

function explain({ behaviour: { facts }, lines }: Suspect): string | null {
  const { channels } = facts;
  const [first] = lines;
  const isUsual = lines.every(
    ({ channel, port, witness }) =>
      (channels.flags[channel] & INFRASTRUCTURE) !== 0 && channels.ports.port[port] !== 53 && !attacks.has(witness),
  );
  if (!isUsual) return null;
  const { port, service } = namesOf(facts, first.channel);
  return `the network’s own ${service || port}, in packets of its usual size`;
}
