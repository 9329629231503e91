import { LogError, type LogErrorCode, type Problem } from '../core/errors.ts';
import { inScores } from '../core/selection/multiples.ts';
import type { ClauseQuery } from './api.ts';
import type { Views } from './views.ts';

/** Errors of a predicate itself. All others are about the run or its files. */
const ownCodes: ReadonlySet<LogErrorCode> = new Set(['bad-request', 'unknown-finding']);

/**
 * The error that names the clauses that an error comes from, by their places, with one cause per place. Null if the
 * error does not come from a clause.
 */
export async function refusedFilters(
  error: unknown,
  clauses: readonly ClauseQuery[],
  modelThreshold: number,
  views: Views,
  signal: AbortSignal,
): Promise<LogError | null> {
  if (!isOwn(error)) return null;
  const refused = new Map<number, Problem>();
  for (const [place, { predicate }] of clauses.entries()) {
    try {
      await views.count([inScores(predicate, modelThreshold)], signal);
    } catch (cause) {
      if (!isOwn(cause)) throw cause;
      refused.set(place, { code: cause.code, detail: cause.detail });
    }
  }
  if (refused.size === 0) return null;
  return new LogError('refused-filters', { places: [...refused.keys()].join() }, [...refused.values()]);
}

function isOwn(error: unknown): error is LogError {
  return error instanceof LogError && ownCodes.has(error.code);
}
