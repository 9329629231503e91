import { describe, expect, it } from 'vitest';
import { logOf, shownBy, startPage, until } from '../../testing/start-page.ts';
import { isFinal, resultOf } from './state.ts';
import { byScore, newWorkspace } from './workspace.ts';

const { lists } = newWorkspace;
const sortedByNowhere = {
  ...newWorkspace,
  lists: { ...lists, flows: { ...lists.flows, sort: { by: 'nowhere', descending: false } } },
};

describe('answers to changes of the model', () => {
  it('shows consistent numbers for the newest question', async () => {
    const controller = startPage();
    await controller.open(logOf(400));
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

  it('runs a detector with settings, and cancels running work', async () => {
    const controller = startPage();
    await controller.open(logOf(2000));
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
    const controller = startPage();
    await controller.open(logOf(6000));
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

  it('ignores a sort by an unknown field', async () => {
    const controller = startPage(sortedByNowhere);
    await controller.open(logOf(40));
    await until(controller, isFinal);
    expect(shownBy(controller).view.sort).toEqual(byScore);
  });
});
