/** An exact decimal number: `digits` / 10^`places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

const written = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** The number that a text such as `-12.50` writes, null when it is none. No exponents. */
export function decimalOf(text: string): Decimal | null {
  const parts = written.exec(text);
  if (parts === null) return null;
  const [, sign, whole, fraction = ''] = parts;
  if (whole === '' && fraction === '') return null;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/** The number times `factor` / 10^`morePlaces`. */
export function scaled({ digits, places }: Decimal, factor: bigint, morePlaces = 0): Decimal {
  return { digits: digits * factor, places: places + morePlaces };
}

/** `a` + `b`. */
export function sum(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  const at = ({ digits, places: own }: Decimal) => digits * 10n ** BigInt(places - own);
  return { digits: at(a) + at(b), places };
}

/** Written without an exponent, with at least `least` digits after the point, and no zero at the end beyond them. */
export function writeDecimal({ digits, places }: Decimal, least = 0): string {
  const isNegative = digits < 0n;
  const all = String(isNegative ? -digits : digits).padStart(places + 1, '0');
  const whole = all.slice(0, all.length - places);
  const fraction = all
    .slice(all.length - places)
    .replace(/0+$/, '')
    .padEnd(least, '0');
  return `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
