import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { columnValues, readText } from '../../testing/read-text.ts';
import { groupIdentical } from './identical.ts';

const never = new AbortController().signal;
const flow = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', '-'),
  'id.resp_h': fc.constantFrom('192.0.2.1', '192.0.2.2'),
  'id.resp_p': fc.constantFrom('-', 0, 53, 443),
  proto: fc.constantFrom('tcp', 'udp'),
  service: fc.constantFrom('dns', '-'),
  conn_state: fc.constantFrom('SF', 'S0', '-'),
});

it('keeps the first row of each kind and counts the identical ones, for any rows in any order', async () => {
  const logs = fc.array(flow, { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(logs, fc.boolean(), fc.boolean(), async (flows, isBackwards, isOnePort) => {
      const { table } = await readText(connLog(flows));
      const order = Uint32Array.from(flows.keys());
      const rows = isBackwards ? order.toReversed() : order;
      const fields = ['id.orig_h', 'id.resp_h', 'proto', 'conn_state', isOnePort ? 'id.resp_p' : 'service'];
      const columns = fields.map((field) => columnValues(table, field));
      const first = new Map<string, number>();
      const counts = new Map<number, number>();
      for (const row of rows) {
        const key = JSON.stringify(columns.map((column) => column[row]));
        const stands = first.get(key) ?? row;
        first.set(key, stands);
        counts.set(stands, (counts.get(stands) ?? 0) + 1);
      }
      const grouped = await groupIdentical(table, rows, isOnePort, never);
      expect([...grouped.rows]).toEqual([...first.values()]);
      for (const row of rows) expect(grouped.counts[row]).toBe(counts.get(row) ?? 0);
    }),
    { numRuns: 60 },
  );
});

it('treats missing fields as equal', async () => {
  const { table } = await readText(connLog([{}, {}, { 'id.resp_p': 80 }], { fields: fieldsWithoutState }));
  const { rows, counts } = await groupIdentical(table, Uint32Array.of(2, 1, 0), true, never);
  expect([...rows]).toEqual([2, 1]);
  expect([...counts]).toEqual([0, 2, 1]);
});

const fieldsWithoutState = [
  'ts',
  'id.orig_h',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];
