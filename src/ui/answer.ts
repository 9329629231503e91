import type { Detection, Engine, Params, Progress, Run, View } from '../worker/api.ts';
import { type Asked, allByScore, canHave, chosenDetector, chosenParams, hiding } from './asked.ts';
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
  const entry = chosenDetector(run, asked);
  const params = chosenParams(entry, asked);
  const detection =
    before !== null && isOf(before.detection, entry.id, params)
      ? before.detection
      : await engine.detect(entry.id, onProgress, signal, params);
  const moved = canHave(run, asked) ? asked.threshold : null;
  const threshold = moved ?? (await engine.threshold(detection.detector, asked.contamination));
  const view = viewOf(run, detection, asked, before);
  if (view !== before?.view) await engine.prepare(view, onProgress, signal);
  const tally = await engine.tally({ detector: view.detector, where: [], sort: view.sort }, threshold);
  const isAll = view.where.length === 0 && view.identical !== true;
  const inView = isAll ? tally : await engine.tally(view, threshold);
  const hidden = await hiddenIn(engine, view, asked, threshold);
  return { asked, detection, threshold, isMoved: moved !== null, view, tally, inView, hidden };
}

/** How many flows noise hides, of those that can be listed; which of them are identical does not matter. */
async function hiddenIn(
  engine: Engine,
  { detector, sort, where }: View,
  asked: Asked,
  threshold: number,
): Promise<number> {
  if (asked.noise.length === 0) return 0;
  const unhidden = await engine.tally({ detector, sort, where: asked.where }, threshold);
  return unhidden.listed - (await engine.tally({ detector, sort, where }, threshold)).listed;
}

/** Whether these are the results of a detector with just these settings. */
export function isOf({ id, params }: Pick<Detection, 'id' | 'params'>, wanted: string, wantedParams: Params): boolean {
  return id === wanted && Object.entries(wantedParams).every(([name, value]) => params[name] === value);
}

/** A sort that this run cannot have, because it came with a link or from another log, falls back to the first one. */
function viewOf(run: Run, { detector, columns }: Detection, asked: Asked, before: Shown | null): View {
  const wanted = asked.sort;
  const added = columns.map(({ name }) => name);
  const known = [
    'rank',
    'score',
    'row',
    'file',
    ...(asked.identical ? ['identical'] : []),
    ...added,
    ...run.fields.map(({ name }) => name),
  ];
  const sort = known.includes(wanted.by) ? wanted : allByScore.sort;
  const last = before?.view;
  const same =
    last !== undefined &&
    last.detector === detector &&
    before?.asked.where === asked.where &&
    before.asked.noise === asked.noise &&
    last.sort.by === sort.by &&
    last.sort.descending === sort.descending &&
    (last.identical === true) === asked.identical;
  const identical = asked.identical ? { identical: true } : {};
  return same ? last : { detector, where: [...asked.where, ...hiding(asked)], sort, ...identical };
}
