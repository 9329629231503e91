import { replaceHidden } from '../core/hidden-characters.ts';

/**
 * Text of a log for a terminal: control characters and other hidden characters become `\u{...}`, because the sender of
 * the packets may have chosen them and a terminal obeys them.
 */
export function safeText(text: string): string {
  return replaceHidden(text, (_, codePoint) => `\\u{${codePoint.toString(16)}}`);
}
