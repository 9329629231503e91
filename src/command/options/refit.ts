import { type Given, textOf } from '../given.ts';
import { UsageError } from '../usage-error.ts';
import type { Option } from './option.ts';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600 };
/** A model of less would be of a moment. */
const LEAST = 60;

export const refit: Option = {
  name: 'refit',
  value: 'TIME',
  section: 'Following',
  needs: ['follow'],
  help:
    'While following, fit another model each time this has passed: 24h, 90m or 7d. It is fitted to a sample of the ' +
    'flows that came since the last fit. Without it, the first model is kept.',
  check: (text) => {
    secondsIn(text);
  },
};

/** The seconds of `--refit`, null when it was not given. */
export function secondsOf(given: Given): number | null {
  const text = textOf(given, refit);
  return text === null ? null : secondsIn(text);
}

function secondsIn(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const seconds = Number(number) * (units[unit] ?? Number.NaN);
  if (!(seconds >= LEAST))
    throw new UsageError(`--refit ${text}: give a time of at least a minute, such as 24h or 90m.`);
  return seconds;
}
