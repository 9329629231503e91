// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { isOneDay, shortTime } from './short-time.ts';
import { setZone, useZone, zoneName, zoneOffset, zoneWord } from './zone.ts';

afterEach(() => {
  setZone('utc');
  cleanup();
});

it('a change of the zone renders every component that shows a time', () => {
  const { result } = renderHook(useZone);
  expect(result.current).toBe('utc');
  act(() => setZone('local'));
  expect(result.current).toBe('local');
});

it('UTC has no offset, and the local zone has the offset of the browser at the moment', () => {
  const winter = Date.UTC(2026, 0, 1) / 1000;
  expect([zoneName(), zoneWord(), zoneOffset(winter)]).toEqual(['UTC', 'UTC', 0]);
  setZone('local');
  expect(zoneWord()).toBe('local time');
  expect(zoneName()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(zoneOffset(winter) + 0).toBe(-60 * new Date(winter * 1000).getTimezoneOffset() + 0);
  expect(zoneOffset(Number.NaN)).toBe(0);
});

it('a time of a log of one day has no date', () => {
  const start = Date.UTC(2026, 2, 4, 10, 20, 30) / 1000;
  const day = [start, start + 3600] as const;
  const days = [start, start + 86_400] as const;
  expect([isOneDay(day), isOneDay(days), isOneDay(null)]).toEqual([true, false, false]);
  expect([shortTime(start, day), shortTime(start, day, 5)]).toEqual(['10:20:30', '10:20']);
  expect([shortTime(start, days), shortTime(start, null, 5)]).toEqual(['2026-03-04 10:20:30', '2026-03-04 10:20']);
});
