import { replaceHidden } from '../../core/hidden-characters.ts';
import { formatCount } from '../../core/number-words.ts';

/** Characters of one text that are drawn: more would slow the page down. */
export const MOST_SHOWN = 2000;
/** What the words behind a cut text may take; a text that is longer by no more than that is not cut. */
const ROOM = 60;

/**
 * A text as the page draws it: each hidden character as a mark such as `‹U+202E›`, and a text that is too long cut,
 * with its length behind it. Drawn once or twice, it is the same.
 */
export function shown(text: string, most = MOST_SHOWN): string {
  if (text.length <= most + ROOM) {
    const marked = withMarks(text);
    if (marked.length <= most + ROOM) return marked;
  }
  return `${cutAt(withMarks(cutAt(text, most)), most)} … (${formatCount(text.length)} characters)`;
}

/** A text of any length with marks in place of its hidden characters. */
export function withMarks(text: string): string {
  return replaceHidden(text, (_, codePoint) => `‹U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** The first characters; half of a surrogate pair or of a mark is left out. */
function cutAt(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/‹(U(\+[\dA-F]*)?)?$/, '');
}
