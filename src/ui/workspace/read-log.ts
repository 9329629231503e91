import type { News, Progress } from '../../worker/api.ts';
import { type Found, withSettings } from './drop.ts';
import type { Job } from './jobs.ts';
import { applyLinkedFilter } from './linked-filter.ts';
import type { OpeningContext } from './opening-context.ts';

/** Reads a log and answers its first questions. Applies the filter of a link, once its fields are known. */
export async function readLog(context: OpeningContext, drop: Found, job: Job): Promise<void> {
  const { client, state, dispatch, settle, jobs, held } = context;
  held.opening = drop;
  const { number, stop } = job;
  const onProgress = (progress: Progress) =>
    dispatch({ type: 'progressed', job: number, progress, now: performance.now() });
  const onNews = (news: News) => dispatch({ type: 'heard', job: number, news });
  const run = await client.engine.open(withSettings(drop.source, state().page), onProgress, onNews, stop.signal);
  if (jobs.isCurrent(job)) {
    const link = applyLinkedFilter(state().workspace, run);
    held.wrongLink = link.error;
    dispatch({ type: 'changed', to: link.to, edit: null, now: performance.now() });
  }
  await settle(run, job);
}
