import { expect, it } from 'vitest';
import { failedTests } from './failed-tests.ts';

it('names the failed tests of a vitest report, and files that could not be loaded', () => {
  const passed = { fullName: 'adds up', status: 'passed' };
  const testResults = [
    { name: 'a.test.ts', status: 'failed', assertionResults: [passed, { fullName: 'group sorts', status: 'failed' }] },
    { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    { name: 'c.test.ts', status: 'passed', assertionResults: [passed] },
  ];
  expect(failedTests({ testResults })).toEqual(['a.test.ts › group sorts', 'b.test.ts']);
});

it('names the failed tests of a Playwright report, in groups too', () => {
  const suites = [
    {
      specs: [{ title: 'opens', file: 'open.spec.ts', ok: true }],
      suites: [{ specs: [{ title: 'closes', file: 'open.spec.ts', ok: false }] }],
    },
  ];
  expect(failedTests({ suites })).toEqual(['open.spec.ts › closes']);
});

it('finds nothing in a report that was not written', () => {
  expect(failedTests({})).toEqual([]);
});
