import { algorithmicNames } from './algorithmic-names.ts';
import type { Attack } from './attack.ts';
import { calls } from './calls.ts';
import { command } from './command.ts';
import { contacts } from './contacts.ts';
import { exfiltration } from './exfiltration.ts';
import { intrusion } from './intrusion.ts';
import { logIns } from './log-ins.ts';
import { reflection } from './reflection.ts';
import { unseen } from './unseen.ts';

const order = ['first', 'further', 'later', 'held', 'third'];

/** Every class of attack, those that Behaviour was built with first. */
export const attacks: readonly Attack[] = [
  ...exfiltration,
  ...command,
  ...contacts,
  ...unseen,
  ...calls,
  ...logIns,
  ...reflection,
  ...intrusion,
  ...algorithmicNames,
].toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
