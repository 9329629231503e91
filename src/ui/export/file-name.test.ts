import { expect, it } from 'vitest';
import { exportName } from './file-name.ts';

it.each([
  [['conn.log'], 'conn.combined.oddflow.csv'],
  [['logs/conn.00_00.log.gz'], 'conn.00_00.combined.oddflow.csv'],
  [['conn.log.labeled'], 'conn.log.labeled.combined.oddflow.csv'],
  [['a/dns.log', 'a/conn.log', 'b/conn.log', 'c/conn.log'], 'conn-and-2-more.combined.oddflow.csv'],
  [['.log'], 'flows.combined.oddflow.csv'],
])('an export of %j is %s', (paths, name) => {
  const files = paths.map((path) => ({ path, flows: path.includes('dns') ? 0 : 9 }));
  expect(exportName(files, 'combined', 'oddflow.csv')).toBe(name);
});

it('names the settings of a detector, and nothing that a file cannot be called', () => {
  const files = [{ path: 'conn.log', flows: 9 }];
  expect(exportName(files, 'pyod-pca?components=2', 'oddflow.csv')).toBe('conn.pyod-pca-components-2.oddflow.csv');
  expect(exportName(files, 'baseline:1', 'oddflow.csv')).toBe('conn.baseline-1.oddflow.csv');
});
