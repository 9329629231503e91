import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { toCsv, toJson } from '../../testing/forms.ts';
import { columnValues, readText } from '../../testing/read-text.ts';
import { DayRange } from './day-numbers.ts';

/** Milliseconds of a log of at most a year, of the years 2001 to 2056. */
const times = fc
  .tuple(
    fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2056, 0, 1) }),
    fc.array(fc.nat(365 * 86_400_000), { minLength: 1, maxLength: 5 }),
  )
  .map(([first, later]) => later.map((after) => first + after));

/** As a spreadsheet counts: 1 is January 1, 1900, and February 29, 1900 is counted too. */
const daysOf = (ms: number) => (ms / 86_400_000 + 25_569).toFixed(10);

const forms: Record<string, (log: string) => string> = {
  TSV: (log) => log,
  CSV: (log) => toCsv(log, ';'),
  JSON: (log) => toJson(log).join('\n'),
};

const decoder = new TextDecoder();
const logOf = (cells: readonly string[]) => decoder.decode(connLog(cells.map((ts) => ({ ts }))));

describe('days of a spreadsheet', () => {
  it('are read as the times they were made of, and the report says so', async () => {
    const mark = fc.constantFrom('.', ',');
    await fc.assert(
      fc.asyncProperty(times, mark, fc.constantFrom(...Object.keys(forms)), async (list, point, form) => {
        const cells = list.map((ms) => daysOf(ms).replace('.', form === 'JSON' ? '.' : point));
        const { table, files } = await readText(forms[form](logOf(cells)));
        columnValues(table, 'ts').forEach((seconds, i) => {
          expect(Math.abs(Number(seconds) - list[i] / 1000)).toBeLessThan(0.001);
        });
        expect(files[0].notes).toContainEqual({
          code: 'understood',
          detail: expect.objectContaining({
            field: 'ts',
            kind: 'days',
            text: form === 'JSON' ? String(Number(cells[0])) : cells[0],
          }),
        });
      }),
      { numRuns: 40 },
    );
  });

  it('are seconds where the log holds others too', async () => {
    const others = fc.oneof(fc.integer({ min: 0, max: 36_000 }), fc.integer({ min: 58_001, max: 90_000 }));
    await fc.assert(
      fc.asyncProperty(times, others, fc.constantFrom(...Object.keys(forms)), async (list, other, form) => {
        const cells = [...list.map(daysOf), `${other}.5`];
        const { table } = await readText(forms[form](logOf(cells)));
        expect(columnValues(table, 'ts')).toEqual(cells.map(Number));
      }),
      { numRuns: 40 },
    );
  });

  it('are seconds where they would be of more than a year', async () => {
    const { table } = await readText(connLog([{ ts: '40000.5' }, { ts: '40401.5' }]));
    expect(columnValues(table, 'ts')).toEqual([40_000.5, 40_401.5]);
  });
});

it('no time at all is no day', () => {
  expect(new DayRange().isOfDays).toBe(false);
});

describe('times of years that no log can be of', () => {
  const years = async (ts: string) =>
    (await readText(connLog([{ ts }]))).files[0].notes.map(({ detail }) => detail.year);

  it('are noted: counted from 1601, or by another program from 1904', async () => {
    expect(await years('133565040000000000')).toEqual([1974, undefined]);
    expect(await years('638475264000000000')).toEqual([1990, undefined]);
    expect(await years('13356504000000000')).toEqual([2393, undefined]);
    expect(await years('-5')).toEqual([1969]);
    expect(await years('99999999999999999999999')).toEqual([undefined, undefined]);
    expect(await years('2205-01-01T00:00:00Z')).toEqual([2205]);
  });

  it('are not where they are of Zeek’s time, or begin at 0', async () => {
    expect(await years('1711929602.886036')).toEqual([]);
    expect(await years('0.000000')).toEqual([]);
    expect(await years('86400.5')).toEqual([]);
  });
});
