import type { ParseError } from '../../core/selection/parse-error.ts';
import { shown } from '../parts/shown.ts';

/** Characters shown before and after an error in a long filter. */
const AROUND = 40;

/** The filter, and a line of carets that marks the wrong text below it. Both for a monospaced font. */
export function caretLines(
  text: string,
  { at, end }: Pick<ParseError, 'at' | 'end'>,
): { readonly filter: string; readonly carets: string } {
  const start = at <= AROUND ? 0 : at - AROUND;
  const stop = Math.min(text.length, Math.max(end, at + 1) + AROUND);
  const [before, wrong, after] = [text.slice(start, at), text.slice(at, end), text.slice(end, stop)].map(shown);
  const lead = start > 0 ? '…' : '';
  return {
    filter: `${lead}${before}${wrong}${after}${stop < text.length ? '…' : ''}`,
    carets: ' '.repeat(lead.length + before.length) + '^'.repeat(Math.max(1, wrong.length)),
  };
}
