import type { Progress } from '../core/control.ts';
import { pcaFamily } from '../core/detect/pca-family.ts';
import { LogError } from '../core/errors.ts';
import { Live } from '../core/follow/live.ts';
import type { LiveEvent } from '../core/follow/live-events.ts';
import { createCellKernel } from '../core/table/cell-kernel.ts';
import type { Engine } from './api.ts';
import type { Baselines } from './baselines.ts';
import { folderPath } from './follow/folder-path.ts';
import { handlePath } from './follow/handle-path.ts';
import type { FileHandle, FolderHandle, FollowUpdate } from './follow-api.ts';

/** Flows above the threshold in one update. */
const MOST_REPORTED = 100;

/** The log that is followed, at most one. */
export function followAnswers(
  baselines: Baselines,
): Pick<Engine, 'follow' | 'pollFollowed' | 'refitFollowed' | 'stopFollowing'> {
  let live: Live | null = null;
  let model: FollowUpdate['model'] = null;
  const stop = async () => {
    const ended = live;
    live = null;
    model = null;
    await ended?.close();
  };
  return {
    async follow(handle: FileHandle | FolderHandle, detector: string) {
      await stop();
      const path = handle.kind === 'directory' ? folderPath(handle) : handlePath(handle);
      const member = pcaFamily.find((known) => known.detector.id === detector) ?? pcaFamily[0];
      const options = { fitting: { member, params: {} }, baseline: null, refitSeconds: null, clock: Date.now };
      live = new Live(path, options, { kernel: createCellKernel(), inflate: null });
    },
    async pollFollowed(onProgress: (progress: Progress) => void, signal: AbortSignal) {
      const mine = live;
      if (mine === null) throw new LogError('bad-request', { what: 'no log is followed' });
      const events: LiveEvent[] = [];
      let above = 0;
      let blocked: FollowUpdate['blocked'] = null;
      try {
        for await (const some of mine.poll({ signal, report: onProgress })) {
          for (const event of some) {
            if (event.kind === 'model') {
              const { baseline, threshold, flows } = event.model;
              model = { baseline: baselines.add(baseline), threshold, flows };
            }
            if (event.kind !== 'flow') events.push(event);
            else if (++above <= MOST_REPORTED) events.push(event);
          }
        }
      } catch (error) {
        blocked = whyBlocked(error);
        if (blocked === null) throw error;
      }
      const { model: _, ...status } = mine.status;
      return { status, model, above, blocked, ...sorted(events) };
    },
    async refitFollowed() {
      live?.refit();
    },
    stopFollowing: stop,
  };
}

/** Null for an error that is no fault of the file. A file that changes while it is read can be read at the next poll. */
function whyBlocked(error: unknown): FollowUpdate['blocked'] {
  if (!(error instanceof DOMException) || error.name === 'AbortError') return null;
  return error.name === 'NotAllowedError' || error.name === 'SecurityError' ? 'permission' : 'unreadable';
}

function sorted(events: readonly LiveEvent[]): Omit<FollowUpdate, 'status' | 'model' | 'above' | 'blocked'> {
  return {
    flows: events.flatMap((event) => (event.kind === 'flow' ? [event.flow] : [])),
    findings: events.flatMap((event) => (event.kind === 'finding' ? [event.subject] : [])),
    turns: events.flatMap((event) => (event.kind === 'turn' ? [event.what] : [])),
    drift: events.findLast((event) => event.kind === 'drift')?.drift ?? null,
    problem: events.findLast((event) => event.kind === 'problem')?.problem ?? null,
  };
}
