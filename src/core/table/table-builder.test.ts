import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLogs, readTable } from '../read-logs.ts';
import { createCellKernel } from './cell-kernel.ts';
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

it('has the same numbers when labels stay in the files, whatever the headers say', async () => {
  const control = { signal: new AbortController().signal, report: () => {} };
  const type = fc.constantFrom('count', 'string', 'double', 'addr');
  const cell = fc.constantFrom('-', '7', '1.5', 'x', '4294967295');
  const log = fc.record({ types: fc.tuple(type, type), cells: fc.array(fc.tuple(cell, cell), { minLength: 1 }) });
  const textOf = ({ types, cells }: { types: readonly string[]; cells: readonly (readonly string[])[] }) =>
    [
      '#separator \\x09\n#path\tconn',
      `#fields\t${names}\tone\ttwo`,
      `#types\ttime\tinterval\tcount\tport\tcount\tcount\tcount\tcount\tstring\t${types.join('\t')}`,
      ...cells.map((own) => ['1700000000.5\t1\t2\t80\t3\t4\t5\t6\ts', ...own].join('\t')),
      '',
    ].join('\n');
  const numbersOf = async (texts: readonly string[], leavesLabels: boolean) => {
    const files = texts.map((text, at) => ({ path: `${at}.log`, blob: new Blob([text]) }));
    const { table } = await readTable(files, control, { leavesLabels }, { kernel: createCellKernel(), inflate: null });
    const columns = [...table.columns].flatMap(([name, column]) =>
      column.kind === 'number' ? [{ name, column }] : [],
    );
    const labels = [...table.columns.values()].filter(({ kind }) => kind === 'category').length;
    const values = columns.map(({ name, column }) => [
      name,
      Array.from({ length: table.rows }, (_, row) => numberAt(column, row)),
    ]);
    return { values, labels };
  };
  await fc.assert(
    fc.asyncProperty(fc.array(log, { minLength: 1, maxLength: 3 }), async (logs) => {
      const texts = logs.map(textOf);
      const [left, kept] = [await numbersOf(texts, true), await numbersOf(texts, false)];
      expect(left.values).toEqual(kept.values);
      expect(left.labels).toBeLessThan(kept.labels);
    }),
    { numRuns: 50 },
  );
});
