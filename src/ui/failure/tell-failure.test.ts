import { expect, it } from 'vitest';
import { tellFailure } from './tell-failure.ts';

it('says whose fault it is and what may help, also where there is room for a line only', () => {
  const bug = { message: 'TypeError: x is undefined', report: 'all of it' };
  expect(tellFailure({ kind: 'bug', bug })).toMatch(
    /^Something broke in the page: .* may help\. \(TypeError: x is undefined\)$/,
  );
  const problem = { code: 'out-of-memory', detail: {} } as const;
  expect(tellFailure({ kind: 'log', problem, causes: [] })).toMatch(/no memory left for this log\. Close other tabs/);
});
