import type { Detection, Param, Params, Run } from '../../worker/api.ts';

/** `components 3, features without id.resp_p`: settings that are not as by default, empty when all are. */
export function changedSettings(params: readonly Param[], values: Params): string {
  return params
    .flatMap((param) => {
      const value = values[param.name] ?? param.default;
      return value === param.default ? [] : [`${param.name} ${valueText(param, value)}`];
    })
    .join(', ');
}

/** A sentence about settings that the bar does not show; none when all are as by default. */
export function describeSettings(run: Run, { id, label, params }: Detection): string[] {
  const entry = run.detectors.find((one) => one.id === id);
  const changed = entry === undefined ? '' : changedSettings(entry.params, params);
  return changed === ''
    ? []
    : [`${label} runs with other settings than the usual ones: ${changed}. The tab Model has them.`];
}

function valueText(param: Param, value: number | string): string {
  if (param.kind !== 'subset') return String(value);
  const chosen = String(value).split(',');
  const others = param.choices.filter((choice) => !chosen.includes(choice));
  return others.length < chosen.length ? `without ${others.join(' and ')}` : chosen.join(' and ');
}
