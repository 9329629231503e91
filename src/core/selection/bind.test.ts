import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { quantile } from '../math/quantile.ts';
import { readLogs } from '../read-logs.ts';
import { type BindContext, bind } from './bind.ts';
import { select } from './compile.ts';
import { numbersFrom, sumOf } from './computed-numbers.ts';
import { fileColumn } from './file-column.ts';
import { equals, type Predicate } from './predicate.ts';
import { rowTest } from './row-test.ts';
import { selectableOf } from './selectable.ts';

const fields = ['id.orig_h', 'id.resp_h', 'detailed-label', 'orig_bytes'];
const context: BindContext = {
  hasField: (field) => fields.includes(field),
  quantileOf: (field, percent) => (field === 'duration' ? null : quantile(101, (i) => i, percent / 100)),
  labelField: 'detailed-label',
  files: ['day/conn.log', 'night/conn.log', 'dns.log'],
  findingOf: (id) => (id === 'F1' ? equals('id.orig_h', '10.0.0.1') : null),
};

describe('bind', () => {
  const names: readonly (readonly [string, Predicate, Predicate])[] = [
    [
      'host becomes either end',
      equals('host', '10.0.0.1'),
      { op: 'any', of: [equals('id.orig_h', '10.0.0.1'), equals('id.resp_h', '10.0.0.1')] },
    ],
    [
      'host in a block becomes either end',
      { op: 'not', of: { op: 'cidr', field: 'host', prefix: '10.0.0.0/8' } },
      {
        op: 'not',
        of: {
          op: 'any',
          of: [
            { op: 'cidr', field: 'id.orig_h', prefix: '10.0.0.0/8' },
            { op: 'cidr', field: 'id.resp_h', prefix: '10.0.0.0/8' },
          ],
        },
      },
    ],
    ['label becomes the log’s field', equals('label', 'C&C'), equals('detailed-label', 'C&C')],
    ['a finding becomes its flows', equals('finding', 'F1'), { op: 'any', of: [equals('id.orig_h', '10.0.0.1')] }],
    [
      'a file’s name becomes its paths',
      { op: 'in', field: 'file', values: ['conn.log', 'dns.log', 'no.log'] },
      { op: 'in', field: 'file', values: ['day/conn.log', 'night/conn.log', 'dns.log', 'no.log'] },
    ],
    [
      'a percentile becomes a number',
      { op: 'range', field: 'orig_bytes', from: 'p99', to: Infinity, isFromOpen: true },
      { op: 'range', field: 'orig_bytes', from: 99, to: Infinity, isFromOpen: true },
    ],
  ];
  it.each(names)('%s', async (_, predicate, expected) => {
    expect(await bind(predicate, context)).toEqual(expected);
  });

  it('turns the percentile of a field without values into an empty range', async () => {
    const bound = await bind({ op: 'range', field: 'duration', from: 'p50', to: Infinity }, context);
    expect(bound).toMatchObject({ from: Number.NaN });
    const { table } = await readText(connLog('1'));
    expect((await select(selectableOf(table), [bound], quiet.signal)).count()).toBe(0);
  });

  it('prefers a column of the log to a name of Oddflow', async () => {
    const own: BindContext = { ...context, hasField: () => true };
    for (const field of ['host', 'label', 'finding', 'file']) {
      expect(await bind(equals(field, 'x'), own)).toEqual(equals(field, 'x'));
    }
  });

  it('refuses an unknown finding', async () => {
    await expect(bind(equals('finding', 'x'), context)).rejects.toMatchObject({
      code: 'unknown-finding',
      detail: { id: 'x' },
    });
  });
});

describe('computed columns', () => {
  it('are tested as columns of the log are', async () => {
    const cells = [
      { orig_bytes: 1, resp_bytes: '-' },
      { orig_bytes: '-', resp_bytes: '-' },
      { orig_bytes: 3, resp_bytes: 5_000_000_000 },
      { orig_bytes: '-', resp_bytes: 0 },
    ];
    const blob = (rows: typeof cells) => new Blob([connLog(rows) as BlobPart]);
    const dropped = [
      { path: 'a/conn.log', blob: blob(cells) },
      { path: 'b.log', blob: blob(cells.slice(0, 2)) },
    ];
    const { table } = await readLogs(dropped, quiet);
    const number = (field: string) => {
      const column = table.columns.get(field);
      return column?.kind === 'number' ? column : undefined;
    };
    const ours = new Map<
      string,
      ReturnType<typeof selectableOf>['columnOf'] extends (f: string) => infer C ? C : never
    >([
      ['bytes', sumOf(number('orig_bytes'), number('resp_bytes'))],
      ['packets', sumOf(number('no'), undefined)],
      ['score', numbersFrom(Float64Array.of(0.5, 0, 9, 1, 2, 3))],
      ['rank', numbersFrom(Uint32Array.of(4, 5, 0, 3, 2, 1), 1)],
      ['file', fileColumn(table, ['a/conn.log', 'b.log'])],
    ]);
    const selectable = { ...selectableOf(table), columnOf: (field: string) => ours.get(field) };
    const expected: readonly (readonly [Predicate, number[]])[] = [
      [{ op: 'range', field: 'bytes', from: 0, to: 1 }, [0, 3, 4]],
      [equals('bytes', '5000000003'), [2]],
      [equals('bytes', ''), [1, 5]],
      [equals('packets', ''), [0, 1, 2, 3, 4, 5]],
      [{ op: 'range', field: 'score', from: 1, to: 9, isFromOpen: true, isToOpen: true }, [4, 5]],
      [{ op: 'range', field: 'rank', from: 1, to: 2 }, [2, 5]],
      [equals('file', 'b.log'), [4, 5]],
      [equals('file', 'a/conn.log'), [0, 1, 2, 3]],
    ];
    for (const [predicate, rows] of expected) {
      const found = await select(selectable, [predicate], quiet.signal);
      const all = Array.from({ length: table.rows }, (_, row) => row);
      expect(all.filter((row) => found.has(row))).toEqual(rows);
      expect(all.filter(rowTest(selectable, [predicate]))).toEqual(rows);
    }
  });
});
