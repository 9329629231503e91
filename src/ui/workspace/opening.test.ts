import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { dropOf, emptyDrop, logOf, shownBy, startPage, until } from '../../testing/start-page.ts';
import { isFinal, resultOf } from './state.ts';
import { newWorkspace } from './workspace.ts';

const short = clauseOf('click', { op: 'range', field: 'duration', from: 0, to: 0.3 }, 'short ones');

describe('opening logs', () => {
  it('keeps a saved model that is dropped on a log, and explains one dropped without a log', async () => {
    const model = dropOf('m.json', '{"oddflow-baseline": 1}');
    const controller = startPage();
    await controller.open(model);
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'baseline-first' } } });
    const opening = controller.open(logOf(400));
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
    const controller = startPage();
    await controller.open(dropOf('bad.log', bad));
    const asking = await until(controller, ({ phase }) => phase === 'failed');
    expect(asking).toMatchObject({ failure: { problem: { code: 'mostly-skipped' } } });
    controller.openRemnant();
    await until(controller, isFinal);
    expect(resultOf(controller.state())?.run.loss).toMatchObject({ isMost: true });
  });

  it('keeps the open log while it asks about a mostly malformed one', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    const bad = ordinaryLog(40, (cells, row) => cells.with(1, row < 30 ? 'soon' : '1'));
    await controller.open(dropOf('bad.log', bad));
    const asking = await until(controller, isFinal);
    expect(asking).toMatchObject({ trouble: { kind: 'unopened', failure: { problem: { code: 'mostly-skipped' } } } });
    expect(resultOf(asking)?.run.flows).toBe(400);
    controller.openRemnant();
    await until(controller, (state) => isFinal(state) && resultOf(state)?.run.flows === 10);
  });

  it('asks before it unpacks a very large file, and unpacks it on request', async () => {
    const controller = startPage();
    const none = gzipSync(new Uint8Array(64 << 20));
    const parts = [gzipSync(ordinaryLog(400)), ...Array.from({ length: 9 }, () => none)];
    await controller.open(dropOf('conn.log.gz', ...parts));
    const asking = await until(controller, isFinal, 90_000);
    expect(resultOf(asking)?.run.files[0].problem?.code).toBe('unpacks-too-large');
    controller.openUnpackingAll('open');
    await until(controller, (state) => isFinal(state) && resultOf(state)?.run.files[0].problem === null, 90_000);
    expect(resultOf(controller.state())?.run.flows).toBe(400);
  }, 120_000);

  it('explains why a log cannot be opened, and opens the next', async () => {
    const controller = startPage();
    await controller.open(emptyDrop());
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'no-log' } } });
    await controller.open(logOf(40));
    await until(controller, isFinal);
  });

  it('keeps log, position and baselines when the next log cannot be opened', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    const { signal } = new AbortController();
    await controller.engine.fitBaseline({ kind: 'view', view: shownBy(controller).view }, 'pca-log', () => {}, signal);
    controller.setModel({ contamination: 0.2 });
    controller.showTab('hosts');
    await until(controller, isFinal);
    const before = controller.state();

    await controller.open(emptyDrop('b.log'));
    const after = await until(controller, isFinal);
    expect(after).toEqual({ ...before, trouble: { kind: 'unopened', name: 'b.log', failure: expect.anything() } });

    const opening = controller.open(logOf(20_000, 'c.log'));
    controller.cancel();
    await opening;
    expect(await until(controller, isFinal)).toMatchObject({ trouble: { name: 'c.log', failure: null } });
    controller.setModel({ contamination: 0.3 });
    await until(controller, isFinal);
    expect(shownBy(controller).run).toMatchObject({ flows: 400, anomalies: 120 });
    expect(await controller.engine.baselines()).toHaveLength(1);

    await controller.open(logOf(60));
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(60);
    expect((await controller.engine.topScores('pyod-pca', [0.5]))[0]).toBeGreaterThan(0);
  });

  it('keeps the open log through two drops in a row', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    const second = controller.open(logOf(20_000));
    const third = controller.open(emptyDrop());
    await Promise.all([second, third]);
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(400);
  });

  it('resets everything with Close log', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    controller.select([short], 'Add short ones');
    controller.closeLog();
    expect(controller.state()).toMatchObject({ phase: 'empty', workspace: newWorkspace });
    await controller.open(logOf(60));
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBe(60);
  });

  it('adds files to the open run, with the same selection', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
    await until(controller, isFinal);
    controller.select([short], 'Add short ones');
    await until(controller, isFinal);
    await controller.add(logOf(60, 'b.log'));
    await until(controller, isFinal);
    expect(shownBy(controller).run.flows).toBe(460);
    expect(shownBy(controller).workspace.selection).toEqual([short]);
  });

  it('returns to the start on Cancel, without later changes', async () => {
    const controller = startPage();
    const opening = controller.open(logOf(20_000));
    controller.cancel();
    expect(controller.state().phase).toBe('empty');
    await opening;
    expect(controller.state().phase).toBe('empty');
  });

  it('shows the last of two logs dropped in a row', async () => {
    const controller = startPage();
    const first = controller.open(logOf(20_000));
    const second = controller.open(logOf(60));
    await Promise.all([first, second]);
    await until(controller, isFinal);
    expect(resultOf(controller.state())?.run.flows).toBe(60);
  });
});
