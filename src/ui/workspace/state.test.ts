import { describe, expect, it } from 'vitest';
import type { Detection, EarlyResults, Progress, Run } from '../../worker/api.ts';
import type { Action } from './action.ts';
import { usualPreferences } from './preferences.ts';
import { reduce } from './reduce.ts';
import { isFinal, type Shown, type State } from './state.ts';
import { byScore, changeModel, newWorkspace } from './workspace.ts';

const run = { flows: 10, detectors: [{ id: 'pca', label: 'PCA' }] } as unknown as Run;
const detection = { detector: 'pca' } as Detection;
const tally = { flows: 10, anomalies: 1, listed: 10 };
const shown: Shown = {
  workspace: newWorkspace,
  detection,
  threshold: 5,
  modelThreshold: 5,
  isMoved: false,
  view: { detector: 'pca', where: [], sort: byScore },
  run: tally,
  selected: tally,
  suppressed: 0,
  filtered: 0,
  byClause: [],
  scoreShares: [],
};
const reading: Progress = { phase: 'Reading', file: 'conn.log', done: 50, total: 100, unit: 'bytes', rows: 7 };
const empty: State = { phase: 'empty', workspace: newWorkspace, page: usualPreferences };

/** The workspace at a contamination. */
const at = (contamination: number) => ({
  ...newWorkspace,
  model: changeModel(newWorkspace.model, { contamination }),
});
const changed = (to: Partial<typeof newWorkspace>): Action => ({ type: 'changed', to, edit: null, now: 0 });

const later = (actions: readonly Action[], from: State = empty) => actions.reduce(reduce, from);
const started = (job: number): Action => ({ type: 'started', job, name: 'conn.log', bytes: 100, now: 1000 });
const loading = later([started(1)]);
const drawn: readonly Action[] = [
  { type: 'answered', job: 1, run, shown },
  { type: 'painted', part: 'table', detection },
  { type: 'painted', part: 'charts', detection },
];
const ready = later(drawn, loading);

describe('loading', () => {
  it('starts with progress of 0', () => {
    expect(loading).toMatchObject({ phase: 'loading', progress: { phase: 'Reading', done: 0, total: 100, rows: 0 } });
  });

  it('accepts progress of its own job only', () => {
    expect(later([{ type: 'progressed', job: 1, progress: reading, now: 1100 }], loading)).toMatchObject({
      progress: { done: 50 },
      now: 1100,
      phaseSince: 1000,
    });
    const second = later([started(2)], loading);
    expect(reduce(second, { type: 'progressed', job: 1, progress: reading, now: 1100 })).toBe(second);
    expect(reduce(ready, { type: 'progressed', job: 1, progress: reading, now: 1100 })).toBe(ready);
  });

  it('has progress of a new question until it is answered', () => {
    const sorting: Progress = { ...reading, phase: 'Sorting' };
    const { lists } = newWorkspace;
    const byTime = { ...lists, flows: { ...lists.flows, sort: { by: 'ts', descending: true } } };
    const asked = later([changed({ lists: byTime })], ready);
    const progressed: Action = { type: 'progressed', job: 1, progress: sorting, now: 9000 };
    expect(reduce(asked, progressed)).toMatchObject({ phase: 'ready', work: sorting });
    const answered: Action = { type: 'answered', job: 1, run, shown: { ...shown, workspace: asked.workspace } };
    expect(later([progressed, answered, progressed], asked)).toMatchObject({ work: null });
  });

  it('keeps the newest early results of its own job', () => {
    const early = { share: 0.1 } as EarlyResults;
    const heard = (job: number): Action => ({ type: 'heard', job, news: { kind: 'early', early } });
    expect(later([heard(1)], loading)).toMatchObject({ early });
    expect(reduce(loading, heard(2))).toBe(loading);
    expect(reduce(ready, heard(1))).toBe(ready);
    expect(later([heard(1), started(2)], loading)).toMatchObject({ early: null });
  });

  it('never decreases within a phase, and restarts in a new one', () => {
    const scoring: Progress = { ...reading, phase: 'Scoring', done: 1 };
    const state = later(
      [
        { type: 'progressed', job: 1, progress: reading, now: 1100 },
        { type: 'progressed', job: 1, progress: { ...reading, done: 20 }, now: 1200 },
      ],
      loading,
    );
    expect(state).toMatchObject({ progress: { done: 50 } });
    expect(later([{ type: 'progressed', job: 1, progress: scoring, now: 1300 }], state)).toMatchObject({
      progress: { done: 1 },
      phaseSince: 1300,
    });
  });

  it('returns to the start on Cancel, and ignores a late result', () => {
    const cancelled = later([{ type: 'unopened', failure: null, isKept: false }], loading);
    expect(cancelled).toEqual(empty);
    expect(later(drawn, cancelled)).toBe(cancelled);
  });
});

