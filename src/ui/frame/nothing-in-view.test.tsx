// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result } from '../workspace/state.ts';
import { NothingInView } from './nothing-in-view.tsx';

afterEach(cleanup);

it('lists the active filters, the one that removes most flows first, and switches them off', () => {
  const selection: readonly Clause[] = [
    clauseOf('click', equals('service', 'dns'), 'dns'),
    clauseOf('noise', { op: 'preset', id: 'ntp' }, 'NTP'),
    clauseOf('click', equals('proto', 'tcp'), 'tcp'),
    { ...clauseOf('click', equals('proto', 'udp'), 'udp'), isOn: false },
  ];
  const select = vi.fn();
  const controller = { select, state: () => ({ workspace: { selection } }) } as unknown as Controller;
  const result = {
    run: { flows: 100, larger: null },
    shown: { workspace: { selection }, byClause: [30, 5, 60, 40] },
  } as unknown as Result;
  render(<NothingInView controller={controller} result={result} />);
  expect(screen.getByText('No flow matches all 3 filters.')).toBeTruthy();
  const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(names).toEqual([
    'Turn off dns, which removes 70 flows',
    'Turn off tcp, which removes 40 flows',
    'Turn off NTP, which removes 5 flows',
  ]);
  fireEvent.click(screen.getByRole('button', { name: /NTP/ }));
  const [clauses, label] = select.mock.calls[0] as [readonly Clause[], string];
  expect(clauses.map(({ isOn }) => isOn)).toEqual([true, false, true, false]);
  expect(label).toBe('Turn off NTP');
});
