import type { Params, Run } from '../worker/api.ts';
import { isOf } from './answer.ts';
import { type Asked, chosenDetector, chosenParams } from './asked.ts';
import { resultName } from './model/changed-settings.ts';
import type { State } from './state.ts';

/**
 * Name of the result that is asked for while another one is on screen; null when the one on screen is asked for. Only this speaks of
 * what is asked for: whatever shows a result has its name from the result.
 */
export function awaitedResult(state: State): string | null {
  if (state.phase !== 'ready') return null;
  const { run, shown } = state.result;
  const wanted = wantedResult(run, state.asked);
  return isOf(shown.detection, wanted.id, wanted.params) ? null : resultName(run, wanted);
}

/** Whether both ask for the same result, whatever else differs. */
export function isSameResult(run: Run, asked: Asked, other: Asked): boolean {
  const [one, two] = [wantedResult(run, asked), wantedResult(run, other)];
  return isOf(one, two.id, two.params);
}

function wantedResult(
  run: Run,
  asked: Asked,
): { readonly id: string; readonly label: string; readonly params: Params } {
  const choice = chosenDetector(run, asked);
  return { id: choice.id, label: choice.label, params: chosenParams(choice, asked) };
}