describe('another log', () => {
  const again = later([started(2)], ready);
  const failure = { kind: 'log', problem: { code: 'empty', detail: { file: 'b.log' } }, causes: [] } as const;

  it('that is not opened leaves the previous log unchanged, with the reason', () => {
    expect(again).toMatchObject({ phase: 'loading', kept: ready });
    const back = later([{ type: 'unopened', failure, isKept: true }], again);
    expect(back).toEqual({ ...ready, trouble: { kind: 'unopened', name: 'conn.log', failure } });
    expect(isFinal(back)).toBe(true);
    const third = later([started(2), started(3), { type: 'unopened', failure: null, isKept: true }], ready);
    expect(third).toMatchObject({ phase: 'ready', job: 1, trouble: { failure: null } });
  });

  it('that is not opened after the previous log was closed or lost leaves none', () => {
    const given = later([{ type: 'heard', job: 2, news: { kind: 'given-up' } }], again);
    expect(given).toMatchObject({ kept: null, hasGivenUp: true });
    for (const state of [given, again]) {
      expect(later([{ type: 'unopened', failure, isKept: false }], state)).toMatchObject({ phase: 'failed', failure });
    }
  });

  it('drops the running question', () => {
    const asking = later([changed({ model: at(0.2).model })], ready);
    const back = later([started(2), { type: 'unopened', failure: null, isKept: true }], asking);
    expect(back.workspace.model).toBe(newWorkspace.model);
  });
});

describe('ready', () => {
  it('starts when table and charts have painted this detection', () => {
    const answered = later(drawn.slice(0, 1), loading);
    expect(answered.phase).toBe('loading');
    expect(later(drawn.slice(0, 2), loading).phase).toBe('loading');
    const other = { detector: 'old' } as Detection;
    expect(reduce(answered, { type: 'painted', part: 'table', detection: other })).toBe(answered);
    expect(ready.phase).toBe('ready');
    expect(isFinal(ready)).toBe(true);
  });

  it('is not final while a newer question is pending or another detection is being painted', () => {
    const asking = later([changed({ model: at(0.2).model })], ready);
    const { workspace } = asking;
    expect(isFinal(asking)).toBe(false);
    const answered = later([{ type: 'answered', job: 1, run, shown: { ...shown, workspace } }], asking);
    expect(isFinal(answered)).toBe(true);
    const redone = { ...shown, workspace, detection: { ...detection } };
    expect(isFinal(later([{ type: 'answered', job: 1, run, shown: redone }], answered))).toBe(false);
  });

  it('reports that Back leaves the page, until the user moves on', () => {
    const warned = later([{ type: 'turned-back' }], ready);
    expect(warned).toMatchObject({ trouble: { kind: 'first-view' } });
    expect(
      later([{ type: 'opened', entity: { kind: 'flow', flow: 3 }, isStep: false, tab: 'flows' }], warned),
    ).toMatchObject({ trouble: null });
  });

  it('reverts an impossible sort, and keeps the arranged columns', () => {
    const { lists } = newWorkspace;
    const columns = { set: 'mine', order: [], shown: { uid: true }, widths: {} } as const;
    const arranged = changed({ lists: { ...lists, flows: { ...lists.flows, columns } } });
    const sorted = changed({
      lists: { ...lists, flows: { ...lists.flows, columns, sort: { by: 'uid', descending: false } } },
    });
    const after = later([arranged, sorted, { type: 'taken-back' }], ready);
    expect(after.workspace.lists.flows).toEqual({ ...lists.flows, columns });
    expect(isFinal(after)).toBe(true);
  });

  it('keeps the result after an unrelated error', () => {
    const failure = { kind: 'bug', bug: { message: 'Error: x', report: 'x' } } as const;
    expect(later([{ type: 'troubled', failure }], ready)).toMatchObject({
      phase: 'ready',
      trouble: { kind: 'failure', failure },
    });
    expect(later([{ type: 'troubled', failure }], loading)).toMatchObject({ phase: 'failed', failure });
  });
});

describe('the workspace', () => {
  it('applies a link to the first log, and does not carry its threshold over to the next', () => {
    const model = { ...newWorkspace.model, threshold: 3, contamination: 0.2 };
    const linked: State = { phase: 'empty', workspace: { ...newWorkspace, model }, page: usualPreferences };
    const first = later([started(1)], linked);
    expect(first.workspace.model.threshold).toBe(3);
    expect(later([started(2)], first).workspace.model).toMatchObject({ threshold: null, contamination: 0.2 });
    const left = later([{ type: 'unopened', failure: null, isKept: false }], first);
    expect(left.workspace.model.threshold).toBeNull();
  });

  it('resets a moved threshold for another contamination or detector', () => {
    const moved = changeModel(newWorkspace.model, { threshold: 7 });
    expect(changeModel(moved, {}).threshold).toBe(7);
    expect(changeModel(moved, { contamination: 0.3 }).threshold).toBeNull();
    expect(changeModel(moved, { detector: 'other' }).threshold).toBeNull();
  });
});
