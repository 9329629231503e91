import { hidesFlows, resolve } from '../../core/selection/clauses.ts';
import type { Detection, Engine, Params, Progress, Run, View } from '../../worker/api.ts';
import { canHave, chosenDetector, chosenParams } from './model.ts';
import type { Shown } from './state.ts';
import { byScore, usualGroup, type Workspace } from './workspace.ts';

/**
 * Asks the engine for the result that the workspace describes. `before` is the result on screen; unchanged values keep
 * their objects. Throws what the engine throws: `LogError`, or `AbortError` when `signal` aborts.
 */
export async function answer(
  engine: Engine,
  run: Run,
  workspace: Workspace,
  before: Shown | null,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Shown> {
  const { model, selection } = workspace;
  const entry = chosenDetector(run, model);
  const params = chosenParams(entry, model);
  const detection =
    before !== null && isOf(before.detection, entry.id, params)
      ? before.detection
      : await engine.detect(entry.id, onProgress, signal, params);
  const moved = canHave(run, model) ? model.threshold : null;
  const view = viewOf(run, detection, workspace, before);
  const clauses = selection.map((clause) => ({
    predicate: clause.predicate,
    isOn: clause.isOn,
    hides: hidesFlows(clause),
  }));
  const { sort, group = 'none', opened = [] } = view;
  const described = await engine.describe(
    { detector: view.detector, contamination: model.contamination, threshold: moved, clauses, sort, group, opened },
    onProgress,
    signal,
  );
  return { workspace, detection, view, ...described };
}

/** Whether results are from this detector with exactly these settings. */
export function isOf({ id, params }: Pick<Detection, 'id' | 'params'>, wanted: string, wantedParams: Params): boolean {
  return id === wanted && Object.entries(wantedParams).every(([name, value]) => params[name] === value);
}

/** The view of the workspace. A sort that this run lacks, from a link or another log, becomes the default. */
function viewOf(run: Run, { detector, id, columns }: Detection, workspace: Workspace, before: Shown | null): View {
  const { selection, lists } = workspace;
  const { sort: wanted, opened } = lists.flows;
  const group = lists.flows.group ?? usualGroup(id);
  const known = [
    ...['rank', 'score', 'row', 'file', ...(group === 'none' ? [] : ['identical'])],
    ...columns.map(({ name }) => name),
    ...run.fields.map(({ name }) => name),
  ];
  const sort = known.includes(wanted.by) ? wanted : byScore;
  const last = before?.view;
  const isSame =
    last !== undefined &&
    last.detector === detector &&
    before?.workspace.selection === selection &&
    last.sort.by === sort.by &&
    last.sort.descending === sort.descending &&
    last.group === group &&
    before.workspace.lists.flows.opened === opened;
  return isSame ? last : { detector, where: resolve(selection), sort, group, opened };
}
