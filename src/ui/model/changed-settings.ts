import type { Detection, Param, Params, Run } from '../../worker/api.ts';

/** What every surface calls a result: `PCA (PyOD-compatible), components = 3`. */
export function resultName(
  run: Pick<Run, 'detectors'>,
  { id, label, params }: Pick<Detection, 'id' | 'label' | 'params'>,
): string {
  const changed = changedSettings(run.detectors.find((one) => one.id === id)?.params ?? [], params);
  return changed === '' ? label : `${label}, ${changed}`;
}

/** `components = 3, features without id.resp_p`: the settings that differ from the default, empty when none does. */
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
  const changed = changedSettings(run.detectors.find((one) => one.id === id)?.params ?? [], params);
  return changed === '' ? [] : [`${label} is using non-default settings: ${changed} (see the Model tab).`];
}

function valueText(param: Param, value: number | string): string {
  if (param.kind !== 'subset') return `= ${value}`;
  const chosen = String(value).split(',');
  const others = param.choices.filter((choice) => !chosen.includes(choice));
  return others.length < chosen.length ? `without ${others.join(' and ')}` : `= ${chosen.join(' and ')}`;
}
