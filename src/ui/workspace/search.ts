import type { Engine, Progress } from '../../worker/api.ts';
import { explainError, isAbort } from '../failure/explain-error.ts';
import type { Search, State } from './state.ts';

/** Milliseconds after the first result is on screen, so the page's first work comes before the search. */
const PAUSE = 50;

/**
 * The search for findings. It starts automatically when a run is on screen, and waits while another log is being
 * opened.
 */
export interface FindingsSearch {
  /** Receives every new state. */
  follow(state: State): void;
  begin(job: number): void;
  stop(): void;
}

/** Creates the search. `tell` receives its state, with the number of the log. */
export function createSearch(engine: Engine, tell: (job: number, search: Search) => void): FindingsSearch {
  let running: { readonly job: number; readonly stop: AbortController } | null = null;

  function begin(job: number): void {
    giveUp();
    const mine = { job, stop: new AbortController() };
    running = mine;
    const onProgress = ({ done, total }: Progress) => {
      if (running === mine) tell(job, { phase: 'working', share: total === 0 ? 0 : done / total });
    };
    const settle = (search: Search) => {
      if (running !== mine) return;
      running = null;
      tell(job, search);
    };
    tell(job, { phase: 'working', share: 0 });
    setTimeout(() => {
      if (running !== mine) return;
      engine.findings(onProgress, mine.stop.signal).then(
        (findings) => settle({ phase: 'done', findings }),
        (error: unknown) =>
          settle(isAbort(error) ? { phase: 'stopped' } : { phase: 'failed', failure: explainError(error) }),
      );
    }, PAUSE);
  }

  /** Cancels without a message. The state on screen stays. */
  function giveUp(): void {
    running?.stop.abort();
    running = null;
  }

  return {
    follow(state) {
      if (state.phase !== 'ready') {
        giveUp();
        return;
      }
      const { job, search } = state;
      const isDue = search.phase === 'waiting' || (search.phase === 'working' && running?.job !== job);
      if (isDue) begin(job);
    },
    begin,
    stop() {
      if (running === null) return;
      const { job } = running;
      giveUp();
      tell(job, { phase: 'stopped' });
    },
  };
}
