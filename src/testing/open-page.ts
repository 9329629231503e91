import type { Controller } from '../ui/workspace/controller.ts';
import { isFinal, type Ready } from '../ui/workspace/state.ts';
import { logOf, startPage, until } from './start-page.ts';

/** A page without a DOM, with a log of ordinary flows open. */
export async function openPage(rows = 60): Promise<{ readonly controller: Controller; readonly ready: () => Ready }> {
  const controller = startPage();
  await controller.open(logOf(rows));
  await until(controller, isFinal, 5000);
  const ready = () => {
    const state = controller.state();
    if (state.phase !== 'ready') throw new Error(state.phase);
    return state;
  };
  return { controller, ready };
}
