import { expect, it } from 'vitest';
import { longMark } from '../channels/long-marks.ts';
import { badgeSentence } from './badge-words.tsx';

it('marks long connections of 1, 4, 8 and 12 hours', () => {
  expect([3599, 3600, 4 * 3600, 11.9 * 3600, 30 * 3600].map(longMark)).toEqual([null, 1, 4, 8, 12]);
});

it('gives the number of further cases of a badge', () => {
  const badge = {
    kind: 'horizontal',
    sentence: 'A tried 64 hosts on 445/tcp; all flows to 64 failed',
  } as const;
  expect(badgeSentence({ ...badge, more: 0 })).toBe(`${badge.sentence}.`);
  expect(badgeSentence({ ...badge, more: 1 })).toBe(`${badge.sentence}. The same on 1 more port.`);
  expect(badgeSentence({ ...badge, more: 1234 })).toBe(`${badge.sentence}. The same on 1,234 more ports.`);
});
