import { describe, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { logOf, shownBy, startPage, until } from '../../testing/start-page.ts';
import type { NextView } from '../ask/ahead.ts';
import { withNoise } from './noise.ts';
import { isFinal, type Ready, type Shown, tabIn } from './state.ts';
import { newWorkspace } from './workspace.ts';

const short = clauseOf('click', { op: 'range', field: 'duration', from: 0, to: 0.3 }, 'short ones');

describe('the page', () => {
  it('applies the filter of a link when a log is open, and says why another one was not', async () => {
    const controller = startPage({ ...newWorkspace, linkedFilter: 'score:>1x received:>=0' });
    await controller.open(logOf(100));
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

    const other = startPage({ ...newWorkspace, linkedFilter: 'no_such_field:1' });
    await other.open(logOf(100));
    await until(other, (state) => state.phase === 'ready' && state.trouble !== null);
    expect(shownBy(other).selected.flows).toBe(100);
    expect(other.state()).toMatchObject({ trouble: { failure: { problem: { code: 'wrong-link-filter' } } } });
  });

  it('keeps a filter in multiples of the threshold, whose flows follow the threshold of the model', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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
    const controller = startPage();
    const phases = new Set<string>();
    controller.subscribe(() => phases.add(controller.state().phase));
    const opening = controller.open(logOf(400));
    expect(controller.state()).toMatchObject({ phase: 'loading', name: 'conn.log' });
    await opening;
    await until(controller, isFinal);
    expect([...phases]).toEqual(['loading', 'ready']);
    expect(shownBy(controller)).toMatchObject({ run: { flows: 400, anomalies: 40 } });
  });

  it('announces a selection before it is shown, and a flow when it is opened', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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

  it('selects flows and undoes it, with constant counts of the whole run', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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

  it('hides noise in all views, and resets filters and settings with the log', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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
    await controller.open(logOf(400));
    await until(controller, isFinal);
    expect(shownBy(controller)).toMatchObject({ detection: { detector: 'pyod-pca' }, view: { where } });
    controller.select([], 'Show noise');
    await until(controller, isFinal);
    expect(shownBy(controller).view).toEqual(view);
  });

  it('goes back and forward through the steps, with their selections', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    const found = await until(controller, (state) => state.phase === 'ready' && state.search.phase === 'done', 20_000);
    const { search } = found as Ready;
    const total = search.phase === 'done' ? (search.findings?.total ?? 0) : -1;
    expect(tabIn(found)).toBe(total > 0 ? 'findings' : 'flows');
  });
});
