import type { Dialect } from '../sql/dialect.ts';

/**
 * Expressions over an address as Zeek writes it: IPv4 with dots, IPv6 in lower case without leading zeros. They agree with
 * `core/schema/address-kind.ts`, except for IPv6 addresses whose `::` stands for one group among the first three.
 */

/** An IPv4 address in IPv6 (`::ffff:10.0.0.1`) as IPv4. Letters in lower case. */
export function plainAddress(address: string, { text }: Dialect): string {
  return `CASE WHEN lower(${address}) LIKE ${text('::ffff:%.%.%.%')} THEN substring(${address}, 8) ELSE lower(${address}) END`;
}

export function isIpv6(plain: string, { text }: Dialect): string {
  return `${plain} LIKE ${text('%:%')}`;
}

/** Multicast, limited broadcast, or no address. */
export function isToMany(plain: string, { text }: Dialect): string {
  const firsts = [...Array.from({ length: 16 }, (_, i) => 224 + i), 255];
  const patterns = [...firsts.map((first) => `${first}.%`), 'ff__:%'];
  const likes = patterns.map((pattern) => `${plain} LIKE ${text(pattern)}`);
  return `(${[...likes, `${plain} IN (${text('0.0.0.0')}, ${text('::')})`].join(' OR ')})`;
}

/** Whether the last number of an IPv4 address is 255. */
export function endsIn255(plain: string, { text }: Dialect): string {
  return `${plain} LIKE ${text('%.255')}`;
}

/** Columns for `networkOf`: the parts of an address before the first, second and third separator. */
export function partsOf(plain: string, name: string, { text }: Dialect): readonly [string, string, string] {
  const separator = `CASE WHEN ${plain} LIKE ${text('%:%')} THEN ${text(':')} ELSE ${text('.')} END`;
  const after = (from: string) => `substring(${from}, position((${separator}) IN ${from}) + 1)`;
  const before = (from: string) => `substring(${from}, 1, greatest(position((${separator}) IN ${from}) - 1, 0))`;
  const [first, second] = [after(plain), after(after(plain))];
  return [`${before(plain)} AS ${name}_1`, `${before(first)} AS ${name}_2`, `${before(second)} AS ${name}_3`];
}

/**
 * The network of an address, equal for neighbours: all private ranges are one, else the /16 of IPv4 or the /48 of IPv6. A text that
 * is no address is its own network.
 */
export function networkOf(plain: string, name: string, { text }: Dialect): string {
  const [a, b, c] = [1, 2, 3].map((part) => `${name}_${part}`);
  const among = (column: string, from: number, to: number) =>
    `${column} IN (${Array.from({ length: to - from + 1 }, (_, i) => text(String(from + i))).join(', ')})`;
  const is = (column: string, value: string) => `${column} = ${text(value)}`;
  const private4 = [
    `${a} IN (${text('10')}, ${text('127')})`,
    `(${is(a, '172')} AND ${among(b, 16, 31)})`,
    `(${is(a, '192')} AND ${is(b, '168')})`,
    `(${is(a, '100')} AND ${among(b, 64, 127)})`,
    `(${is(a, '169')} AND ${is(b, '254')})`,
  ].join(' OR ');
  const private6 = [
    ...['fc__', 'fd__', 'fe8_', 'fe9_', 'fea_', 'feb_'].map((group) => `${a} LIKE ${text(group)}`),
    `${plain} = ${text('::1')}`,
  ].join(' OR ');
  const zero = (column: string) => `CASE WHEN ${column} = ${text('')} THEN ${text('0')} ELSE ${column} END`;
  const prefix6 = `${zero(a)} || ${text(':')} || ${zero(b)} || ${text(':')} || CASE WHEN ${b} = ${text('')} THEN ${text('0')} ELSE ${zero(c)} END`;
  const key = text('private');
  return `CASE
      WHEN ${plain} LIKE ${text('%:%')} THEN CASE WHEN ${private6} THEN ${key} ELSE ${prefix6} END
      WHEN ${plain} LIKE ${text('%.%.%.%')} THEN CASE WHEN ${private4} THEN ${key} ELSE ${a} || ${text('.')} || ${b} END
      ELSE ${plain} END`;
}
