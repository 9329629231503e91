import { expect, it } from 'vitest';
import { ReportedSubjects } from './reported-subjects.ts';

const HOUR = 3600 * 1000;

it('reports a subject again only a day after it was found last', () => {
  const reported = new ReportedSubjects();
  expect(reported.isNew('scan', 0)).toBe(true);
  expect(reported.isNew('scan', HOUR)).toBe(false);
  reported.goesOn('scan', 20 * HOUR);
  expect(reported.isNew('scan', 43 * HOUR)).toBe(false);
  expect(reported.isNew('scan', 68 * HOUR)).toBe(true);
});

it('remembers what was saved, and forgets what is old', () => {
  const reported = new ReportedSubjects([
    ['old', 0],
    ['scan', 30 * HOUR],
  ]);
  reported.forgetOld(31 * HOUR);
  expect(reported.list()).toEqual([['scan', 30 * HOUR]]);
  reported.goesOn('beacon', 31 * HOUR);
  expect(reported.list().length).toBe(1);
});
