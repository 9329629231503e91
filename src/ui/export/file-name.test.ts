import { expect, it } from 'vitest';
import { exportName } from './file-name.ts';

it.each([
  [['conn.log'], 'conn.oddflow.csv'],
  [['logs/conn.00_00.log.gz'], 'conn.00_00.oddflow.csv'],
  [['conn.log.labeled'], 'conn.log.labeled.oddflow.csv'],
  [['a/dns.log', 'a/conn.log', 'b/conn.log', 'c/conn.log'], 'conn-and-2-more.oddflow.csv'],
  [['.log'], 'flows.oddflow.csv'],
])('an export of %j is %s', (paths, name) => {
  const files = paths.map((path) => ({ path, flows: path.includes('dns') ? 0 : 9 }));
  expect(exportName(files, 'csv')).toBe(name);
});
