import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { columnsOf, fieldsOf, selectRows } from './select.ts';
import type { Condition } from './view.ts';

const to = (port: number): Condition => ({ kind: 'equals', field: 'id.resp_p', text: String(port) });
const from = (host: string): Condition => ({ kind: 'equals', field: 'id.orig_h', text: host });

it('selects rows that meet all of at least one list, within what else must hold', async () => {
  const flows = ['10.0.0.1', '10.0.0.2'].flatMap((host) => [22, 80, 443].map((port) => [host, port] as const));
  const { table } = await readText(connLog(flows.map(([host, port]) => ({ 'id.orig_h': host, 'id.resp_p': port }))));
  const select = async (where: readonly Condition[]) => [
    ...(await selectRows(Uint32Array.from(flows.keys()), where, columnsOf(table), quiet.signal)),
  ];
  const either: Condition = { kind: 'any', of: [[to(22)], [from('10.0.0.2'), to(443)]] };
  expect(await select([either])).toEqual([0, 3, 5]);
  expect(await select([from('10.0.0.2'), either])).toEqual([3, 5]);
  expect(await select([{ kind: 'any', of: [] }])).toEqual([]);
  expect(await select([{ kind: 'any', of: [[]] }])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(fieldsOf([from('x'), either])).toEqual(['id.orig_h', 'id.resp_p', 'id.orig_h', 'id.resp_p']);
});
