import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { createSession } from '../../worker/session.ts';
import type { NextView } from '../ask/ahead.ts';
import { type Controller, createController } from './controller.ts';
import type { Drop } from './drop.ts';
import { withNoise } from './noise.ts';
import { isFinal, type Ready, resultOf, type Shown, type State, tabIn } from './state.ts';
import { byScore, newWorkspace } from './workspace.ts';

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
});

/** A page without a DOM. It reports every result as painted at once. */
function openPage(workspace = newWorkspace): Controller {
  const controller = createController({ engine: createSession(), restart() {} }, workspace);
  controller.subscribe(() => {
    const result = resultOf(controller.state());
    if (result === null) return;
    for (const part of result.waiting) queueMicrotask(() => controller.painted(part, result.shown.detection));
  });
  return controller;
}

const short = clauseOf('click', { op: 'range', field: 'duration', from: 0, to: 0.3 }, 'short ones');
const { lists } = newWorkspace;
const sortedByNowhere = {
  ...newWorkspace,
  lists: { ...lists, flows: { ...lists.flows, sort: { by: 'nowhere', descending: false } } },
};

const log = (rows: number): Drop => ({
  name: 'conn.log',
  bytes: 0,
  source: { kind: 'files', files: [{ path: 'conn.log', blob: new Blob([ordinaryLog(rows)]) }] },
});

async function until(controller: Controller, holds: (state: State) => boolean, timeout = 1000): Promise<State> {
  await vi.waitFor(() => expect(holds(controller.state())).toBe(true), { timeout });
  return controller.state();
}

function shownBy(controller: Controller): Shown {
  const result = resultOf(controller.state());
  if (result === null) throw new Error('there is no result');
  return result.shown;
}

