/** A number for the page, where what is unset is null and not NaN. */
export function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
