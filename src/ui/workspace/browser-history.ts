import type { Controller } from './controller.ts';
import { readHash, writeHash } from './url-hash.ts';

/**
 * What the browser keeps of an entry of its history: which page load it is of, and its place among those of that. Not what was
 * looked at, since that can be addresses and a browser writes its history to disk.
 */
interface Mark {
  readonly page: number;
  readonly entry: number;
}

/** Milliseconds between two writes of the address: a browser stops a page that writes it more often for long. */
const PAUSE = 200;

/**
 * Keeps the browser's history in step with the steps through a run, one entry per step, and the steps in step with Back and Forward. The
 * address has the settings as they are now, whichever entry it is: they belong to the page, not to a step.
 */
export function followHistory(controller: Controller): void {
  const page = performance.timeOrigin;
  /** The ids of steps by entry; '' where there was no log. */
  let entries: string[] = [''];
  let at = 0;
  /** On the way to an entry: where the browser is comes later. */
  let isGoing = false;
  let written = 0;
  let timer = 0;

  function sync(): void {
    const state = controller.state();
    if (isGoing) return;
    const id = state.phase === 'ready' ? state.steps.step.id : entries[at];
    const known = entries.lastIndexOf(id);
    if (id === entries[at]) writeSoon();
    else if (known >= 0) {
      isGoing = true;
      history.go(known - at);
    } else {
      at++;
      entries = [...entries.slice(0, at), id];
      history.pushState(mark(), '', address());
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
    write();
  }

  /** An address that was typed or pasted: an entry of its own, at the same step. */
  function adopt(): void {
    clearTimeout(timer);
    entries = [...entries.slice(0, at + 1), entries[at]];
    at++;
    history.replaceState(mark(), '');
  }

  /** The step of an entry; of one that leads nowhere any more, such as to a log before this one, the first step. */
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

  function onHash(): void {
    if (location.hash === writeHash(controller.state())) return;
    // Which flows are left out as repeated is settled when a log is opened.
    const { workspace, page } = readHash(location.hash);
    const { dropsRepeated: _settled, ...preferences } = page;
    const { open: _here, ...asked } = workspace;
    controller.setPage(preferences);
    controller.setWorkspace(asked);
  }

  function writeSoon(): void {
    clearTimeout(timer);
    const pause = written + PAUSE - performance.now();
    if (pause > 0) timer = window.setTimeout(write, pause);
    else write();
  }

  function write(): void {
    clearTimeout(timer);
    if (isGoing || writeHash(controller.state()) === location.hash) return;
    written = performance.now();
    history.replaceState(mark(), '', address());
  }

  function mark(): Mark {
    return { page, entry: at };
  }

  function address(): string {
    return writeHash(controller.state()) || location.pathname + location.search;
  }

  history.replaceState(mark(), '', address());
  controller.subscribe(sync);
  addEventListener('popstate', onPop);
  addEventListener('hashchange', onHash);
}
