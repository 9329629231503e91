import type { LogError } from '../../core/errors.ts';
import type { Run } from '../../worker/api.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Action } from './action.ts';
import type { Found } from './drop.ts';
import type { Job, Jobs } from './jobs.ts';
import type { State } from './state.ts';

/** What opening, leaving and losing logs share. */
export interface OpeningContext {
  readonly client: EngineClient;
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  /** Answers the questions of a run. */
  readonly settle: (run: Run, job: Job) => Promise<void>;
  /** Shows an error that does not affect the result. */
  readonly report: (error: unknown) => void;
  readonly jobs: Jobs;
  readonly held: Held;
}

/** The drops of a page, and what its worker holds. */
export interface Held {
  /** Whether the worker holds a log or baselines that cancelling must not lose. */
  hasWork: boolean;
  opening: Found | null;
  opened: Found | null;
  /** The drop that was refused with a question, about malformed rows or about unpacking. */
  doubted: Found | null;
  /** The error in the filter of the link that the page was opened with. It is shown beside the log. */
  wrongLink: LogError | null;
  /** Time of the latest loss of the engine. */
  lostAt: number;
}

/** Starts a new worker. It holds nothing. */
export function restart({ client, held }: OpeningContext): void {
  client.restart();
  held.hasWork = false;
}
