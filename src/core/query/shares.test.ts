import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { columnValues, readText } from '../../testing/read-text.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { NumberColumn } from '../table/number-column.ts';
import { sharesOf } from './shares.ts';

/** Numbers of every width and unset, so groups are stored as 16-bit or 32-bit integers or doubles. */
const cell = fc.constantFrom(
  '-',
  '0',
  '1',
  '7',
  '65533',
  '65534',
  '65535',
  '70000',
  '4294967294',
  '5000000000',
  '0.25',
);
const asked = fc.constantFrom(-1, 0, 0.5, 7, 65_533, 65_534, 65_535, 70_000, 4_294_967_295, 1e12, Number.NaN);

it('equals a slow count, for any numbers and any value of unset', async () => {
  const logs = fc.array(cell, { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(logs, fc.array(asked, { minLength: 1, maxLength: 4 }), async (cells, values) => {
      for (const field of ['orig_bytes', 'duration', 'orig_pkts']) {
        const isWhole = field !== 'duration';
        const own = cells.filter((text) => !isWhole || !text.includes('.'));
        if (own.length === 0) continue;
        const { table } = await readText(connLog(own.map((text) => ({ [field]: text }))));
        const column = table.columns.get(field) as NumberColumn;
        const numbers = columnValues(table, field).map((number) => (number === null ? Number.NaN : Number(number)));
        for (const value of values) {
          for (const unset of [0, Number.NaN]) {
            const counted = numbers.map((number) => (Number.isNaN(number) ? unset : number));
            expect(sharesOf(column, table.rows, value, unset)).toEqual({
              below: counted.filter((number) => number < value).length / table.rows,
              above: counted.filter((number) => number > value).length / table.rows,
            });
          }
        }
      }
    }),
  );
});

it('adds up the groups of a column, whatever type each has', () => {
  const narrow = new Float64Array(GROUP_ROWS).fill(3);
  const column: NumberColumn = { kind: 'number', groups: [narrow, Uint32Array.of(1, 3, 9)] };
  expect(sharesOf(column, GROUP_ROWS + 3, 3, Number.NaN)).toEqual({
    below: 1 / (GROUP_ROWS + 3),
    above: 1 / (GROUP_ROWS + 3),
  });
});
