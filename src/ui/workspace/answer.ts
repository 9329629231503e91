import { hidesFlows, resolve } from '../../core/selection/clauses.ts';
import { followsThreshold } from '../../core/selection/multiples.ts';
import type { Detection, Engine, Params, Progress, Run, View } from '../../worker/api.ts';
import type { Ahead } from '../ask/ahead.ts';
import { canHave, chosenDetector, chosenParams } from './model.ts';
import type { Shown } from './state.ts';
import { byScore, usualGroup, type Workspace } from './workspace.ts';

/**
 * Asks the engine for the result that the workspace describes. `before` is the result on screen. Unchanged values keep
 * their objects. `announce` receives a new selection of that result while the engine describes it. Throws what the
 * engine throws: `LogError`, or `AbortError` when `signal` aborts.
 */
export async function answer(
  engine: Engine,
  run: Run,
  workspace: Workspace,
  before: Shown | null,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
  announce: Ahead['announce'] = () => {},
): Promise<Shown> {
  const { model, selection } = workspace;
  const entry = chosenDetector(run, model);
  const params = chosenParams(entry, model);
  const detection =
    before !== null && isOf(before.detection, entry.id, params)
      ? before.detection
      : await engine.detect(entry.id, onProgress, signal, params);
  const moved = canHave(run, model) ? model.threshold : null;
  const list = listOf(run, detection, workspace);
  const clauses = selection.map((clause) => ({
    predicate: clause.predicate,
    isOn: clause.isOn,
    hides: hidesFlows(clause),
  }));
  const describing = engine.describe(
    { detector: detection.detector, contamination: model.contamination, threshold: moved, clauses, ...list },
    onProgress,
    signal,
  );
  const { detector } = detection;
  const viewAt = (modelThreshold: number): View =>
    isSameView(before, workspace, list, detection, modelThreshold) && before !== null
      ? before.view
      : { detector, where: resolve(selection, modelThreshold), ...list };
  // An out-of-core log is read again for every question, so the questions go one after another.
  if (before?.detection === detection && hasSameThreshold(before, workspace) && run.larger === null) {
    const { modelThreshold } = before;
    const view = viewAt(modelThreshold);
    if (view !== before.view) {
      announce({ run, view, selection, threshold: moved ?? modelThreshold, modelThreshold, flow: null });
    }
  }
  const described = await describing;
  return { workspace, detection, view: viewAt(described.modelThreshold), ...described };
}

/** Whether the result on screen has the threshold by contamination of the workspace. */
function hasSameThreshold(before: Shown, { model }: Workspace): boolean {
  return before.workspace.model.contamination === model.contamination;
}

/** Whether results are from this detector with exactly these settings. */
export function isOf({ id, params }: Pick<Detection, 'id' | 'params'>, wanted: string, wantedParams: Params): boolean {
  return id === wanted && Object.entries(wantedParams).every(([name, value]) => params[name] === value);
}

type ListOf = Required<Pick<View, 'sort' | 'group' | 'opened'>>;

/** The order of the flows. A sort that this run lacks, from a link or another log, becomes the default. */
function listOf(run: Run, { id, columns }: Detection, { lists }: Workspace): ListOf {
  const { sort: wanted, opened } = lists.flows;
  const group = lists.flows.group ?? usualGroup(id);
  const known = [
    ...['rank', 'score', 'row', 'file', ...(group === 'none' ? [] : ['identical'])],
    ...columns.map(({ name }) => name),
    ...run.fields.map(({ name }) => name),
  ];
  const sort = known.includes(wanted.by) ? wanted : byScore;
  return { sort, group, opened };
}

/** Whether the view on screen has the same flows in the same order. */
function isSameView(
  before: Shown | null,
  { selection }: Workspace,
  { sort, group, opened }: ListOf,
  { detector }: Detection,
  modelThreshold: number,
): boolean {
  const last = before?.view;
  const isSame =
    last !== undefined &&
    last.detector === detector &&
    before?.workspace.selection === selection &&
    last.sort.by === sort.by &&
    last.sort.descending === sort.descending &&
    last.group === group &&
    before.workspace.lists.flows.opened === opened;
  if (!isSame || before.modelThreshold === modelThreshold) return isSame;
  return !selection.some(({ predicate }) => followsThreshold(predicate));
}
