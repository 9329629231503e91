import { countOf, formatCount } from '../core/number-words.ts';
import type { LogErrorDetail, RunLoss, SkipCount, SkipReason } from '../worker/api.ts';

type Lost = Pick<SkipCount, 'reason' | 'field' | 'lines' | 'first'>;

/** `have a duration we cannot read (“4.266ms” in line 2)`. The line is one of `file`, if given. */
export function describeLost({ reason, field, lines, first }: Lost, file = ''): string {
  const [one, many] = field === '' ? whole[reason] : [`has ${unread(field)}`, `have ${unread(field)}`];
  const { text, found, wanted } = first.detail;
  const cell = text !== undefined ? `“${text}” in ` : found !== undefined ? `${found} instead of ${wanted} in ` : '';
  const place = `line ${formatCount(first.line)}${file === '' ? '' : ` of ${file}`}`;
  return `${lines === 1 ? one : many} (${cell}${place})`;
}

/** `34 of 40 rows have a duration we cannot read (“4.266ms” in line 2).` */
function explainLost(rows: number, lost: number, count: Lost, { of = '', file = '' } = {}): string {
  const share = `${formatCount(lost)} of ${countOf(rows, 'row')}${of === '' ? '' : ` of ${of}`}`;
  const why = describeLost(count, file);
  const others = lost - count.lines;
  if (others === 0) return `${share} ${why}.`;
  return `${share} could not be read: ${formatCount(count.lines)} ${why}, ${formatCount(others)} for other reasons.`;
}

/** The same from the facts of the error `mostly-skipped`. */
export function explainRemnant({ rows, lost, lines, reason, line, file, files, ...detail }: LogErrorDetail): string {
  const first = { reason: reason as SkipReason, line: Number(line), detail };
  const count = { reason: first.reason, field: String(detail.field ?? ''), lines: Number(lines), first };
  return explainLost(Number(rows), Number(lost), count, Number(files) > 1 ? { file: String(file) } : {});
}

/** Lost rows for the first line of a result: the fact (`what`), and its effect on the result (`so`). */
export function explainLoss({ rows, lost, isMost, isWide, counts, files }: RunLoss): { what: string; so: string } {
  const many = files.length > 0;
  if (isWide) {
    const what = explainLost(rows, lost, counts[0], many ? { file: counts[0].path } : {});
    const read = countOf(rows - lost, 'row');
    const missing = `Everything below leaves ${lost === 1 ? 'it' : 'them'} out.`;
    return { what, so: isMost ? `Everything below is about the other ${read} alone.` : missing };
  }
  const [worst, ...others] = files;
  const more =
    others.length === 0
      ? ''
      : ` ${countOf(others.length, 'more file')} lost more than a tenth of ${others.length === 1 ? 'its' : 'their'} rows.`;
  const what = explainLost(worst.rows, worst.lost, worst.counts[0], { of: worst.path });
  return { what, so: `Everything below leaves ${worst.lost === 1 ? 'it' : 'them'} out.${more}` };
}

/** A few words: `34 of 40 rows skipped`. */
export function summariseLoss({ rows, lost, isWide }: RunLoss): string {
  return isWide ? `${formatCount(lost)} of ${countOf(rows, 'row')} skipped` : `${countOf(lost, 'row')} skipped`;
}

function unread(field: string): string {
  return `${/^[aeio]/i.test(field) ? 'an' : 'a'} ${field} we cannot read`;
}

/** Words for one line and for several, when a whole line is malformed. */
const whole: Readonly<Record<SkipReason, readonly [one: string, many: string]>> = {
  'too-few-fields': ['has too few fields', 'have too few fields'],
  'too-many-fields': ['has too many fields', 'have too many fields'],
  'not-a-number': ['has text where a number belongs', 'have text where a number belongs'],
  'cut-line': ['is cut off', 'are cut off'],
  'no-header': ['comes before any #fields header', 'come before any #fields header'],
  'not-json': ['is not a whole JSON object', 'are not whole JSON objects'],
  'no-flow': ['is an object that is not a row of a Zeek log', 'are objects that are not rows of a Zeek log'],
  'not-a-record': ['stands before the log', 'stand before the log'],
  'tabs-lost': [
    'has spaces for tabs and cannot be divided into cells',
    'have spaces for tabs and cannot be divided into cells',
  ],
  'no-endpoints': ['names no host, no port and no protocol', 'name no host, no port and no protocol'],
  'too-long': ['is longer than 8 MB', 'are longer than 8 MB'],
  repeated: ['repeats the uid of an earlier flow', 'repeat the uid of an earlier flow'],
};
