import type { Attack } from './attack.ts';
import { command } from './command.ts';
import { contacts } from './contacts.ts';
import { exfiltration } from './exfiltration.ts';
import { unseen } from './unseen.ts';

const order = ['first', 'further', 'later', 'held'];

/** Every class of attack, those that Behaviour was built with first. */
export const attacks: readonly Attack[] = [...exfiltration, ...command, ...contacts, ...unseen].toSorted(
  (a, b) => order.indexOf(a.group) - order.indexOf(b.group),
);
