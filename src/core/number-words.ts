const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** `1,234`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

const allDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/** `12,345.678`, `−0.25`: all digits of a number. */
export function formatNumber(value: number): string {
  return allDigits.format(value).replace('-', '−');
}

/** `1 flow`, `1,234 flows`: the count with the word for one or for many of it. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${wordFor(count, one, many)}`;
}

/** `flow` or `flows`: the word for one or for many. */
export function wordFor(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}

/** More than the rounding of a share like 0.29, whose hundredfold is a little less than 29. */
const ROUNDING = 1e-9;
/** A share of a run's flows is not finer. */
const MOST_DECIMALS = 9;

/**
 * `99.98 %` of the share 0.99984: two decimals, cut off. As many more as it takes to tell a share from 0 or from all:
 * `0.0003 %`, `99.9997 %`. Only all is `100 %` and only nothing `0 %`.
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

/** `831 MB`: decimal multiples, three digits. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${threeDigits.format(value)} ${units[unit]}`;
}

/** `55 m 55 s`, `4 h 29 m`, `2 d 03 h`, `1.25 s`, `810 µs`: the two largest units that matter. */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 1e-3) return `${threeDigits.format(seconds * 1e6)} µs`;
  if (size < 0.9995) return `${threeDigits.format(seconds * 1e3)} ms`;
  if (size < 59.95) return `${threeDigits.format(seconds)} s`;
  const total = Math.round(size);
  const sign = seconds < 0 ? '−' : '';
  const two = (n: number) => String(n).padStart(2, '0');
  if (total < 3600) return `${sign}${Math.floor(total / 60)} m ${two(total % 60)} s`;
  if (total < 86400) return `${sign}${Math.floor(total / 3600)} h ${two(Math.floor((total % 3600) / 60))} m`;
  return `${sign}${Math.floor(total / 86400)} d ${two(Math.floor((total % 86400) / 3600))} h`;
}