describe('the page', () => {
  it('applies the filter of a link when a log is open, and says why another one was not', async () => {
    const controller = openPage({ ...newWorkspace, linkedFilter: 'score:>1x received:>=0' });
    await controller.open(log(100));
    await until(controller, isFinal);
    const { workspace, selected } = shownBy(controller);
    expect(workspace.linkedFilter).toBe('');
    expect(workspace.selection.map(({ source, label }) => [source, label])).toEqual([
      ['link', 'score:>1×'],
      ['link', 'received:>=0'],
    ]);
    expect(selected.flows).toBeLessThan(100);
    controller.setWorkspace({ selection: [], linkedFilter: 'port:1..100' });
    await until(controller, () => shownBy(controller).workspace.selection[0]?.label === 'port:1..100');
    controller.setWorkspace({ linkedFilter: 'no_such_field:1' });
    expect(controller.state()).toMatchObject({
      workspace: { selection: [{ label: 'port:1..100' }], linkedFilter: '' },
      trouble: { failure: { problem: { code: 'wrong-link-filter' } } },
    });

    const other = openPage({ ...newWorkspace, linkedFilter: 'no_such_field:1' });
    await other.open(log(100));
    await until(other, (state) => state.phase === 'ready' && state.trouble !== null);
    expect(shownBy(other).selected.flows).toBe(100);
    expect(other.state()).toMatchObject({ trouble: { failure: { problem: { code: 'wrong-link-filter' } } } });
  });

  it('keeps a filter in multiples of the threshold, whose flows follow the threshold of the model', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const above: Predicate = { op: 'range', field: 'score', from: '1×', to: Infinity, isFromOpen: true };
    controller.select([clauseOf('box', above, 'score:>1×')], 'score:>1×');
    await until(controller, (state) => isFinal(state) && state.workspace.selection.length === 1);
    for (const contamination of [0.1, 0.3, 0.05]) {
      controller.setModel({ contamination });
      const isAnswered = () => shownBy(controller).workspace.model.contamination === contamination;
      await until(controller, isAnswered);
      const { selected, run, byClause, view, threshold } = shownBy(controller);
      expect(run.anomalies).toBeGreaterThan(0);
      expect([selected.flows, selected.anomalies, ...byClause]).toEqual([run.anomalies, run.anomalies, run.anomalies]);
      const { total } = await controller.engine.rows(view, 0, 5, [], new AbortController().signal);
      expect(total).toBe(run.anomalies);
      // A moved line changes what is an anomaly. It leaves the unit and the flows.
      controller.setModel({ threshold: threshold * 2 });
      await until(controller, () => shownBy(controller).isMoved);
      expect(shownBy(controller)).toMatchObject({ selected: { flows: total }, view });
      expect(shownBy(controller).run.anomalies).toBeLessThan(total);
    }
  });

  it('shows progress and then a final result after a drop', async () => {
    const controller = openPage();
    const phases = new Set<string>();
    controller.subscribe(() => phases.add(controller.state().phase));
    const opening = controller.open(log(400));
    expect(controller.state()).toMatchObject({ phase: 'loading', name: 'conn.log' });
    await opening;
    await until(controller, isFinal);
    expect([...phases]).toEqual(['loading', 'ready']);
    expect(shownBy(controller)).toMatchObject({ run: { flows: 400, anomalies: 40 } });
  });

  it('announces a selection before it is shown, and a flow when it is opened', async () => {
    const controller = openPage();
    await controller.open(log(400));
    const before = shownBy(await until(controller, isFinal).then(() => controller));
    const seen: { next: NextView; shown: Shown }[] = [];
    controller.ahead.join((next) => seen.push({ next, shown: shownBy(controller) }));
    controller.select([short], 'short ones');
    await until(controller, () => shownBy(controller) !== before);
    const after = shownBy(controller);
    expect(seen).toHaveLength(1);
    expect(seen[0].shown).toBe(before);
    expect(seen[0].next).toMatchObject({ view: after.view, threshold: after.threshold, flow: null });
    expect(seen[0].next.selection).toBe(after.workspace.selection);
    controller.show({ kind: 'flow', flow: 7 });
    controller.show({ kind: 'flow', flow: 7 });
    expect(seen.map(({ next }) => next.flow)).toEqual([null, 7]);
    expect(seen[1].next).toMatchObject({ view: after.view, threshold: after.threshold });
  });

  it('keeps a saved model that is dropped on a log, and explains one dropped without a log', async () => {
    const text = '{"oddflow-baseline": 1}';
    const files = [{ path: 'm.json', blob: new Blob([text]) }];
    const model: Drop = { name: 'm.json', bytes: text.length, source: { kind: 'files', files } };
    const controller = openPage();
    await controller.open(model);
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'baseline-first' } } });
    const opening = controller.open(log(400));
    await controller.open(model);
    await opening;
    expect(await until(controller, isFinal)).toMatchObject({ phase: 'ready', dropped: { name: 'm.json' } });
    controller.takeDropped();
    expect(controller.state()).toMatchObject({ phase: 'ready', dropped: null });
    await controller.open(model);
    expect(controller.state()).toMatchObject({ phase: 'ready', dropped: { name: 'm.json' } });
  });

  it('asks before it shows a mostly malformed log, and shows it on request', async () => {
    const bad = ordinaryLog(400, (cells, row) => cells.with(1, row % 4 === 0 ? cells[1] : 'soon'));
    const remnant: Drop = {
      name: 'bad.log',
      bytes: 0,
      source: { kind: 'files', files: [{ path: 'bad.log', blob: new Blob([bad]) }] },
    };
    const controller = openPage();
    await controller.open(remnant);
    const asking = await until(controller, ({ phase }) => phase === 'failed');
    expect(asking).toMatchObject({ failure: { problem: { code: 'mostly-skipped' } } });
    controller.openRemnant();
    await until(controller, isFinal);
    expect(resultOf(controller.state())?.run.loss).toMatchObject({ isMost: true });
  });

  it('keeps the open log while it asks about a mostly malformed one', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const bad = new Blob([ordinaryLog(40, (cells, row) => cells.with(1, row < 30 ? 'soon' : '1'))]);
    await controller.open({
      name: 'bad.log',
      bytes: 0,
      source: { kind: 'files', files: [{ path: 'bad.log', blob: bad }] },
    });
    const asking = await until(controller, isFinal);
    expect(asking).toMatchObject({ trouble: { kind: 'unopened', failure: { problem: { code: 'mostly-skipped' } } } });
    expect(resultOf(asking)?.run.flows).toBe(400);
    controller.openRemnant();
    await until(controller, (state) => isFinal(state) && resultOf(state)?.run.flows === 10);
  });

  it('asks before it unpacks a very large file, and unpacks it on request', async () => {
    const controller = openPage();
    const none = gzipSync(new Uint8Array(64 << 20));
    const parts = [gzipSync(ordinaryLog(400)), ...Array.from({ length: 9 }, () => none)] as BlobPart[];
    const file = { path: 'conn.log.gz', blob: new Blob(parts) };
    await controller.open({ name: file.path, bytes: 0, source: { kind: 'files', files: [file] } });
    const asking = await until(controller, isFinal, 90_000);
    expect(resultOf(asking)?.run.files[0].problem?.code).toBe('unpacks-too-large');
    controller.openUnpackingAll('open');
    await until(controller, (state) => isFinal(state) && resultOf(state)?.run.files[0].problem === null, 90_000);
    expect(resultOf(controller.state())?.run.flows).toBe(400);
  }, 120_000);

  it('shows consistent numbers for the newest question', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const before = shownBy(controller);
    for (const contamination of [0.2, 0.3, 0.05]) controller.setModel({ contamination });
    expect(isFinal(controller.state())).toBe(false);
    await until(controller, isFinal);
    expect(shownBy(controller).run.anomalies).toBe(20);
    expect(shownBy(controller).detection).toBe(before.detection);
    expect(shownBy(controller).view).toBe(before.view);
    controller.setModel({ threshold: before.threshold });
    await until(controller, isFinal);
    expect(shownBy(controller).run).toEqual(before.run);
  });

  it('selects flows and undoes it, with constant counts of the whole run', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const { view } = shownBy(controller);
    controller.select([short], 'Add short ones', { tab: 'flows' });
    expect(tabIn(controller.state())).toBe('flows');
    await until(controller, isFinal);
    const { selected, run, filtered, byClause } = shownBy(controller);
    expect(run.flows).toBe(400);
    expect(selected.flows).toBeLessThan(400);
    expect(selected.flows + filtered).toBe(400);
    expect(byClause).toEqual([selected.flows]);
    controller.undo();
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBe(400);
    expect(shownBy(controller).view).toEqual(view);
    controller.redo();
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBe(selected.flows);
  });

  it('runs a detector with settings, and cancels running work', async () => {
    const controller = openPage();
    await controller.open(log(2000));
    await until(controller, isFinal);
    const first = shownBy(controller);
    controller.setModel({ params: { 'pyod-pca': { components: 2 } } });
    await until(controller, isFinal);
    expect(shownBy(controller).detection.detector).toBe('pyod-pca?components=2');
    expect(shownBy(controller).view.detector).toBe('pyod-pca?components=2');
    const two = shownBy(controller);
    expect(two.threshold).not.toBe(first.threshold);

    controller.setModel({ detector: 'lof' });
    controller.cancel();
    expect(isFinal(controller.state())).toBe(true);
    expect(shownBy(controller)).toBe(two);
    controller.setModel({ params: {} });
    await until(controller, isFinal);
    expect(shownBy(controller).threshold).toBe(first.threshold);
    expect(shownBy(controller).detection.detector).toBe('pyod-pca');
  });

  it('cancels a slow result when another is requested, and never shows it as the other', async () => {
    const controller = openPage();
    await controller.open(log(6000));
    await until(controller, isFinal);
    const first = shownBy(controller);
    const names = new Set<string>();
    controller.subscribe(() => {
      names.add(resultOf(controller.state())?.shown.detection.label ?? '');
      if (controller.state().workspace.model.detector !== 'hbos') return;
      expect(shownBy(controller).workspace.model.detector === 'hbos' || shownBy(controller) === first).toBe(true);
    });
    controller.setModel({ detector: 'lof' });
    await new Promise((resolve) => setTimeout(resolve));
    controller.setModel({ detector: 'hbos' });
    expect(shownBy(controller)).toBe(first);
    await until(controller, isFinal);
    expect(shownBy(controller).detection.id).toBe('hbos');
    expect([...names]).toEqual([first.detection.label, 'HBOS']);
    expect((await controller.engine.results(0.1)).map(({ id }) => id)).toEqual(['pyod-pca', 'hbos']);

    controller.setModel({ detector: 'lof' });
    controller.setModel({ detector: 'hbos' });
    await until(controller, isFinal);
    expect((await controller.engine.results(0.1)).map(({ id }) => id)).toEqual(['pyod-pca', 'hbos']);
  });

  it('hides noise in all views, and resets filters and settings with the log', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const { view } = shownBy(controller);
    const noise = withNoise([], ['ntp']);
    controller.select(noise, 'Hide noise');
    controller.setModel({ params: { 'pyod-pca': { components: 2 } } });
    await until(controller, isFinal);
    const where = [{ op: 'not', of: { op: 'preset', id: 'ntp' } }];
    expect(shownBy(controller)).toMatchObject({ suppressed: 0, view: { where } });
    controller.select([...noise, short], 'Add short ones');
    await until(controller, isFinal);
    expect(shownBy(controller).view.where.length).toBe(2);
    await controller.open(log(400));
    await until(controller, isFinal);
    expect(shownBy(controller)).toMatchObject({ detection: { detector: 'pyod-pca' }, view: { where } });
    controller.select([], 'Show noise');
    await until(controller, isFinal);
    expect(shownBy(controller).view).toEqual(view);
  });

  it('ignores a sort by an unknown field', async () => {
    const controller = openPage(sortedByNowhere);
    await controller.open(log(40));
    await until(controller, isFinal);
    expect(shownBy(controller).view.sort).toEqual(byScore);
  });

  it('explains why a log cannot be opened, and opens the next', async () => {
    const controller = openPage();
    await controller.open({ ...log(1), source: { kind: 'files', files: [] } });
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'no-log' } } });
    await controller.open(log(40));
    await until(controller, isFinal);
  });

  it('keeps log, position and baselines when the next log cannot be opened', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const { signal } = new AbortController();
    await controller.engine.fitBaseline({ kind: 'view', view: shownBy(controller).view }, 'pca-log', () => {}, signal);
    controller.setModel({ contamination: 0.2 });
    controller.showTab('hosts');
    await until(controller, isFinal);
    const before = controller.state();

    await controller.open({ ...log(1), name: 'b.log', source: { kind: 'files', files: [] } });
    const after = await until(controller, isFinal);
    expect(after).toEqual({ ...before, trouble: { kind: 'unopened', name: 'b.log', failure: expect.anything() } });

    const opening = controller.open({ ...log(20_000), name: 'c.log' });
    controller.cancel();
    await opening;
    expect(await until(controller, isFinal)).toMatchObject({ trouble: { name: 'c.log', failure: null } });
    controller.setModel({ contamination: 0.3 });
    await until(controller, isFinal);
    expect(shownBy(controller).run).toMatchObject({ flows: 400, anomalies: 120 });
    expect(await controller.engine.baselines()).toHaveLength(1);

    await controller.open(log(60));
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(60);
    expect((await controller.engine.topScores('pyod-pca', [0.5]))[0]).toBeGreaterThan(0);
  });

  it('keeps the open log through two drops in a row', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const second = controller.open(log(20_000));
    const third = controller.open({ ...log(1), source: { kind: 'files', files: [] } });
    await Promise.all([second, third]);
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(400);
  });

  it('goes back and forward through the steps, with their selections', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const ready = () => controller.state() as Ready;
    const start = ready().steps.step.id;
    controller.show({ kind: 'flow', flow: 7 }, { tab: 'flows' });
    controller.select([short], 'Add short ones');
    await until(controller, isFinal);
    const narrowed = ready().steps.step.id;
    expect(ready().workspace.open).toEqual({ tab: 'flows', entity: { kind: 'flow', flow: 7 } });
    controller.showTab('model');
    expect(ready().workspace.open).toEqual({ tab: 'model', entity: null });
    expect(controller.visit(start)).toBe(true);
    await until(controller, isFinal);
    expect(ready().workspace.open.entity).toBeNull();
    expect(shownBy(controller).selected.flows).toBe(400);
    expect(controller.visit(narrowed)).toBe(true);
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBeLessThan(400);
    expect(controller.visit('9.9')).toBe(false);
  });

  it('searches for findings automatically, and shows the flows first if there are none', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    const found = await until(controller, (state) => state.phase === 'ready' && state.search.phase === 'done', 20_000);
    const { search } = found as Ready;
    const total = search.phase === 'done' ? (search.findings?.total ?? 0) : -1;
    expect(tabIn(found)).toBe(total > 0 ? 'findings' : 'flows');
  });

  it('resets everything with Close log', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    controller.select([short], 'Add short ones');
    controller.closeLog();
    expect(controller.state()).toMatchObject({ phase: 'empty', workspace: newWorkspace });
    await controller.open(log(60));
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBe(60);
  });

  it('adds files to the open run, with the same selection', async () => {
    const controller = openPage();
    await controller.open(log(400));
    await until(controller, isFinal);
    controller.select([short], 'Add short ones');
    await until(controller, isFinal);
    const more = new Blob([ordinaryLog(60)]);
    await controller.add({
      name: 'b.log',
      bytes: 0,
      source: { kind: 'files', files: [{ path: 'b.log', blob: more }] },
    });
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(460);
    expect(shownBy(controller).workspace.selection).toEqual([short]);
  });

  it('returns to the start on Cancel, without later changes', async () => {
    const controller = openPage();
    const opening = controller.open(log(20_000));
    controller.cancel();
    expect(controller.state().phase).toBe('empty');
    await opening;
    expect(controller.state().phase).toBe('empty');
  });

  it('shows the last of two logs dropped in a row', async () => {
    const controller = openPage();
    const first = controller.open(log(20_000));
    const second = controller.open(log(60));
    await Promise.all([first, second]);
    await until(controller, isFinal);
    expect(resultOf(controller.state())?.run.flows).toBe(60);
  });
});
