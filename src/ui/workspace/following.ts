import { LogError } from '../../core/errors.ts';
import type { FollowUpdate } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';
import type { Controller } from './controller.ts';
import { type FollowedHandle, type Reading, readFollowed } from './followed-files.ts';
import { resultOf, tabIn } from './state.ts';

/** What the page knows of the log that it follows; null while it follows none. */
export interface Following {
  /** Name of the file or of the folder, and which of them it is. */
  readonly name: string;
  readonly kind: FollowedHandle['kind'];
  /** The last update, null before the first. */
  readonly update: FollowUpdate | null;
  /** Flows above the threshold and findings that came since the run on screen was read. */
  readonly above: number;
  readonly findings: number;
  /** Whether the file is read for the run on screen. */
  readonly isShowing: boolean;
  /** The flows that `show` added to the list; null before. */
  readonly added: AddedFlows | null;
}

/** Flows of a run that were not in the list before. */
export interface AddedFlows {
  readonly run: string;
  /** The baseline that scores them; null before there is one. */
  readonly baseline: string | null;
  /** Id of the first one. All higher ids are new too. */
  readonly from: number;
}

/** Follows a file or a folder that the user chose, beside the open log. */
export interface FollowStore {
  state(): Following | null;
  subscribe(listener: () => void): () => void;
  /** Opens the file as a log, and follows it from then on. */
  start(handle: FollowedHandle): Promise<void>;
  stop(): void;
  /** Reads the file again with the new flows, and shows the scores by the model. Selection and tab stay. */
  show(): Promise<void>;
  /** Fits another model to the flows that came since the last fit. */
  refit(): void;
  /** Asks for the permission to read the file. Call it from a click. */
  allow(): Promise<void>;
}

/** Milliseconds between two looks at the file. */
const EVERY = 2000;

export function createFollowing(controller: Controller): FollowStore {
  const { engine } = controller;
  const listeners = new Set<() => void>();
  let now: Following | null = null;
  let handle: FollowedHandle | null = null;
  let reading: Reading | null = null;
  /** Whether the last file on screen is not the beginning of the next reading. */
  let isAnew = false;
  let job = new AbortController();

  function set(to: Following | null): void {
    now = to;
    for (const listener of listeners) listener();
  }

  async function loop(mine: FollowedHandle, { signal }: AbortController): Promise<void> {
    await isReady(controller, signal);
    await begin(mine);
    while (!signal.aborted) {
      await poll(mine, signal);
      await pause(signal);
      if (!isOpen(controller, reading)) return stop();
    }
  }

  async function begin(mine: FollowedHandle): Promise<void> {
    await engine.follow(mine, controller.state().workspace.model.detector ?? '');
  }

  async function poll(mine: FollowedHandle, signal: AbortSignal): Promise<void> {
    try {
      const update = await engine.pollFollowed(() => {}, signal);
      if (now === null) return;
      const [above, findings] = [now.above + update.above, now.findings + update.findings.length];
      isAnew ||= beginsAnew(mine, update);
      set({ ...now, update: joined(now.update, update), above, findings });
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      // Another engine does not follow: it fits a model again.
      if (!(error instanceof LogError && error.code === 'bad-request')) throw error;
      await begin(mine);
    }
  }

  function stop(): void {
    job.abort();
    handle = null;
    set(null);
    void engine.stopFollowing();
  }

  return {
    state: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start(chosen) {
      const first = await readFollowed(chosen, null);
      job.abort();
      job = new AbortController();
      handle = chosen;
      reading = first;
      isAnew = false;
      const { name, kind } = chosen;
      set({ name, kind, update: null, above: 0, findings: 0, isShowing: false, added: null });
      const mine = job;
      void controller.open(first.drop);
      loop(chosen, mine).catch((error) => {
        if (mine.signal.aborted) return;
        stop();
        controller.report(error);
      });
    },
    stop,
    async show() {
      if (handle === null || now === null || now.isShowing) return;
      const tab = tabIn(controller.state());
      const model = now.update?.model ?? null;
      const before = reading;
      const from = isAnew ? 0 : (resultOf(controller.state())?.run.files.at(-1)?.flows ?? 0);
      set({ ...now, above: 0, findings: 0, isShowing: true, added: null });
      try {
        reading = await readFollowed(handle, before);
        await controller.renew(reading.drop);
        isAnew = false;
        await isReady(controller, job.signal);
        controller.showTab(tab);
        if (model !== null) {
          controller.scoreBy(model.baseline);
          controller.setModel({ threshold: model.threshold });
        }
        const run = resultOf(controller.state())?.run;
        const isWhole = run !== undefined && run.larger === null;
        if (now !== null && isWhole)
          set({ ...now, added: { run: run.id, baseline: model?.baseline.id ?? null, from } });
      } catch (error) {
        reading = before;
        controller.report(error);
      } finally {
        if (now !== null) set({ ...now, isShowing: false });
      }
    },
    refit: () => void engine.refitFollowed(),
    async allow() {
      await handle?.requestPermission?.({ mode: 'read' });
    },
  };
}

/** An update with what still holds of the one before: the last drift and rotation, and a problem until rows come. */
function joined(before: FollowUpdate | null, update: FollowUpdate): FollowUpdate {
  if (before === null) return update;
  const isSame = update.status.flows === before.status.flows;
  return {
    ...update,
    drift: update.drift ?? before.drift,
    turns: update.turns.length > 0 ? update.turns : before.turns,
    problem: update.problem ?? (isSame ? before.problem : null),
  };
}

/** Whether the file on screen and what comes now are not one: a rotated file cannot be read again without its folder. */
function beginsAnew({ kind }: FollowedHandle, { turns }: FollowUpdate): boolean {
  return kind === 'file' ? turns.some((turn) => turn === 'rotated' || turn === 'truncated') : turns.includes('lost');
}

/** Waits until a log is open. Throws when the job is aborted, or the log could not be opened. */
function isReady(controller: Controller, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { phase } = controller.state();
      if (signal.aborted) end(() => reject(signal.reason));
      else if (phase === 'ready') end(resolve);
      else if (phase !== 'loading') end(() => reject(new DOMException('The log was not opened', 'AbortError')));
    };
    const end = (settle: () => void) => {
      unsubscribe();
      settle();
    };
    const unsubscribe = controller.subscribe(look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

/** Whether the followed log is open, or being opened. */
function isOpen(controller: Controller, reading: Reading | null): boolean {
  const state = controller.state();
  if (state.phase === 'loading') return true;
  const source = reading?.drop.source;
  return source?.kind === 'files' && resultOf(state)?.run.files[0].path === source.files[0].path;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, EVERY);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
