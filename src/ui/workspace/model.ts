import { isAllowed } from '../../core/detect/params.ts';
import type { DetectorChoice, Params, Run } from '../../worker/api.ts';
import type { Model } from './workspace.ts';

/** The run's detector that is asked for: its first when none is, or one that the run lacks. */
export function chosenDetector(run: Pick<Run, 'detectors'>, { detector }: Pick<Model, 'detector'>): DetectorChoice {
  return run.detectors.find(({ id }) => id === detector) ?? run.detectors[0];
}

/** Every setting of a detector of the run: as asked for, or the default where nothing or something impossible is asked for. */
export function chosenParams({ id, params }: DetectorChoice, model: Pick<Model, 'params'>): Params {
  const wanted = model.params[id] ?? {};
  return Object.fromEntries(
    params.map((param) => {
      const value = wanted[param.name];
      return [param.name, value !== undefined && isAllowed(param, value) ? value : param.default];
    }),
  );
}

/** Whether the run can have just the detector and the settings that are asked for, which a threshold of a link needs. */
export function canHave(run: Pick<Run, 'detectors'>, model: Pick<Model, 'detector' | 'params'>): boolean {
  const entry = chosenDetector(run, model);
  const chosen = chosenParams(entry, model);
  const wanted = Object.entries(model.params[entry.id] ?? {});
  return (model.detector ?? entry.id) === entry.id && wanted.every(([name, value]) => chosen[name] === value);
}

/** The settings of all detectors with those of one replaced; only what differs from its default is kept. */
export function withParams(
  model: Pick<Model, 'params'>,
  { id, params }: DetectorChoice,
  values: Params,
): Model['params'] {
  const { [id]: _before, ...others } = model.params;
  const changed = params.filter((param) => (values[param.name] ?? param.default) !== param.default);
  if (changed.length === 0) return others;
  return { ...others, [id]: Object.fromEntries(changed.map(({ name }) => [name, values[name]])) };
}
