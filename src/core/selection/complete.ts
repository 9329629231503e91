import { type FilterSchema, fieldNamed } from './filter-names.ts';
import { valueText } from './print.ts';

/** The name or value at the caret, and the text range that a suggestion replaces. */
export interface Typing {
  readonly kind: 'name' | 'value';
  /** The typed text before the caret. */
  readonly prefix: string;
  readonly at: number;
  readonly end: number;
  /** The field whose value is being typed. Null while a name is being typed, and for a field that the log lacks. */
  readonly field: string | null;
}

/** Finds the name or value at the caret. Null inside quotes, where no suggestion applies. */
export function typingAt(text: string, caret: number, schema: FilterSchema): Typing | null {
  const start = termStart(text, caret);
  const before = text.slice(start, caret);
  const [head = '', quotedName, name = ''] = /^-?(?:"((?:[^"\\]|\\.)*)"|(\w[\w.+-]*)):/s.exec(before) ?? [];
  if (head === '') {
    const sign = before.startsWith('-') ? 1 : 0;
    if (before.slice(sign).startsWith('"')) return null;
    const rest = /^[\w.+-]*:?/.exec(text.slice(caret))?.[0] ?? '';
    return { kind: 'name', prefix: before.slice(sign), at: start + sign, end: caret + rest.length, field: null };
  }
  const at = start + head.length + valueStart(before.slice(head.length));
  const prefix = text.slice(at, caret);
  const isOpen = prefix.startsWith('"');
  const rest = (isOpen ? /^(?:[^"\\]|\\.)*"?/s : /^[^\s(),"]*/).exec(text.slice(caret))?.[0] ?? '';
  const field = fieldNamed(quotedName ?? name, quotedName !== undefined, schema)?.field ?? null;
  return {
    kind: 'value',
    prefix: isOpen ? prefix.slice(1).replace(/\\(.)/gs, '$1') : prefix,
    ...{ at, end: caret + rest.length, field },
  };
}

/** Replaces the typed text by a suggestion. Returns the new text and caret. Names come from `namesIn`. */
export function complete(
  text: string,
  typing: Typing,
  choice: string,
): { readonly text: string; readonly caret: number } {
  const { kind, field, at, end } = typing;
  const written = kind === 'name' ? `${choice}:` : valueText(field ?? '', choice);
  return { text: text.slice(0, at) + written + text.slice(end), caret: at + written.length };
}

/** Start of the term at the caret: after the last blank or parenthesis outside quotes that does not follow a comma. */
function termStart(text: string, caret: number): number {
  let start = 0;
  let isInQuotes = false;
  for (let i = 0; i < caret; i++) {
    if (isInQuotes && text[i] === '\\') i++;
    else if (text[i] === '"') isInQuotes = !isInQuotes;
    else if (!isInQuotes && /[()]/.test(text[i])) start = i + 1;
    else if (!isInQuotes && /\s/.test(text[i]) && !/,\s*$/.test(text.slice(start, i))) start = i + 1;
  }
  return start;
}

/** Start of the last value in a list, after signs such as `-`. */
function valueStart(list: string): number {
  let start = 0;
  let isInQuotes = false;
  for (let i = 0; i < list.length; i++) {
    if (isInQuotes && list[i] === '\\') i++;
    else if (list[i] === '"') isInQuotes = !isInQuotes;
    else if (!isInQuotes && list[i] === ',') start = i + 1;
  }
  return start + (/^\s*-?(?:[<>]=?)?(?:[^"]*\.\.<?)?/.exec(list.slice(start))?.[0].length ?? 0);
}
