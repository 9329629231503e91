/** The number, or null for NaN: the page represents unset values by null. */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
