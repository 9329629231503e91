import { isAllowed } from '../../core/detect/params.ts';
import type { DetectorChoice, Params, Run } from '../../worker/api.ts';
import type { Model } from './workspace.ts';

/** The requested detector of the run, or its first if none or an unknown one is requested. */
export function chosenDetector(run: Pick<Run, 'detectors'>, { detector }: Pick<Model, 'detector'>): DetectorChoice {
  return run.detectors.find(({ id }) => id === detector) ?? run.detectors[0];
}

/**
 * A value for every setting of a detector: the requested one, or the default if none or an invalid one is requested.
 */
export function chosenParams({ id, params }: DetectorChoice, model: Pick<Model, 'params'>): Params {
  const wanted = model.params[id] ?? {};
  return Object.fromEntries(
    params.map((param) => {
      const value = wanted[param.name];
      return [param.name, value !== undefined && isAllowed(param, value) ? value : param.default];
    }),
  );
}

/** Whether the run supports exactly the requested detector and settings. A threshold from a link needs this. */
export function canHave(run: Pick<Run, 'detectors'>, model: Pick<Model, 'detector' | 'params'>): boolean {
  const entry = chosenDetector(run, model);
  const chosen = chosenParams(entry, model);
  const wanted = Object.entries(model.params[entry.id] ?? {});
  return (model.detector ?? entry.id) === entry.id && wanted.every(([name, value]) => chosen[name] === value);
}

/** Replaces the settings of one detector. Only values that differ from the defaults are kept. */
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
