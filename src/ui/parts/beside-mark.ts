/** A number with its text, such as the threshold as it is shown. */
export interface Mark {
  readonly value: number;
  readonly text: string;
}

const LEAST_DIGITS = 3;
const MOST_DIGITS = 6;

/**
 * A number in words that reads on the same side of every mark as it is: with three digits, or as many as that takes. If
 * six digits do not suffice, `> 1.00 ×` or `< 1.00 ×`. A number that equals a mark has the text of the mark.
 */
export function besideMarks(value: number, marks: readonly Mark[], textOf: (digits: number) => string): string {
  const same = marks.find((mark) => mark.value === value);
  if (same !== undefined) return same.text;
  const isOnSide = (text: string) => (mark: Mark) =>
    Math.sign(numberIn(text) - numberIn(mark.text)) === Math.sign(value - mark.value);
  for (let digits = LEAST_DIGITS; digits <= MOST_DIGITS; digits++) {
    const text = textOf(digits);
    if (marks.every(isOnSide(text)) || !Number.isFinite(value)) return text;
  }
  const wrong = marks.find((mark) => !isOnSide(textOf(MOST_DIGITS))(mark)) ?? marks[0];
  return `${value > wrong.value ? '>' : '<'} ${wrong.text}`;
}

const thousands: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** The number that a text shows: 281,000,000 for `281 M`, 1.5e9 for `1.5e9 ×`. */
export function numberIn(text: string): number {
  const [, digits = 'NaN', unit = ''] = /(-?[\d,.]+(?:e[+-]?\d+)?)(?: ([kMGT])\b)?/.exec(text) ?? [];
  return Number(digits.replaceAll(',', '')) * (thousands[unit] ?? 1);
}
