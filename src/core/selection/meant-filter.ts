import { type FilterSchema, fieldNamed } from './filter-names.ts';
import { parse } from './parse.ts';
import { isParseError } from './parse-error.ts';

/**
 * The filter that a text in another notation probably means, null if it looks like none: `state=S0`, `src!=10.0.0.1`,
 * `orig_bytes > 1000`, `bytes:>10 MB`, `147.32.*` or the uid of a flow. The result parses.
 */
export function meantFilter(text: string, schema: FilterSchema): string | null {
  if (text.includes('"')) return null;
  const isField = (name: string) => fieldNamed(name, false, schema) != null;
  const meant = text
    .replace(/([\w.+-]*\w)\s*(==|!=|>=|<=|=|>|<)\s*(?=\S)/g, (whole, name: string, sign: string) =>
      isField(name) ? withColon(name, sign) : whole,
    )
    .replace(/(:[<>]?=?\d[\d.]*)\s+([kmgt]i?b?|bytes|ms|s|m|min|h|d)(?=\s|$)/gi, '$1$2')
    .split(/(\s+)/)
    .map((word) => blockOf(word) ?? (isUid(word) && isField('uid') ? `uid:${word}` : word))
    .join('');
  return meant === text || isParseError(parse(meant, schema)) ? null : meant;
}

function withColon(name: string, sign: string): string {
  if (sign === '!=') return `-${name}:`;
  return sign.endsWith('=') && !/[<>]/.test(sign) ? `${name}:` : `${name}:${sign}`;
}

/** The block of two or three bytes of an IPv4 address: `147.32.0.0/16` for `147.32.*`. Null for any other word. */
function blockOf(word: string): string | null {
  const [, field = '', bytes = ''] =
    /^(-?(?:[\w.+-]+:)?)(\d{1,3}(?:\.\d{1,3}){1,2})(?:\.\*?){0,2}\*?$/.exec(word) ?? [];
  const known = bytes.split('.');
  if (bytes === '' || known.some((byte) => Number(byte) > 255)) return null;
  // A number such as 1.5 is no address.
  if (known.length === 2 && !word.endsWith('*') && !word.endsWith('.')) return null;
  return `${field}${[...known, '0', '0'].slice(0, 4).join('.')}/${8 * known.length}`;
}

/** Zeek's uids begin with C (connections) and have up to 18 letters and digits. */
function isUid(word: string): boolean {
  return /^C[0-9A-Za-z]{12,18}$/.test(word) && /\d/.test(word);
}
