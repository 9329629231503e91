import { LogError } from '../errors.ts';

/** A setting of a detector as data. The page builds its form from it. */
export type Param = {
  readonly name: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'integer' | 'number';
      readonly default: number;
      /** Both limits are allowed values. */
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
  /**
   * A non-empty subset of the choices. The value lists them in order, separated by commas. The default is all of them.
   */
  | { readonly kind: 'subset'; readonly default: string; readonly choices: readonly string[] }
);

/** Values of settings by name. */
export type Params = Readonly<Record<string, number | string>>;

/**
 * A value for every setting: the given one or the default. Throws `LogError` for an unknown name or a value that is not
 * allowed.
 */
export function resolveParams(params: readonly Param[], given: Params): Params {
  const stray = Object.keys(given).find((name) => params.every((param) => param.name !== name));
  if (stray !== undefined) throw new LogError('bad-request', { what: `no setting ${stray}` });
  return Object.fromEntries(
    params.map((param) => {
      const value = given[param.name] ?? param.default;
      if (!isAllowed(param, value)) throw new LogError('bad-request', { what: `${param.name} cannot be ${value}` });
      return [param.name, value];
    }),
  );
}

/** The detector's id, followed by the settings that differ from the defaults: `knn?k=10`. */
export function keyOf(id: string, params: readonly Param[], values: Params): string {
  const changed = params.filter(({ name, ...param }) => values[name] !== param.default);
  return id + changed.map(({ name }, i) => `${i === 0 ? '?' : '&'}${name}=${values[name]}`).join('');
}

/** The detector's id in a key from `keyOf`. */
export function idOf(key: string): string {
  return key.split('?')[0];
}

/** Value of a numeric setting. */
export function numberOf(values: Params, name: string): number {
  return Number(values[name]);
}

/** Value of a subset setting. */
export function subsetOf(values: Params, name: string): readonly string[] {
  return String(values[name]).split(',');
}

/** Whether a value is allowed for a setting. */
export function isAllowed(param: Param, value: unknown): boolean {
  if (param.kind === 'choice') return param.choices.some((choice) => choice === value);
  if (param.kind === 'subset') return value !== '' && value === inOrder(param.choices, value);
  const isNumber = param.kind === 'integer' ? Number.isInteger(value) : Number.isFinite(value);
  return isNumber && Number(value) >= param.least && Number(value) <= param.most;
}

/** The choices in a value, in the order of the setting. */
function inOrder(choices: readonly string[], value: unknown): string {
  const named = String(value).split(',');
  return choices.filter((choice) => named.includes(choice)).join(',');
}
