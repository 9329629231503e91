import { expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import type { State } from '../workspace/state.ts';
import { titleOf } from './use-document-title.ts';

it('the title has file and selection, without addresses', () => {
  expect(titleOf({ phase: 'empty' } as State)).toBe('Oddflow');
  const source = clauseOf('click', equals('id.orig_h', '10.0.0.5'), 'src 10.0.0.5');
  const ready = (selection: readonly unknown[], path = 'conn.log') =>
    ({
      phase: 'ready',
      result: {
        run: { flows: 20_000, files: [{ path, flows: 20_000 }] },
        shown: { workspace: { selection }, selected: { flows: 1200 } },
      },
    }) as unknown as State;
  expect(titleOf(ready([]))).toBe('conn.log: 20,000 flows · Oddflow');
  expect(titleOf(ready([{ ...source, isOn: false }]))).toBe('conn.log: 20,000 flows · Oddflow');
  expect(titleOf(ready([source]))).toBe('conn.log: 1,200 of 20,000 flows, 1 filter · Oddflow');
  expect(titleOf(ready([], 'log\u202egnp\u200b.log'))).toBe('log‹U+202E›gnp‹U+200B›.log: 20,000 flows · Oddflow');
  expect(titleOf(ready([], 'x'.repeat(1e6))).length).toBeLessThan(200);
});
