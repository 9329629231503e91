import type { Detection, Engine, Progress, Run, View } from '../worker/api.ts';
import { type Asked, allByScore, chosenDetector } from './asked.ts';
import type { Shown } from './state.ts';

/**
 * Asks the engine for what `asked` wants to see of the run. `before` is the answer that is on screen: what still holds
 * is taken over as the same object.
 */
export async function answer(
  engine: Engine,
  run: Run,
  asked: Asked,
  before: Shown | null,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Shown> {
  const { id } = chosenDetector(run, asked);
  const detection = before?.detection.detector === id ? before.detection : await engine.detect(id, onProgress, signal);
  const threshold = asked.threshold ?? (await engine.threshold(id, asked.contamination));
  const view = viewOf(run, detection, asked, before);
  if (view !== before?.view) await engine.prepare(view, onProgress, signal);
  const tally = await engine.tally({ detector: id, where: [], sort: view.sort }, threshold);
  const isAll = view.where.length === 0 && view.alike !== true;
  const inView = isAll ? tally : await engine.tally(view, threshold);
  return { asked, detection, threshold, view, tally, inView };
}

/** A sort that this run cannot have, because it came with a link or from another log, falls back to the first one. */
function viewOf(run: Run, { detector }: Detection, { where, sort: wanted, alike }: Asked, before: Shown | null): View {
  const known = ['rank', 'score', 'row', 'file', ...(alike ? ['alike'] : []), ...run.fields.map(({ name }) => name)];
  const sort = known.includes(wanted.by) ? wanted : allByScore.sort;
  const last = before?.view;
  const same =
    last !== undefined &&
    last.detector === detector &&
    last.where === where &&
    last.sort.by === sort.by &&
    last.sort.descending === sort.descending &&
    (last.alike === true) === alike;
  return same ? last : { detector, where, sort, ...(alike ? { alike } : {}) };
}
