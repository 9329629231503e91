import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoSeconds } from './iso-seconds.ts';
import { dayEvidence, isOfUnknownZone, readDate } from './times.ts';

describe('readDate', () => {
  it.each([
    ['2024-04-01T00:00:02.886036Z', '1711929602.886036'],
    ['2024-04-01T02:00:02+0200', '1711929602.000000'],
    ['2024-04-01T02:00:02+02:00', '1711929602.000000'],
    ['2024-03-31T18:30:02-0530', '1711929602.000000'],
    ['2024-04-01 00:00:02.886 UTC', '1711929602.886000'],
    ['2024-04-01 00:00:02,886 GMT', '1711929602.886000'],
    ['20240401T000002Z', '1711929602.000000'],
    ['2024/04/01 00:00:02', '1711929602.000000'],
    ['2024-04-01', '1711929600.000000'],
    ['Apr 1, 2024 @ 00:00:02.886', '1711929602.886000'],
    ['Apr 1, 2024, 12:00:02 AM', '1711929602.000000'],
    ['Mon, 01 Apr 2024 02:00:02 +0200', '1711929602.000000'],
    ['01/Apr/2024:00:00:02 +0000', '1711929602.000000'],
    ['Mon Apr  1 00:00:02 2024', '1711929602.000000'],
    ['Mon Apr  1 00:00:02 UTC 2024', '1711929602.000000'],
    ['2019-01-11T06:33:35.1000000Z', '1547188416.000000'],
    ['1969-12-31T23:59:59.500Z', '-0.500000'],
  ])('%s is %s', (text, seconds) => {
    expect(readDate(text, null)).toBe(seconds);
  });

  it.each([
    '2024-02-30T00:00:00Z',
    '2023-02-29',
    '2024-13-01T00:00:00Z',
    '2024-04-31 00:00:00',
    '2024-04-01T24:00:01Z',
    '2024-04-01T00:60:00Z',
    '2024-04-01T00:00:00+2000',
    '2024-04-01 00:00:00 CEST',
    'Foo 1, 2024 @ 00:00:00.000',
    'Feb 30, 2024 @ 00:00:00.000',
    '13:00:00 AM',
    '4/1/2024 00:00:02',
    '',
    'T',
  ])('%j is not a time', (text) => {
    expect(readDate(text, null)).toBeNull();
  });

  it('reads dates in numbers by the order that is given', () => {
    expect(readDate('03/04/2024 00:00:02', 'day-first')).toBe('1712102402.000000');
    expect(readDate('03/04/2024 00:00:02', 'month-first')).toBe('1709510402.000000');
    expect(readDate('31/04/2024', 'day-first')).toBeNull();
  });

  it.each([
    ['13/4/2024', 'day-first'],
    ['4-13-2024 10:00:00', 'month-first'],
    ['4/3/2024', 'undecided'],
    ['04/03/24 10:00', 'undecided'],
    ['13/13/2024', 'impossible'],
    ['01.04.2024 00:00:02', 'day-first'],
    ['4/1/2024, 12:00:02.886 AM', 'month-first'],
    ['04/01/2024, 12:00:02 AM', 'undecided'],
    ['2024-04-01', null],
    ['1711929602.886036', null],
  ])('%s is %s', (text, evidence) => {
    expect(dayEvidence(text)).toBe(evidence);
  });

  it('knows which dates do not say their zone', () => {
    expect(
      ['2024-04-01 00:00:02', 'Apr 1, 2024 @ 00:00:02.886', '1.4.2024 00:00:02', 'Mon Apr  1 00:00:02 2024'].map(
        isOfUnknownZone,
      ),
    ).toEqual([true, true, true, true]);
    const known = ['2024-04-01 00:00:02Z', '1.4.2024 00:00:02 UTC', 'Mon, 01 Apr 2024 02:00:02 +0200'];
    expect(known.map(isOfUnknownZone)).toEqual([false, false, false]);
  });

  it('reads any ISO time as Date does, and to the digit', () => {
    const years = { min: new Date('0100-01-01T00:00:00Z'), max: new Date('9998-01-01T00:00:00Z'), noInvalidDate: true };
    fc.assert(
      fc.property(
        fc.date(years),
        fc.stringMatching(/^\d{0,9}$/),
        fc.integer({ min: -840, max: 840 }),
        (date, digits, zone) => {
          const local = new Date(date.getTime() + zone * 60_000).toISOString().slice(0, 19);
          if (local.startsWith('-')) return;
          const [sign, size] = [zone < 0 ? '-' : '+', Math.abs(zone)];
          const offset = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
          const text = `${local}${digits === '' || digits === '1000000' ? '' : `.${digits}`}${offset}`;
          const whole = Math.floor(date.getTime() / 1000);
          const found = readDate(text, null);
          const fraction = Number(`0.${digits === '1000000' ? '0' : digits || '0'}`);
          expect(Number(found)).toBeCloseTo(whole + fraction, 3);
          const bytes = new TextEncoder().encode(text);
          const fast = isoSeconds(bytes, 0, bytes.length);
          if (!Number.isNaN(fast)) expect(fast).toBe(Number(found));
        },
      ),
    );
  });

  it('takes the short way for what Zeek writes', () => {
    for (const text of ['2024-04-01T00:00:02.886036Z', '2024-04-01 00:00:02', '2024-04-01T02:00:02+0200']) {
      const bytes = new TextEncoder().encode(text);
      expect(isoSeconds(bytes, 0, bytes.length)).toBe(Number(readDate(text, null)));
    }
    const bytes = new TextEncoder().encode('2024-02-30T00:00:00Z');
    expect(isoSeconds(bytes, 0, bytes.length)).toBeNaN();
  });
});
