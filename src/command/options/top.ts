import type { Given } from '../given.ts';
import { textOf } from '../given.ts';
import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

const USUAL = 10;
const FEW = 1000;

export const top: Option = {
  name: 'top',
  short: 'a',
  aliases: ['amountanom'],
  value: 'N',
  section: 'Output',
  // Labels of a few flows are read again from the file.
  leavesLabels: (given) => topOf(given) <= FEW,
  help: `Print the N flows with the highest scores. Default: ${USUAL}.`,
  check: (text) => {
    if (!/^\d+$/.test(text)) throw new UsageError(`-a ${text}: give a whole number of flows.`);
  },
};

/** The number of flows to print. */
export function topOf(given: Given): number {
  return Number(textOf(given, top) ?? USUAL);
}
