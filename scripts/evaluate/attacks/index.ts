import type { Attack } from './attack.ts';
import { command } from './command.ts';
import { contacts } from './contacts.ts';
import { exfiltration } from './exfiltration.ts';

const order = ['first', 'further', 'held'];

/** Every class of attack: the eight first, then those that the lens was built with, then those it was not. */
export const attacks: readonly Attack[] = [...exfiltration, ...command, ...contacts].toSorted(
  (a, b) => order.indexOf(a.group) - order.indexOf(b.group),
);
