/**
 * Characters that draw nothing, or that change the order in which their neighbours are drawn: control and format
 * characters (C0, DEL, C1, soft hyphen, zero-width characters, bidi marks, overrides and isolates), line and paragraph
 * separators, variation selectors, tags and fillers, and halves of surrogate pairs.
 * Source: Unicode Standard Annex 44, general categories and Default_Ignorable_Code_Point.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const everyHidden = new RegExp(hidden, 'gu');
/** What most texts are made of. */
const plain = /^[\x20-\x7e]*$/;

/** The text with `write` of every hidden character in its place. */
export function replaceHidden(text: string, write: (character: string, codePoint: number) => string): string {
  if (plain.test(text)) return text;
  return text.replace(everyHidden, (character) => write(character, character.codePointAt(0) ?? 0));
}

/** Whether a reader would not see this character, or see others in another order because of it. */
export function isHidden(codePoint: number): boolean {
  return hidden.test(String.fromCodePoint(codePoint));
}

/** JSON that shows what it holds: hidden characters are `\uXXXX`, which reads back to the same value. */
export function jsonText(value: unknown, indent?: number): string {
  return replaceHidden(JSON.stringify(value, null, indent), (character) =>
    // Line ends between the lines of indented JSON; within a string they are escaped already.
    character === '\n' ? character : [...unitsOf(character)].map((unit) => `\\u${hex(unit, 4)}`).join(''),
  );
}

function* unitsOf(character: string): Generator<number> {
  for (let at = 0; at < character.length; at++) yield character.charCodeAt(at);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
