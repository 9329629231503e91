import { LogError } from '../core/errors.ts';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import type { Engine } from './api.ts';
import type { Detected } from './detection.ts';
import type { GroupViews } from './group-views.ts';
import { control, explainingMemory } from './jobs.ts';
import { type Loaded, load } from './load.ts';

/** The open run of a session, and the one that the page shows while another is being read. */
export interface Runs extends Pick<Engine, 'open' | 'reopen' | 'keep'> {
  /** The open run. Throws `LogError` if there is none. */
  current(): Loaded;
  /** A result of the open run. Throws `LogError` if the detector has not been run. */
  detected(id: string): Detected;
  /** The hosts and channels of the open run. Throws `LogError` for an out-of-core log. */
  groups(): GroupViews;
  /** Deletes a result of the open run. */
  forget(id: string): void;
}

export function createRuns(inflate: InflateAhead | null): Runs {
  let loaded: Loaded | null = null;
  /** The run that the page shows. The run being read replaces it in `keep`. */
  let kept: Loaded | null = null;
  let opening = 0;
  const current = (): Loaded => {
    if (loaded === null) throw new LogError('bad-request', { what: 'no log is open' });
    return loaded;
  };
  return {
    open: (source, onProgress, onNews, signal) =>
      explainingMemory(async () => {
        const mine = ++opening;
        loaded = kept;
        const giveUp = () => {
          if (mine === opening) kept = loaded = null;
        };
        const beside = { flows: kept?.run.larger === null ? kept.run.flows : 0, giveUp };
        const next = await load(source, control(onProgress, signal), onNews, inflate, beside);
        signal.throwIfAborted();
        if (mine !== opening) throw new DOMException('Another log was opened', 'AbortError');
        loaded = next;
        return next.run;
      }),
    reopen: async () => {
      opening++;
      loaded = kept;
      return loaded !== null;
    },
    keep: async () => {
      kept = loaded;
    },
    current,
    detected(id) {
      const found = current().detected.get(id);
      if (found === undefined) throw new LogError('bad-request', { what: `${id} has not been run` });
      return found;
    },
    groups() {
      const found = current().groups;
      if (found === null) throw new LogError('bad-request', { what: 'hosts of a log that is larger than memory' });
      return found;
    },
    forget: (id) => void loaded?.detected.delete(id),
  };
}
