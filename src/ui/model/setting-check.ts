import type { Param, Params } from '../../worker/api.ts';

/** What stands in a form's fields, by name; a subset as it is sent. */
export type Draft = Readonly<Record<string, string>>;

/** The fields filled with values. */
export function draftOf(params: readonly Param[], values: Params): Draft {
  return Object.fromEntries(params.map((param) => [param.name, String(values[param.name] ?? param.default)]));
}

/** Why a field's content cannot be a setting, and what can; empty when it can. */
export function checkSetting(param: Param, text: string): string {
  switch (param.kind) {
    case 'choice':
      return param.choices.includes(text) ? '' : `Choose one of ${param.choices.join(', ')}.`;
    case 'subset':
      return text === '' ? 'Choose one at least.' : '';
    case 'integer':
    case 'number': {
      const value = Number(text);
      const isNumber =
        text.trim() !== '' && (param.kind === 'integer' ? Number.isInteger(value) : Number.isFinite(value));
      if (isNumber && value >= param.least && value <= param.most) return '';
      return `${param.kind === 'integer' ? 'A whole number' : 'A number'} from ${param.least} to ${param.most}.`;
    }
  }
}

/** The settings in the fields, or null while one of them cannot be. */
export function settingsIn(params: readonly Param[], draft: Draft): Params | null {
  if (params.some((param) => checkSetting(param, draft[param.name]) !== '')) return null;
  return Object.fromEntries(
    params.map((param) => {
      const isNumber = param.kind === 'integer' || param.kind === 'number';
      return [param.name, isNumber ? Number(draft[param.name]) : draft[param.name]];
    }),
  );
}

/** A subset with one of its choices put in or taken out, in the order of the choices. */
export function toggled(choices: readonly string[], subset: string, choice: string, isIn: boolean): string {
  const chosen = subset.split(',');
  return choices.filter((other) => (other === choice ? isIn : chosen.includes(other))).join(',');
}
