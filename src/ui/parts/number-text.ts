type Digits = Pick<
  Intl.NumberFormatOptions,
  'minimumFractionDigits' | 'maximumFractionDigits' | 'maximumSignificantDigits'
>;

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A number in English with these digits, as `toLocaleString` writes it. The formats are kept: making one takes some 20
 * times as long as using it, and a table of scores writes hundreds of numbers per step.
 */
export function numberText(value: number, digits: Digits): string {
  const { minimumFractionDigits, maximumFractionDigits, maximumSignificantDigits } = digits;
  const key = `${minimumFractionDigits} ${maximumFractionDigits} ${maximumSignificantDigits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', digits);
    formats.set(key, format);
  }
  return format.format(value);
}
