import { adoptHash, createAddress } from './address.ts';
import type { Controller } from './controller.ts';

/**
 * The state of a history entry: a page load, and a number within it. It contains no selection: browsers write history
 * to disk, and a selection can contain addresses.
 */
interface Mark {
  readonly page: number;
  readonly entry: number;
}

/**
 * Synchronises the browser's history with the steps through a run: one entry per step, and Back and Forward visit
 * steps. Every entry's address has the current settings, which belong to the page and not to a step.
 */
export function followHistory(controller: Controller): void {
  const page = performance.timeOrigin;
  /** Step ids by entry; '' for entries without a log. */
  let entries: string[] = [''];
  let at = 0;
  /** True while the browser is moving to an entry. */
  let isGoing = false;
  const address = createAddress(controller, mark, () => isGoing);

  function sync(): void {
    const state = controller.state();
    if (isGoing) return;
    const id = state.phase === 'ready' ? state.steps.step.id : entries[at];
    const known = entries.lastIndexOf(id);
    if (id === entries[at]) address.writeSoon();
    else if (known >= 0) {
      isGoing = true;
      history.go(known - at);
    } else {
      at++;
      entries = [...entries.slice(0, at), id];
      history.pushState(mark(), '', address.text());
    }
  }

  function onPop({ state }: PopStateEvent): void {
    const before = at;
    const popped = state as Mark | null;
    if (popped === null) {
      adopt();
      return;
    }
    const isOurs = popped.page === page;
    if (!isOurs) entries = [''];
    at = isOurs ? popped.entry : 0;
    if (isGoing) {
      isGoing = false;
      sync();
    } else arrive(before, isOurs);
    address.write();
  }

  /** Adopts a typed or pasted address: a new entry for the same step. */
  function adopt(): void {
    address.cancel();
    entries = [...entries.slice(0, at + 1), entries[at]];
    at++;
    history.replaceState(mark(), '');
  }

  /** Visits the step of an entry. For an entry of an earlier log, visits the first step. */
  function arrive(before: number, isOurs: boolean): void {
    const state = controller.state();
    if (state.phase !== 'ready') return;
    const { past, step } = state.steps;
    if (controller.visit(entries[at] ?? '')) return;
    if (at > 0 && at < before) {
      history.go(-at);
      return;
    }
    const first = past[0]?.step.id ?? step.id;
    entries[at] = first;
    controller.visit(first);
    if (at < before || !isOurs) controller.turnBack();
  }

  function mark(): Mark {
    return { page, entry: at };
  }

  history.replaceState(mark(), '', address.text());
  controller.subscribe(sync);
  addEventListener('popstate', onPop);
  addEventListener('hashchange', () => adoptHash(controller));
}
