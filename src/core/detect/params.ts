import { LogError } from '../errors.ts';

/** A setting of a detector as data, so that a page can draw a form for it. */
export type Param = {
  readonly name: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'integer' | 'number';
      readonly default: number;
      /** Both are allowed. */
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
);

/** Values of settings by name. */
export type Params = Readonly<Record<string, number | string>>;

/** Every setting with its value: the given one, or the default. Throws `LogError` for a name or a value that cannot be. */
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

/** The detector's id, followed by the settings that are not as by default: `knn?k=10`. */
export function keyOf(id: string, params: readonly Param[], values: Params): string {
  const changed = params.filter(({ name, ...param }) => values[name] !== param.default);
  return id + changed.map(({ name }, i) => `${i === 0 ? '?' : '&'}${name}=${values[name]}`).join('');
}

/** Value of a setting that is a number. */
export function numberOf(values: Params, name: string): number {
  return Number(values[name]);
}

function isAllowed(param: Param, value: unknown): boolean {
  if (param.kind === 'choice') return param.choices.some((choice) => choice === value);
  const isNumber = param.kind === 'integer' ? Number.isInteger(value) : Number.isFinite(value);
  return isNumber && Number(value) >= param.least && Number(value) <= param.most;
}
