import fc from 'fast-check';
import { expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import type { Detection, Run } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { awaitedResult, isSameResult } from './awaited.ts';
import { chosenDetector, chosenParams } from './model.ts';
import type { Ready } from './state.ts';
import { changeModel, type Model, newWorkspace } from './workspace.ts';

const run = { detectors: detectors.map(({ id, label, params }) => ({ id, label, params })) } as unknown as Run;
const changes = fc.record({
  detector: fc.option(fc.constantFrom(...detectors.map(({ id }) => id), 'none-such')),
  params: fc.dictionary(
    fc.constantFrom('pyod-pca', 'knn', 'lof'),
    fc.dictionary(fc.constantFrom('components', 'k', 'neighbours'), fc.integer({ min: 1, max: 7 })),
  ),
  contamination: fc.constantFrom(0.1, 0.2),
});

/** A page whose result on screen matches its settings. */
function showing(model: Model): Ready {
  const { id, label, params } = chosenDetector(run, model);
  const detection = {
    id,
    label,
    params: chosenParams({ id, label, short: label, params, hasBaselines: false, hasScripts: false }, model),
  } as Detection;
  const workspace = { ...newWorkspace, model };
  return { phase: 'ready', workspace, result: { run, shown: { workspace, detection } } } as unknown as Ready;
}

it('a result is awaited if its detector or settings differ from the one on screen, and has its own name', () => {
  fc.assert(
    fc.property(changes, changes, (first, second) => {
      const page = showing(changeModel(newWorkspace.model, first));
      const next = showing(changeModel(newWorkspace.model, second));
      expect(awaitedResult(page)).toBe(null);
      const awaited = awaitedResult({ ...page, workspace: next.workspace });
      const { detection } = next.result.shown;
      const isSame =
        detection.id === page.result.shown.detection.id &&
        JSON.stringify(detection.params) === JSON.stringify(page.result.shown.detection.params);
      expect(awaited).toBe(isSame ? null : resultName(run, detection));
      expect(isSameResult(run, page.workspace.model, next.workspace.model)).toBe(isSame);
    }),
  );
});
