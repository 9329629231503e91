// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { openPage } from '../../testing/open-page.ts';
import { adoptHash, createAddress } from './address.ts';
import { usualPreferences } from './preferences.ts';
import type { State } from './state.ts';
import { newWorkspace, type Workspace } from './workspace.ts';

let state: State;
let isHeld = false;
let entry = 0;

const at = (contamination: number) => {
  const workspace: Workspace = { ...newWorkspace, model: { ...newWorkspace.model, contamination } };
  state = { phase: 'empty', workspace, page: usualPreferences };
};
beforeEach(() => {
  vi.useFakeTimers({ now: 10_000, toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.advanceTimersByTime(1000);
  [isHeld, entry] = [false, 0];
  history.replaceState(null, '', '/page');
  at(0.1);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
const address = () =>
  createAddress(
    { state: () => state },
    () => ({ entry }),
    () => isHeld,
  );

it('has only settings that differ from the usual ones', () => {
  expect(address().text()).toBe('/page');
  at(0.2);
  expect(address().text()).toMatch(/^#v=1&.*0\.2/);
});

it('is written at once, then with a pause, with the newest settings and the history entry', () => {
  const { writeSoon } = address();
  const written = vi.spyOn(history, 'replaceState');
  at(0.2);
  writeSoon();
  expect(location.hash).toMatch(/0\.2$/);
  for (const share of [0.3, 0.4]) {
    at(share);
    writeSoon();
  }
  expect(location.hash).toMatch(/0\.2$/);
  entry = 7;
  vi.advanceTimersByTime(200);
  expect(location.hash).toMatch(/0\.4$/);
  expect(written.mock.calls.map(([mark]) => mark)).toEqual([{ entry: 0 }, { entry: 7 }]);
});

it('is not written again if it has not changed, after a cancel, and while the browser moves to an entry', () => {
  const { write, writeSoon, cancel } = address();
  at(0.2);
  write();
  const written = vi.spyOn(history, 'replaceState');
  write();
  at(0.3);
  writeSoon();
  cancel();
  vi.advanceTimersByTime(1000);
  isHeld = true;
  write();
  expect(written).not.toHaveBeenCalled();
  isHeld = false;
  write();
  expect(written).toHaveBeenCalledTimes(1);
});

it('settings of a typed address are adopted, except those that a log is opened with', async () => {
  vi.useRealTimers();
  const { controller } = await openPage();
  const dropsRepeated = controller.state().page.dropsRepeated;
  location.hash = '#v=1&contamination=0.25&repeated=dropped';
  adoptHash(controller);
  expect(controller.state().workspace.model.contamination).toBe(0.25);
  expect(controller.state().page.dropsRepeated).toBe(dropsRepeated);
});

it('a typed address replaces the filters, also those that no address has, and Undo restores them', async () => {
  vi.useRealTimers();
  const { controller } = await openPage();
  const { selection: before } = controller.state().workspace;
  const source = clauseOf('click', equals('id.orig_h', '10.0.0.5'), 'src 10.0.0.5');
  controller.select([...before, source], 'src 10.0.0.5');
  location.hash = '#v=1&filter=port%3A53';
  adoptHash(controller);
  expect(controller.state().workspace.selection.map(({ label }) => label)).toEqual(['port:53']);
  controller.undo();
  expect(controller.state().workspace.selection).toEqual([...before, source]);
});
