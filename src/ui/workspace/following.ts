import { LogError } from '../../core/errors.ts';
import type { FileHandle, FollowUpdate } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';
import type { Controller } from './controller.ts';
import type { Drop } from './drop.ts';
import { resultOf, tabIn } from './state.ts';

/** What the page knows of the log that it follows; null while it follows none. */
export interface Following {
  readonly name: string;
  /** The last update, null before the first. */
  readonly update: FollowUpdate | null;
  /** Flows above the threshold and findings that came since the run on screen was read. */
  readonly above: number;
  readonly findings: number;
  /** Whether the file is read for the run on screen. */
  readonly isShowing: boolean;
}

/** Follows a file that the user chose, beside the open log. */
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

/** A handle of the browser. `requestPermission` exists in Chromium. */
export type FollowedHandle = FileHandle & {
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
};

/** Milliseconds between two looks at the file. */
const EVERY = 2000;

export function createFollowing(controller: Controller): FollowStore {
  const { engine } = controller;
  const listeners = new Set<() => void>();
  let now: Following | null = null;
  let handle: FollowedHandle | null = null;
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
      if (!isOpen(controller, mine.name)) return stop();
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
      const drop = await dropOf(chosen);
      job.abort();
      job = new AbortController();
      handle = chosen;
      set({ name: chosen.name, update: null, above: 0, findings: 0, isShowing: false });
      const mine = job;
      void controller.open(drop);
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
      set({ ...now, above: 0, findings: 0, isShowing: true });
      try {
        await controller.renew(await dropOf(handle));
        await isReady(controller, job.signal);
        controller.showTab(tab);
        if (model !== null) {
          controller.scoreBy(model.baseline);
          controller.setModel({ threshold: model.threshold });
        }
      } catch (error) {
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

async function dropOf(handle: FollowedHandle): Promise<Drop> {
  const file = await handle.getFile();
  return {
    name: file.name,
    bytes: file.size,
    source: { kind: 'files', files: [{ path: file.name, blob: file }] },
  };
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
function isOpen(controller: Controller, name: string): boolean {
  const state = controller.state();
  if (state.phase === 'loading') return true;
  return resultOf(state)?.run.files[0].path === name;
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
