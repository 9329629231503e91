import { expect, it } from 'vitest';
import { readLogs } from '../read-logs.ts';
import { GROUP_ROWS } from './groups.ts';
import { numberAt } from './number-column.ts';
import type { Table } from './table.ts';

const names = 'ts\tduration\torig_bytes\tid.resp_p\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\tservice';

it('a peek has whole groups from everywhere and the rows of the last', async () => {
  const rows = 5 * GROUP_ROWS + 1234;
  const lines = Array.from({ length: rows }, (_, i) => `${i}\t1\t2\t80\t3\t4\t5\t6\ts${i % 300}\n`);
  const blob = new Blob([`#separator \\x09\n#path\tconn\n#fields\t${names}\n${lines.join('')}`]);
  const peeks: { table: Table; flows: number; ts: number[] }[] = [];
  await readLogs(
    [{ path: 'conn.log', blob }],
    { signal: new AbortController().signal, report: () => {} },
    {
      onBlock: async (peek) => {
        const { table, flows } = peek(3);
        const ts = table.columns.get('ts');
        if (ts?.kind !== 'number') throw new Error('no ts');
        peeks.push({ table, flows, ts: Array.from({ length: table.rows }, (_, row) => numberAt(ts, row)) });
      },
    },
  );
  expect(peeks.length).toBeGreaterThan(3);
  for (const { table, flows, ts } of peeks) {
    const groups = Math.ceil(flows / GROUP_ROWS);
    expect(table.rows).toBe(Math.min(2, groups - 1) * GROUP_ROWS + flows - (groups - 1) * GROUP_ROWS);
    expect(ts[0] % GROUP_ROWS).toBe(0);
    expect(ts.at(-1)).toBe(flows - 1);
    expect(new Set(ts).size).toBe(table.rows);
  }
});
