import { quoted } from '../quoted.ts';
import type { BlockTest, CellTest, Leaf, Readers } from './leaf.ts';

/** A searched cell contains the text, ignoring letter case. `Selectable.searched` lists the searched cells. */
export interface TextPredicate {
  readonly op: 'text';
  readonly text: string;
}

/** `"invalid cert"`, or any word that no other leaf reads. */
export const textLeaf: Leaf<TextPredicate> = {
  op: 'text',
  examples: ['"invalid cert"', 'dns', '"10.0"', '44', '"a \\"quote\\""'],
  key: ({ text }) => [text.toLowerCase()],
  fields: () => [],
  normalise: (predicate) => predicate,
  bind: (predicate) => predicate,
  test: containsText,
  readTerm: ({ text, isQuoted, hasName }) => (isQuoted || !hasName ? { op: 'text', text } : null),
  print: ({ text }) => ({ term: quoted(text) }),
  namesAddress: ({ text }) => /\d\.\d|[\da-f]:|:[\da-f]/i.test(text),
  words: ({ text }) => `“${text}”`,
};

/** A port has at most five digits: the 65,536 possible texts are tested before the rows. */
function containsText({ text }: TextPredicate, { searched, textOf }: Readers): CellTest {
  const isWanted = textMatch(text, textOf);
  const isInPort = /^\d{0,5}$/.test(text) ? portsWith(text) : null;
  const of = searched.flatMap((column): CellTest[] => {
    if (column.kind === 'category') return [{ kind: 'labels', column, codes: [], isWanted }];
    return isInPort === null ? [] : [{ kind: 'numbers', column, test: isInPort }];
  });
  return { kind: 'any', of };
}

/** Whether the decimal text of an integer from 0 to 65535 contains this text. */
function portsWith(text: string): BlockTest {
  const flags = Uint8Array.from({ length: 65_536 }, (_, port) => (String(port).includes(text) ? 1 : 0));
  return (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = flags[values[i]];
  };
}

/**
 * Tests whether a label contains the text, ignoring letter case. About 30 ns per label, more for a label with
 * characters beyond ASCII.
 */
function textMatch(text: string, textOf: Readers['textOf']): (label: Uint8Array) => boolean {
  const wanted = text.toLowerCase();
  const decoded = (label: Uint8Array) => textOf(label).toLowerCase().includes(wanted);
  const needle = new TextEncoder().encode(wanted);
  if (needle.some((byte) => byte >= 128)) return decoded;
  // A character beyond ASCII can have an ASCII lower case: the Kelvin sign becomes `k`.
  return (label) => containsAscii(label, needle) || (label.some((byte) => byte >= 128) && decoded(label));
}

function containsAscii(label: Uint8Array, needle: Uint8Array): boolean {
  const last = label.length - needle.length;
  for (let at = 0; at <= last; at++) {
    let i = 0;
    while (i < needle.length && small(label[at + i]) === needle[i]) i++;
    if (i === needle.length) return true;
  }
  return false;
}

function small(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte | 32 : byte;
}
