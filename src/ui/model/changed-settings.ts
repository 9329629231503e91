import type { Detection, Param, Params, Run } from '../../worker/api.ts';

/** What a result is of; by a baseline, its settings are those that the model was fitted with. */
type Named = Pick<Detection, 'id' | 'label' | 'params'> & Partial<Pick<Detection, 'baseline'>>;

/** What every surface calls a result: `PCA (PyOD-compatible), components = 3`. */
export function resultName(run: Pick<Run, 'detectors'>, result: Named): string {
  const changed = settingsOf(run, result);
  return changed === '' ? result.label : `${result.label}, ${changed}`;
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
export function describeSettings(run: Run, detection: Detection): string[] {
  const changed = settingsOf(run, detection);
  return changed === '' ? [] : [`${detection.label} is using non-default settings: ${changed} (see the Model tab).`];
}

function settingsOf(run: Pick<Run, 'detectors'>, { id, params, baseline }: Named): string {
  const entry = run.detectors.find((one) => one.id === (baseline?.detector.id ?? id));
  return changedSettings(entry?.params ?? [], params);
}

function valueText(param: Param, value: number | string): string {
  if (param.kind !== 'subset') return `= ${value}`;
  const chosen = String(value).split(',');
  const others = param.choices.filter((choice) => !chosen.includes(choice));
  return others.length < chosen.length ? `without ${others.join(' and ')}` : `= ${chosen.join(' and ')}`;
}
