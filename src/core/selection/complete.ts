import { type FilterSchema, fieldNamed } from './filter-names.ts';
import { valueText } from './print.ts';
import type { ValueKind } from './value-kinds.ts';

/** The name or value at the caret, and the text range that a suggestion replaces. */
export interface Typing {
  readonly kind: 'name' | 'value';
  /** The typed text before the caret. */
  readonly prefix: string;
  readonly at: number;
  readonly end: number;
  /** The field whose value is being typed. Null while a name is being typed, and for a field that the log lacks. */
  readonly field: string | null;
  /** The kind of the field's values. Null without a field. */
  readonly values: ValueKind | null;
  /** The comparison or range that the value is a limit of, such as `>=` or `1..`. Empty for a value by itself. */
  readonly sign: string;
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
    const [at, end] = [start + sign, caret + rest.length];
    return { kind: 'name', prefix: before.slice(sign), at, end, field: null, values: null, sign: '' };
  }
  const named = fieldNamed(quotedName ?? name, quotedName !== undefined, schema) ?? null;
  const written = before.slice(head.length);
  const from = valueStart(written);
  const sign = named !== null && isNumeric(named.kind) ? signOf(written.slice(from)) : '';
  const at = start + head.length + from + sign.length;
  const prefix = text.slice(at, caret);
  const isOpen = prefix.startsWith('"');
  const rest = (isOpen ? /^(?:[^"\\]|\\.)*"?/s : /^[^\s(),"]*/).exec(text.slice(caret))?.[0] ?? '';
  return {
    kind: 'value',
    prefix: isOpen ? prefix.slice(1).replace(/\\(.)/gs, '$1') : prefix,
    ...{ at, end: caret + rest.length, field: named?.field ?? null, values: named?.kind ?? null, sign },
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

/** Start of the last value in a list, after a `-` that excludes it. */
function valueStart(list: string): number {
  let start = 0;
  let isInQuotes = false;
  for (let i = 0; i < list.length; i++) {
    if (isInQuotes && list[i] === '\\') i++;
    else if (list[i] === '"') isInQuotes = !isInQuotes;
    else if (!isInQuotes && list[i] === ',') start = i + 1;
  }
  return start + (/^\s*-?/.exec(list.slice(start))?.[0].length ?? 0);
}

/** The comparison or range before the limit at the end of a value. */
function signOf(value: string): string {
  return /^(?:[<>]=?)?(?:[^"]*\.\.<?)?/.exec(value)?.[0] ?? '';
}

function isNumeric(kind: ValueKind): boolean {
  return kind !== 'address' && kind !== 'text' && kind !== 'words';
}
