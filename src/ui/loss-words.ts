import type { SkipCount, SkipReason } from '../worker/api.ts';
import { formatCount } from './parts/format.ts';

/** `34 of 40 rows have a duration we cannot read (“4.266ms” in line 2)`. */
export function explainLost(count: Pick<SkipCount, 'reason' | 'field' | 'lines' | 'first'>, rows: number): string {
  const share = `${formatCount(count.lines)} of ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  return `${share} ${describeLost(count)}`;
}

/** `have a duration we cannot read (“4.266ms” in line 2)`. */
export function describeLost({ reason, field, lines, first }: Pick<SkipCount, 'reason' | 'field' | 'lines' | 'first'>) {
  const [one, many] = field === '' ? whole[reason] : [`has ${unread(field)}`, `have ${unread(field)}`];
  const { text, found, wanted } = first.detail;
  const example = text !== undefined ? `“${text}” in ` : found !== undefined ? `${found} instead of ${wanted} in ` : '';
  return `${lines === 1 ? one : many} (${example}line ${formatCount(first.line)})`;
}

function unread(field: string): string {
  return `${/^[aeio]/i.test(field) ? 'an' : 'a'} ${field} we cannot read`;
}

/** What is said of one line, and of several, when the whole line is at fault. */
const whole: Readonly<Record<SkipReason, readonly [one: string, many: string]>> = {
  'too-few-fields': ['has too few fields', 'have too few fields'],
  'too-many-fields': ['has too many fields', 'have too many fields'],
  'not-a-number': ['has text where a number belongs', 'have text where a number belongs'],
  'cut-line': ['is cut off', 'are cut off'],
  'no-header': ['comes before any #fields header', 'come before any #fields header'],
  'not-json': ['is not a whole JSON object', 'are not whole JSON objects'],
  'no-flow': ['is an object that is not a row of a Zeek log', 'are objects that are not rows of a Zeek log'],
  'too-long': ['is longer than 8 MB', 'are longer than 8 MB'],
  repeated: ['repeats the uid of an earlier flow', 'repeat the uid of an earlier flow'],
};
