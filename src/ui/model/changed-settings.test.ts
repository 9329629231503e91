import { expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import type { BaselineSummary, Run } from '../../worker/api.ts';
import { resultName } from './changed-settings.ts';

const run = {
  detectors: [
    ...detectors.map(({ id, label, short, params }) => ({
      id,
      label,
      short,
      params,
      hasBaselines: false,
      hasScripts: false,
    })),
    { id: 'baseline:1', label: 'Baseline', short: 'Baseline', params: [], hasBaselines: false, hasScripts: false },
  ],
} satisfies Pick<Run, 'detectors'>;

it('a result is called by each setting that differs from its default, and by no other', () => {
  for (const { id, label, params } of detectors) {
    const usual = Object.fromEntries(params.map((param) => [param.name, param.default]));
    expect(resultName(run, { id, label, params: usual })).toBe(label);
    for (const param of params) {
      const value = 'choices' in param ? param.choices.findLast((one) => one !== param.default) : param.most;
      const changed = {
        ...usual,
        [param.name]: value === param.default && 'least' in param ? param.least : (value ?? ''),
      };
      const name = resultName(run, { id, label, params: changed });
      expect(name.startsWith(`${label}, ${param.name} `)).toBe(true);
      for (const other of params) if (other !== param) expect(name).not.toContain(`, ${other.name} `);
      const baseline = { detector: { id, label } } as BaselineSummary;
      expect(resultName(run, { id: 'baseline:1', label: 'Baseline', params: changed, baseline })).toBe(
        name.replace(label, 'Baseline'),
      );
    }
  }
});
