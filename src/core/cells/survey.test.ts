import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberReading } from '../schema/number-reading.ts';
import { CellForms, SurveyNeeded } from './cell-forms.ts';
import { isRefused, Survey } from './survey.ts';

interface Column {
  readonly field: string;
  readonly reading: NumberReading;
  readonly cells: readonly string[];
}

const encoder = new TextEncoder();

/** What each cell is read as, after a survey of all columns; null for no number. */
function surveyed(...columns: readonly Column[]): { values: Record<string, (number | null)[]>; ambiguous: string[] } {
  const survey = new Survey();
  for (const { field, reading, cells } of columns) {
    cells.forEach((cell, i) => {
      const bytes = encoder.encode(cell);
      survey.look(field, reading, bytes, 0, bytes.length, i + 1);
    });
  }
  const { forms, ambiguous } = survey.decide();
  const values = columns.map(({ field, reading, cells }) => {
    const reader = new CellForms([field], [reading], forms);
    const read = (cell: string) => {
      const bytes = encoder.encode(cell);
      const value = reader.valueOf(0, bytes, 0, bytes.length);
      return Number.isNaN(value) ? null : value;
    };
    return [field, cells.map(read)] as const;
  });
  return {
    values: Object.fromEntries(values),
    ambiguous: ambiguous.filter(isRefused).map(({ field, text }) => `${field} ${text}`),
  };
}

const duration = (...cells: string[]): Column => ({ field: 'duration', reading: 'interval', cells });
const bytes = (...cells: string[]): Column => ({ field: 'orig_bytes', reading: 'count', cells });
const ts = (...cells: string[]): Column => ({ field: 'ts', reading: 'time', cells });

