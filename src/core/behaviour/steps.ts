import { formatNumber } from '../number-words.ts';

/** Numbers of a computation by name. */
export type Values = Readonly<Record<string, number>>;

/** A line of a computation: a number of this log, or a step from the numbers above it. */
export interface Term {
  /** Its name in the formulas below it. */
  readonly name: string;
  /** What the number is. The formula of a step. */
  readonly meaning: string;
  readonly value: number | ((of: Values) => number);
}

/** A line of a computation as the page shows it. `text` has all digits that the next lines need. */
export interface Step {
  readonly name: string;
  readonly meaning: string;
  readonly text: string;
}

/** Significant digits of fractions: as few as suffice within these limits. Integers are never rounded. */
const LEAST_DIGITS = 4;
const MOST_DIGITS = 15;
/** Steps this close to the unrounded computation are not given more digits. */
const CLOSE = 1e-3;

/**
 * The lines of a computation, each computed from the shown numbers above it. Fractions get the fewest digits with which
 * the last line reads like `result` and every step is right within one unit of its last digit. `show` writes the last
 * line. Its second argument asks for more digits, for results in the middle between two texts.
 */
export function showSteps(
  terms: readonly Term[],
  result: number,
  show: (value: number, more: number) => string,
): Step[] {
  const exact = evaluate(terms, MOST_DIGITS).values;
  const last = terms[terms.length - 1].name;
  for (let more = 0; ; more++) {
    for (let digits = LEAST_DIGITS; digits <= MOST_DIGITS; digits++) {
      const { values, texts } = evaluate(terms, digits);
      texts[last] = show(values[last], more);
      const isNear = ({ name }: Term) => Math.abs(values[name] - exact[name]) <= toleranceOf(exact[name], digits);
      const isRight = texts[last] === show(result, more) && terms.every(isNear);
      if (isRight || more > 2) return terms.map(({ name, meaning }) => ({ name, meaning, text: texts[name] }));
    }
  }
}

/** The value of the last line, unrounded. */
export function lastValue(terms: readonly Term[]): number {
  return evaluate(terms, MOST_DIGITS).values[terms[terms.length - 1].name];
}

/** The values of all lines in their order, rounded to `digits`, and their texts. The last value is not rounded. */
function evaluate(terms: readonly Term[], digits: number) {
  const values: Record<string, number> = {};
  const texts: Record<string, string> = {};
  terms.forEach(({ name, value }, at) => {
    const found = typeof value === 'number' ? value : value(values);
    const isWhole = at === terms.length - 1 || Number.isInteger(found);
    values[name] = isWhole ? found : rounded(found, digits);
    texts[name] = formatNumber(values[name]);
  });
  return { values, texts };
}

/** A number with `digits` significant digits, and with all digits before the decimal point. */
function rounded(value: number, digits: number): number {
  const whole = Math.abs(value) < 1 ? 0 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return Number(value.toPrecision(Math.max(digits, whole)));
}

/** One unit of the last of `digits` significant digits. */
function toleranceOf(value: number, digits: number): number {
  return Math.max(CLOSE, 10 ** (Math.ceil(Math.log10(Math.abs(value) || 1)) - digits));
}
