/** How a column writes numbers: the mark before its fractions, and the one between its thousands, empty for none. */
export interface Numerals {
  readonly decimal: '.' | ',';
  readonly group: '' | ',' | '.' | ' ' | "'";
}

/** Bytes of a cell: no number is longer. */
export const LONGEST_NUMBER = 80;

/** As Zeek writes them. */
export const plainNumerals: Numerals = { decimal: '.', group: '' };

/** Every way that is known; the first ones are preferred where several read a column to the same values. */
export const allNumerals: readonly Numerals[] = [
  plainNumerals,
  { decimal: ',', group: '' },
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
  { decimal: '.', group: ' ' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: "'" },
  { decimal: ',', group: "'" },
];

/**
 * A cell with each kind of blank (no-break, narrow, thin, and the no-break space of Latin-1, which is not UTF-8) as a
 * space, each apostrophe as `'`, and each minus sign as `-`; blanks around it are taken off.
 */
export function withPlainMarks(text: string): string {
  return text
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufffd]/g, ' ')
    .replace(/[\u2018\u2019\u02bc\u2032\u00b4`]/g, "'")
    .replace(/[\u2212\u2013]/g, '-')
    .trim();
}

const numberLike = /^[+-]?\.?\d[\d.,' ]*(e[+-]?\d+)?$/i;

/** Whether some way of writing numbers might read the text, which must have plain marks. */
export function isNumberLike(text: string): boolean {
  return numberLike.test(text);
}

/** The same number as Zeek would write it, null when this way of writing numbers does not read the text. */
export function readNumeral(text: string, { decimal, group }: Numerals): string | null {
  if (!patternOf(decimal, group).test(text)) return null;
  const ungrouped = group === '' ? text : text.replaceAll(group, '');
  return decimal === '.' ? ungrouped : ungrouped.replace(',', '.');
}

const patterns = new Map<string, RegExp>();

function patternOf(decimal: string, group: string): RegExp {
  const key = decimal + group;
  let pattern = patterns.get(key);
  if (pattern === undefined) {
    const escaped = (mark: string) => (mark === '.' ? '\\.' : mark);
    const point = escaped(decimal);
    const fraction = `(${point}\\d*)?`;
    const whole =
      group === ''
        ? `(\\d+${fraction}|${point}\\d+)(e[+-]?\\d+)?`
        : `(\\d{1,3}|[1-9]\\d{0,2}(${escaped(group)}\\d{3})+)${fraction}`;
    pattern = new RegExp(`^[+-]?${whole}$`, 'i');
    patterns.set(key, pattern);
  }
  return pattern;
}

/**
 * What of a number's text decides how it may be read: its marks, and between them how many digits, `4` for four or
 * more, `z` for a lone zero in front, `o` for a last part of three zeros. Every way of writing numbers reads all texts
 * of one shape, or none.
 */
export function shapeOf(text: string): string {
  const runs = text.replace(/^[+-]/, '').split(/(\D+)/);
  return runs
    .map((run, i) => {
      if (i % 2 === 1) return run;
      if (i === 0 && run !== '' && /^0/.test(run)) return run.length > 3 ? '4' : 'z';
      if (i > 0 && i === runs.length - 1 && run === '000') return 'o';
      return run.length > 3 ? '4' : run.length === 3 ? '3' : run === '' ? '' : '1';
    })
    .join('');
}