describe('numbers of a column', () => {
  it('have a decimal comma where some cell can have nothing else', () => {
    expect(surveyed(duration('0,004', '18,631', '1,199')).values.duration).toEqual([0.004, 18.631, 1.199]);
    expect(surveyed(duration('1,5', '1,234')).values.duration).toEqual([1.5, 1.234]);
    expect(surveyed(ts('1711929602,886036', '1711929603')).values.ts).toEqual([1711929602.886036, 1711929603]);
    expect(surveyed(ts('1711929602,886 UTC')).values.ts).toEqual([1711929602.886]);
  });

  it('are grouped where the file shows the mark of groups', () => {
    expect(surveyed(bytes('1.234.567', '3.127', '51')).values.orig_bytes).toEqual([1_234_567, 3127, 51]);
    expect(surveyed(bytes('3.127', '51'), duration('0,004')).values.orig_bytes).toEqual([3127, 51]);
    expect(surveyed(bytes('3,127', '51'), duration('0.004')).values.orig_bytes).toEqual([3127, 51]);
    expect(surveyed(duration('76,967', '0.5')).values.duration).toEqual([76_967, 0.5]);
    for (const blank of [' ', '\u00a0', '\u202f', '\u2009', "'", '\u2019']) {
      expect(surveyed(bytes(`58${blank}720`, '51')).values.orig_bytes).toEqual([58_720, 51]);
    }
  });

  it('are refused where nothing decides', () => {
    expect(surveyed(duration('1,234', '2,500')).ambiguous).toEqual(['duration 1,234']);
    expect(surveyed(duration('1,000'), ts('1711929602.886036')).ambiguous).toEqual(['duration 1,000']);
    expect(surveyed(duration('1.234'), ts('1711929602,886036')).ambiguous).toEqual(['duration 1.234']);
    expect(surveyed(bytes('1,234', '51')).ambiguous).toEqual(['orig_bytes 1,234']);
    expect(surveyed(bytes('1.234', '51')).ambiguous).toEqual(['orig_bytes 1.234']);
  });

  it('are none where the column contradicts them', () => {
    expect(surveyed(bytes('20.480', '4227', '51'))).toEqual({
      values: { orig_bytes: [null, 4227, 51] },
      ambiguous: [],
    });
    expect(surveyed(bytes('20,480', '4227'), duration('0,5')).values.orig_bytes).toEqual([null, 4227]);
    expect(surveyed(duration('0,004', '0.004', '7')).values.duration).toEqual([null, 0.004, 7]);
  });

  it('are counts only when whole, without a sign, and not beyond 2^53', () => {
    const cells = ['1.5', '-1', '+1', '1e3', '9007199254740993', '42.0', '9007199254740991', '0x1f'];
    expect(surveyed(bytes(...cells)).values.orig_bytes).toEqual([
      null,
      null,
      null,
      null,
      null,
      42,
      9007199254740991,
      null,
    ]);
  });

  it('are units of an epoch, whatever the mark of fractions', () => {
    expect(surveyed(ts('1711929602886', '1711929602886036', '1711929602886036123', '1711929602.5')).values.ts).toEqual([
      1711929602.886,
      1711929602.886036,
      Number('1711929602.886036123'),
      1711929602.5,
    ]);
  });

  /** Any column of numbers, written in any one way: what is read is right, or the file is refused. */
  it('are never read wrong', () => {
    const whole = fc.oneof(fc.nat(20), fc.nat(5000), fc.nat(50_000_000), fc.integer({ min: 0, max: 2 ** 45 }));
    const marks = fc.constantFrom(
      ['.', ''],
      [',', ''],
      ['.', ','],
      [',', '.'],
      ['.', ' '],
      [',', '\u00a0'],
      ['.', "'"],
    );
    const grouped = (digits: string, group: string) => digits.replace(/\B(?=(\d{3})+$)/g, group);
    fc.assert(
      fc.property(
        marks,
        fc.array(fc.tuple(whole, fc.nat(999_999)), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(0, 1, 3, 6),
        ([decimal, group], numbers, places) => {
          const fraction = (value: number) => String(value).padStart(6, '0').slice(0, places);
          const durations = numbers.map(([a, b]) => [a, fraction(b)] as const);
          const { values, ambiguous } = surveyed(
            duration(...durations.map(([a, f]) => `${grouped(String(a), group)}${f === '' ? '' : decimal + f}`)),
            bytes(...numbers.map(([a]) => grouped(String(a), group))),
          );
          if (ambiguous.length > 0) return;
          durations.forEach(([a, f], i) => {
            const value = values.duration[i];
            if (value !== null) expect(value).toBe(Number(`${a}.${f || '0'}`));
          });
          numbers.forEach(([a], i) => {
            const value = values.orig_bytes[i];
            if (value !== null) expect(value).toBe(a);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('dates of a column', () => {
  it('are read by the order that one of them shows', () => {
    expect(surveyed(ts('03/04/2024 00:00:02', '13/04/2024 00:00:02')).values.ts).toEqual([1712102402, 1712966402]);
    expect(surveyed(ts('03/04/2024 00:00:02', '03/14/2024 00:00:02')).values.ts[0]).toBe(1709510402);
  });

  it('are refused where none or both do', () => {
    expect(surveyed(ts('03/04/2024 00:00:02')).ambiguous).toEqual(['ts 03/04/2024 00:00:02']);
    expect(surveyed(ts('13/04/2024 00:00:02', '04/13/2024 00:00:02')).ambiguous).toHaveLength(1);
  });
});

describe('a file that was not surveyed', () => {
  const read = (reading: NumberReading, cell: string) => {
    const forms = new CellForms(['f'], [reading]);
    const text = encoder.encode(cell);
    return forms.valueOf(0, text, 0, text.length);
  };

  it.each([
    ['interval', '0,004'],
    ['interval', '1,5ms'],
    ['count', '1,234'],
    ['count', '1.234'],
    ['count', '58 720'],
    ['time', '1711929602,886036'],
    ['time', '4/1/2024 00:00:02'],
  ] as const)('needs a survey at a cell of %s such as %s', (reading, cell) => {
    expect(() => read(reading, cell)).toThrow(SurveyNeeded);
  });

  it.each([
    ['interval', '4.266ms', 0.004266],
    ['interval', '1.234', 1.234],
    ['count', '42.0', 42],
    ['count', 'x', Number.NaN],
    ['count', '1.5', Number.NaN],
    ['time', '2024-04-01T00:00:02Z', 1711929602],
    ['time', '1711929602.5 UTC', 1711929602.5],
    ['time', 'Apr 1, 2024 @ 00:00:02.000', 1711929602],
  ] as const)('reads a cell of %s such as %s', (reading, cell, value) => {
    expect(read(reading, cell)).toBe(value);
  });
});
