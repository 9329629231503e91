const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,234`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1 flow`, `1,234 flows`: the count with the word for one or for many of it. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** More than the rounding of a share like 0.29, whose hundredfold is a little less than 29. */
const ROUNDING = 1e-9;
/** A share of a run's flows is not finer. */
const MOST_DECIMALS = 9;

/**
 * `99.98 %` of the share 0.99984: two decimals, cut off. As many more as it takes to tell a share from 0 or from all: `0.0003 %`,
 * `99.9997 %`. Only all is `100 %` and only nothing `0 %`.
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rest = Math.min(Math.abs(percent), Math.abs(100 - percent));
  if (rest === 0 || !Number.isFinite(percent)) return `${percent} %`;
  const decimals = Math.min(MOST_DECIMALS, Math.max(2, Math.ceil(-Math.log10(rest) - ROUNDING)));
  const power = 10 ** decimals;
  const cut = Math.floor(percent * power + ROUNDING * power) / power;
  return `${Number((percent < 100 ? Math.min(cut, 100 - 1 / power) : cut).toFixed(decimals))} %`;
}
