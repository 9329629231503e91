import { parseAddress } from '../schema/address.ts';
import { isConnState } from '../schema/conn-state.ts';
import { isNumeric, type Meaning } from './names.ts';

const QUOTE = 34;
const APOSTROPHE = 39;
const EQUALS = 61;
const decoder = new TextDecoder('latin1');

/** Whether a text may be a cell of a field of words. In other fields an apostrophe may be a part of the text. */
const words: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['proto', (text) => /^[\w-]+$/.test(text)],
  ['conn_state', isConnState],
  ['history', (text) => /^\^?[a-zA-Z]+$/.test(text)],
]);

/**
 * Length of the marks around a cell that make a spreadsheet read it as text: `="32"`, which has the same meaning in any
 * column, and `'32` if the cell without it is a value of its field. Null for all other cells.
 */
export function spreadsheetQuotes(
  bytes: Uint8Array,
  start: number,
  end: number,
  { field, reading }: Meaning,
): readonly [before: number, behind: number] | null {
  const first = bytes[start];
  if (first === EQUALS && bytes[start + 1] === QUOTE && bytes[end - 1] === QUOTE && end - start > 2) return [2, 1];
  if (first !== APOSTROPHE || end - start < 2) return null;
  if (isNumeric(reading)) return [1, 0];
  const rest = decoder.decode(bytes.subarray(start + 1, end));
  if (reading === 'bool') return /^(true|false|[tf01])$/i.test(rest) ? [1, 0] : null;
  if (/^id\.\w+_h$/.test(field)) return parseAddress(rest) !== null ? [1, 0] : null;
  return words.get(field)?.(rest) === true ? [1, 0] : null;
}
