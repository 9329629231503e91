import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import type { Evaluation, Param } from '../../worker/api.ts';
import { createSession } from '../../worker/session.ts';
import { answer } from '../workspace/answer.ts';
import { withParams } from '../workspace/model.ts';
import { newWorkspace } from '../workspace/workspace.ts';
import { followed } from './evaluate-tab.tsx';
import { queryOf, usualRole } from './label-roles.ts';
import { candidatesOf, type Judged } from './use-evaluations.ts';
import { warningsOf } from './warnings.ts';

describe('labels', () => {
  it.each([
    ['Benign', 'negative'],
    ['', 'negative'],
    ['-', 'negative'],
    ['Background', 'left out'],
    ['flow=Background-UDP-Established', 'left out'],
    ['Malicious', 'positive'],
    ['C&C-HeartBeat', 'positive'],
    ['From-Normal-V42-UDP', 'negative'],
  ])('%s usually counts as %s', (text, role) => {
    expect(usualRole(text)).toBe(role);
  });

  it('make a query', () => {
    const values = ['Malicious', 'Benign', 'Background'].map((text) => ({ text, flows: 1 }));
    expect(queryOf({ field: 'label', values }, usualRole)).toEqual({
      field: 'label',
      positive: ['Malicious'],
      leftOut: ['Background'],
    });
  });
});

describe('warnings', () => {
  const judged = (positives: number, negatives: number, area: number): Judged => ({
    detector: 'pca',
    label: 'PCA',
    evaluation: { positives, negatives, areaUnderRoc: { value: area, low: 0, high: 1 } } as Evaluation,
  });

  it('are empty for good figures', () => {
    expect(warningsOf([])).toEqual([]);
    expect(warningsOf([judged(5, 95, 0.9)])).toEqual([]);
  });

  it('report inverted scores, majorities, and missing classes', () => {
    expect(warningsOf([judged(5, 95, 0.9), judged(5, 95, 0.49)])).toEqual([
      expect.stringContaining('points the wrong way'),
    ]);
    expect(warningsOf([judged(40, 60, 0.9)])).toEqual([
      expect.stringContaining('40 % of the flows that count are positive'),
    ]);
    expect(warningsOf([judged(0, 60, Number.NaN)])).toEqual([expect.stringContaining('No flow is positive')]);
  });
});

describe('evaluated detectors', () => {
  it('are the result on screen with its settings, and the others with theirs', async () => {
    const engine = createSession();
    const { signal } = new AbortController();
    const files = [{ path: 'conn.log', blob: new Blob([ordinaryLog(300)]) }];
    const run = await engine.open(
      { kind: 'files', files },
      () => {},
      () => {},
      signal,
    );
    for (const choice of run.detectors.filter(({ params }) => params.length > 0)) {
      const [param] = choice.params;
      const value = param.kind === 'choice' ? param.choices.find((one) => one !== param.default) : undefined;
      const changed = param.kind === 'subset' ? param.choices[0] : (value ?? aside(param));
      const params = withParams(newWorkspace.model, choice, { [param.name]: changed });
      const model = { ...newWorkspace.model, detector: choice.id, params, threshold: 0.5 };
      const shown = await answer(engine, run, { ...newWorkspace, model }, null, () => {}, signal);
      const candidates = candidatesOf(run, shown);
      expect(candidates.map(({ id }) => id)).toEqual(run.detectors.map(({ id }) => id));
      const onScreen = candidates.find(({ id }) => id === shown.detection.id);
      expect(onScreen).toMatchObject({ params: shown.detection.params, threshold: 0.5 });
      expect(onScreen?.label).toContain(String(param.name));
      const other = await answer(
        engine,
        run,
        { ...newWorkspace, model: { ...model, detector: 'pca-log', threshold: null } },
        null,
        () => {},
        signal,
      );
      const kept = candidatesOf(run, other).find(({ id }) => id === choice.id);
      expect(kept?.params).toMatchObject({ [param.name]: changed });
      expect(candidatesOf(run, other).every(({ threshold }) => threshold === null)).toBe(true);
    }
  });

  it('follow the detector on screen, and keep the other choices', () => {
    expect(followed(['a'], 'a', 'b')).toEqual(['b']);
    expect(followed(['a', 'c'], 'a', 'b')).toEqual(['a', 'c', 'b']);
    expect(followed(['a', 'b'], 'a', 'b')).toEqual(['a', 'b']);
    expect(followed([], 'a', 'b')).toEqual(['b']);
  });
});

/** A value that a setting allows and that differs from its default. */
function aside(param: Param): number {
  if (!('least' in param)) throw new Error('This setting is no number');
  return param.least === param.default ? param.most : param.least;
}
