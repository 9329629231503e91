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
 * Keeps the browser's history in step with the journey, one entry a spot, and the journey in step with Back and Forward. The
 * address has the settings as they are now, whichever entry it is: they belong to the page, not to a spot.
 */
export function followHistory(controller: Controller): void {
  const page = performance.timeOrigin;
  /** The ids of spots by entry; '' where there was no log. */
  let entries: string[] = [''];
  let at = 0;
  /** On the way to an entry: where the browser is comes later. */
  let isGoing = false;
  let written = 0;
  let timer = 0;

  function sync(): void {
    const state = controller.state();
    if (isGoing) return;
    const id = state.phase === 'ready' ? state.journey.spot.id : entries[at];
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

  /** An address that was typed or pasted: an entry of its own, at the same spot. */
  function adopt(): void {
    clearTimeout(timer);
    entries = [...entries.slice(0, at + 1), entries[at]];
    at++;
    history.replaceState(mark(), '');
  }

  /** The spot of an entry; of one that leads nowhere any more, such as to a log before this one, the first spot. */
  function arrive(before: number, isOurs: boolean): void {
    const state = controller.state();
    if (state.phase !== 'ready') return;
    const { past, spot } = state.journey;
    if (controller.visit(entries[at] ?? '')) return;
    if (at > 0 && at < before) {
      history.go(-at);
      return;
    }
    const first = past[0]?.spot.id ?? spot.id;
    entries[at] = first;
    controller.visit(first);
    if (at < before || !isOurs) controller.turnBack();
  }

  function onHash(): void {
    if (location.hash === writeHash(controller.state().asked)) return;
    // Which flows are left out is settled when a log is opened.
    const { where: _where, label: _label, dropsRepeated: _dropped, ...settings } = readHash(location.hash);
    controller.ask(settings);
  }

  function writeSoon(): void {
    clearTimeout(timer);
    const pause = written + PAUSE - performance.now();
    if (pause > 0) timer = window.setTimeout(write, pause);
    else write();
  }

  function write(): void {
    clearTimeout(timer);
    if (isGoing || writeHash(controller.state().asked) === location.hash) return;
    written = performance.now();
    history.replaceState(mark(), '', address());
  }

  function mark(): Mark {
    return { page, entry: at };
  }

  function address(): string {
    return writeHash(controller.state().asked) || location.pathname + location.search;
  }

  history.replaceState(mark(), '', address());
  controller.subscribe(sync);
  addEventListener('popstate', onPop);
  addEventListener('hashchange', onHash);
}
