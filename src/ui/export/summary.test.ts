import { expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { createSession } from '../../worker/session.ts';
import { answer } from '../workspace/answer.ts';
import { usualPreferences } from '../workspace/preferences.ts';
import { newWorkspace } from '../workspace/workspace.ts';
import { summarise } from './summary.ts';

it('the summary has files, counts, settings and the model', async () => {
  const engine = createSession();
  const { signal } = new AbortController();
  const blob = new Blob([ordinaryLog(400)]);
  const run = await engine.open(
    { kind: 'files', files: [{ path: 'conn.log', blob }] },
    () => {},
    () => {},
    signal,
  );
  const workspace = { ...newWorkspace, model: { ...newWorkspace.model, contamination: 0.05 } };
  const shown = await answer(engine, run, workspace, null, () => {}, signal);
  const summary = JSON.parse(summarise({ run, shown, waiting: [] }, usualPreferences, '1.2.3'));
  expect(summary).toMatchObject({
    oddflow: '1.2.3',
    files: [{ path: 'conn.log', flows: 400, skipped: 0, problem: null }],
    flows: 400,
    anomalies: 20,
    contamination: 0.05,
    threshold: shown.threshold,
    thresholdMoved: false,
    detector: { id: 'pyod-pca', label: 'PCA (PyOD-compatible)', notes: [{ code: 'constant-feature' }] },
  });
  expect(summary.features.length).toBe(7);
});
