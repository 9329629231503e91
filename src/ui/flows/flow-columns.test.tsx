// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openPage } from '../../testing/open-page.ts';
import type { Finding } from '../../worker/api.ts';
import { scoreScaleOf } from '../workspace/score-scale-of.ts';
import { flowColumns } from './flow-columns.tsx';
import type { ListedFlow } from './listed-flow.ts';

afterEach(cleanup);

it('names a line after its finding, and keeps the number of its flows when it is expanded', async () => {
  const { ready } = await openPage();
  const { run, shown } = ready().result;
  const several = { name: null, count: 57 };
  const finding = {
    ...{ id: 'scan-1', kind: 'Distributed scan or flood', source: several, evidence: [{ sentence: '' }] },
    ...{ destination: { name: '147.32.83.165', count: 1 }, port: { name: '23/tcp', count: 1 } },
  } as unknown as Finding;
  const findings = new Map([[finding.id, finding]]);
  const row = { rank: 1, identical: 2888, finding: 'scan-1', ofFinding: 2888, suspicions: [] } as unknown as ListedFlow;
  const cellOf = (opened: readonly string[], of: ListedFlow) =>
    flowColumns(run, scoreScaleOf(shown), true, false, { opened, findings, onToggle: () => {} })
      .find(({ id }) => id === 'identical')
      ?.cell(of);
  render(cellOf([], row));
  expect(screen.getByRole('button', { name: /^Show 2,888 flows of Distributed scan or flood, / }).textContent).toBe(
    'Distributed scan or flood ▸ 2,888',
  );
  cleanup();
  render(cellOf(['scan-1'], { ...row, identical: 1 }));
  expect(screen.getByRole('button', { expanded: true }).textContent).toBe('Distributed scan or flood ▾ 1 of 2,888');
});
