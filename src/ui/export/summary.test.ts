import { expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
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
  const selection = [
    clauseOf('box', { op: 'range', field: 'orig_bytes', from: 500, to: Infinity }, 'sent:>=500'),
    clauseOf('suppress', { op: 'range', field: 'duration', from: 0, to: 0.5 }, 'duration', { reason: 'ours' }),
    clauseOf('box', { op: 'not', of: { op: 'text', text: '10.0.0.1' } }, '-"10.0.0.1"'),
  ];
  const workspace = {
    ...{ ...newWorkspace, selection },
    model: { ...newWorkspace.model, contamination: 0.05 },
  };
  const shown = await answer(engine, run, workspace, null, () => {}, signal);
  const summary = JSON.parse(summarise({ run, shown, waiting: [] }, usualPreferences, 7, '1.2.3'));
  expect(summary).toMatchObject({
    oddflow: '1.2.3',
    files: [{ path: 'conn.log', flows: 400, skipped: 0, problem: null }],
    flows: 400,
    anomalies: 20,
    contamination: 0.05,
    threshold: shown.threshold,
    thresholdMoved: false,
    findingCount: 7,
    view: {
      flows: shown.selected.flows,
      anomalies: shown.selected.anomalies,
      suppressed: shown.suppressed,
      filter: 'sent:>=500',
      suppressions: ['duration:0..500ms # ours'],
      filtersLeftOut: 1,
    },
    detector: { id: 'pyod-pca', label: 'PCA (PyOD-compatible)', notes: [{ code: 'constant-feature' }] },
  });
  expect(summary.view.flows).toBeLessThan(400);
  expect(JSON.stringify(summary)).not.toContain('10.0.0.1');
  expect(summary.features.length).toBe(7);
});
