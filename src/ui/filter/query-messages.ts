import type { ParseError, ParseErrorCode } from '../../core/selection/parse-error.ts';

/** The error in a filter, and what to write instead. */
export function queryMessage({ code, detail }: ParseError): string {
  return sentences[code](detail);
}

const expected: Readonly<Record<string, string>> = {
  address: 'an address such as 10.0.0.5, or a block such as 10.0.0.0/8',
  time: 'a time such as 2026-03-03, 2026-03-03T14:00 or 14:00 (UTC)',
  duration: 'a duration such as 90s, 500ms or 1h30m',
  size: 'a size such as 500, 10kB or 1.5MiB',
  count: 'a number such as 500 or 10k',
  number: 'a number such as 443',
  port: 'a port from 0 to 65535',
  score: 'a score such as 3× (times the threshold), p99 or 0.5',
};

const sentences: Readonly<Record<ParseErrorCode, (detail: ParseError['detail']) => string>> = {
  'unknown-field': ({ name, guess }) =>
    guess === undefined
      ? `There is no field ${name}. To search for a text with a colon, put it in quotes.`
      : `There is no field ${name}. Did you mean ${guess}?`,
  'absent-field': ({ name }) => `This log has no field for ${name}. Remove ${name}: from the filter.`,
  'missing-value': ({ name }) => `Write a value after ${name}: or - for an unset one.`,
  'wrong-value': ({ value, kind }) => `${value} is not a value of this field. Write ${expected[kind]}.`,
  'wrong-block': ({ value }) =>
    `${value} is not a block of addresses. The length is at most 32 for IPv4 and 128 for IPv6, such as 10.0.0.0/8.`,
  'wrong-address': ({ value }) =>
    `${value} is not an address. Write one such as 10.0.0.5, or put the text in quotes to search for it.`,
  'wrong-percentile': ({ value }) => `${value} is not a percentile. Write a number from p0 to p100, such as >=p99.`,
  'bare-percentile': ({ value }) => `A percentile needs a comparison. Write >=${value} or <${value}.`,
  'bare-multiple': ({ value }) => `A multiple of the threshold needs a comparison. Write >=${value} or <${value}.`,
  'wrong-range': ({ value }) => `${value} is not a range. Write 1..5, or >1..<5 to leave out both ends.`,
  'dashed-range': ({ value, range }) => `${value} is not a range. Write ${range}.`,
  'reversed-range': ({ value, range }) => `The first limit of ${value} is larger than the second. Write ${range}.`,
  'not-comparable': ({ name }) =>
    `${name} holds text, which cannot be compared. Write a value, or several with commas.`,
  'unknown-preset': ({ value, presets }) => `There is no noise preset ${value}. Write one of ${presets}.`,
  'unknown-finding': ({ value, hasAny }) =>
    hasAny === ''
      ? `There is no finding ${value}: this log has no findings. Remove finding: from the filter.`
      : `There is no finding ${value}. Open a finding and use Show flows, or copy its id.`,
  'missing-term': ({ after }) =>
    `Something is missing beside “${after}”. To search for the word itself, put it in quotes.`,
  'open-quote': () => 'This quote is not closed. Add " at the end.',
  'open-group': () => 'This parenthesis is not closed. Add ) at the end of the group.',
  'stray-group': () => 'This parenthesis closes nothing. Remove it, or add ( before the group.',
  'too-deep': () => 'There are too many parentheses within each other. Use fewer.',
};
