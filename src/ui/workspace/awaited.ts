import type { Params, Run } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { isOf } from './answer.ts';
import { chosenDetector, chosenParams } from './model.ts';
import type { State } from './state.ts';
import type { Model } from './workspace.ts';

/**
 * Name of the result that is being computed in place of the one on screen, null if none. Other views take the name from
 * the result on screen.
 */
export function awaitedResult(state: State): string | null {
  if (state.phase !== 'ready') return null;
  const { run, shown } = state.result;
  const wanted = wantedResult(run, state.workspace.model);
  return isOf(shown.detection, wanted.id, wanted.params) ? null : resultName(run, wanted);
}

/** Whether both models request the same result, ignoring threshold and contamination. */
export function isSameResult(run: Run, model: Model, other: Model): boolean {
  const [one, two] = [wantedResult(run, model), wantedResult(run, other)];
  return isOf(one, two.id, two.params);
}

function wantedResult(
  run: Run,
  model: Model,
): { readonly id: string; readonly label: string; readonly params: Params } {
  const choice = chosenDetector(run, model);
  return { id: choice.id, label: choice.label, params: chosenParams(choice, model) };
}
