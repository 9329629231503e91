import { floatKernel } from './float-kernel.ts';

/**
 * ln(1 + value), what is negative or NaN as 0: in place, for `count` values from `at` on. About 2 ns each for whole
 * numbers below 65,536, of which the kernel has a table, else 6; in plain code 13.
 */
export function logAll(values: Float64Array, at: number, count: number): void {
  const kernel = floatKernel();
  if (kernel === null) logAllPlainly(values, at, count);
  else kernel.logsOfOneAnd(values, at, count);
}

/** The same of one. */
export function logOf(value: number): number {
  const values = Float64Array.of(value);
  logAll(values, 0, 1);
  return values[0];
}

/** As `logAll` by way of the sum, ln((1 + value)): less exact near 0. */
export function logAfterOne(values: Float64Array, at: number, count: number): void {
  const kernel = floatKernel();
  if (kernel === null) logAfterOnePlainly(values, at, count);
  else kernel.logsAfterOne(values, at, count);
}

/**
 * As `logAll`, without WebAssembly: to the bit where `Math.log1p` is fdlibm's, as in Chromium and Firefox. Elsewhere
 * last bits differ, as they do between browsers anyway.
 */
export function logAllPlainly(values: Float64Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) values[i] = values[i] > 0 ? Math.log1p(values[i]) : 0;
}

/** As `logAfterOne`, without WebAssembly; agrees with it as `logAllPlainly` does. */
export function logAfterOnePlainly(values: Float64Array, at: number, count: number): void {
  for (let i = at; i < at + count; i++) values[i] = values[i] > 0 ? Math.log(1 + values[i]) : 0;
}
