import type { Controller } from './controller.ts';
import { readHash, writeHash } from './url-hash.ts';

/** Minimum milliseconds between two writes of the address. Browsers block pages that write it more often. */
const PAUSE = 200;

/** The address of the page, which has the current settings. */
interface Address {
  text(): string;
  write(): void;
  /** Writes at once, or after the pause since the previous write. */
  writeSoon(): void;
  cancel(): void;
}

/** Creates the address. `mark` is the state of the history entry. Nothing is written while `isHeld`. */
export function createAddress(
  { state }: Pick<Controller, 'state'>,
  mark: () => unknown,
  isHeld: () => boolean,
): Address {
  let written = 0;
  let timer = 0;
  const text = () => writeHash(state()) || location.pathname + location.search;

  function write(): void {
    clearTimeout(timer);
    if (isHeld() || writeHash(state()) === location.hash) return;
    written = performance.now();
    history.replaceState(mark(), '', text());
  }

  function writeSoon(): void {
    clearTimeout(timer);
    const pause = written + PAUSE - performance.now();
    if (pause > 0) timer = window.setTimeout(write, pause);
    else write();
  }

  return { text, write, writeSoon, cancel: () => clearTimeout(timer) };
}

/** Adopts the settings of an address that the user typed or pasted. */
export function adoptHash(controller: Controller): void {
  if (location.hash === writeHash(controller.state())) return;
  // Repeated flows are skipped when a log is opened, so that setting is not adopted here.
  const { workspace, page } = readHash(location.hash);
  const { dropsRepeated: _settled, ...preferences } = page;
  const { open: _here, ...asked } = workspace;
  controller.setPage(preferences);
  controller.setWorkspace(asked);
}
