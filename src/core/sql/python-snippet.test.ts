import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fittedModel, largestDifference } from '../../testing/engines/run-script.ts';
import { sharedGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import type { Baseline } from '../baseline/baseline.ts';
import { fitBaseline } from '../baseline/fit-baseline.ts';
import { flowsOfTable } from '../baseline/flow-stream.ts';
import { scoreBaseline } from '../baseline/score-baseline.ts';
import { writeBaseline } from '../baseline/write-baseline.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { pythonSnippet } from './python-snippet.ts';

const fixture = (name: string) => readFileSync(new URL(`../../testing/fixtures/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'oddflow-python-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first Python that has numpy. */
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import numpy']).status === 0,
);

/** The numbers that the program prints. */
function run(command: string, baseline: Baseline, log: Uint8Array): number[] {
  writeFileSync(join(folder, 'scores.py'), pythonSnippet);
  writeFileSync(join(folder, 'model.json'), writeBaseline(baseline, '1.0'));
  writeFileSync(join(folder, 'conn.log'), log);
  const { status, stdout, stderr } = spawnSync(command, ['scores.py', 'model.json', 'conn.log'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n').map(Number);
}

describe.skipIf(python === undefined)(
  `Python${python === undefined ? ' (skipped: no python3 with numpy)' : ''}`,
  () => {
    it.each(pcaFamily.map(({ detector }) => detector.id))(
      'gives another log the scores of a baseline by %s',
      async (id) => {
        const { table } = await readText(fixture('baseline/ordinary.log'));
        const other = fixture('baseline/other.log');
        const { table: otherTable } = await readText(other);
        const { baseline } = await fittedModel(id, table);
        const { scores } = await scoreBaseline(baseline, 'x', otherTable, quiet);
        expect(largestDifference(run(python ?? '', baseline, other), scores, 1e-6)).toBeLessThan(1e-12);
      },
    );

    it.each([
      ['pyod-pca', { components: 3 }],
      ['t2', { components: 2 }],
      ['spe', { components: 7 }],
      ['spe', { variance: 0.7, features: 'duration,orig_bytes,id.resp_p' }],
    ])('follows the settings of %s: %j', async (id, params) => {
      const log = fixture('unset-anywhere.log');
      const { table } = await readText(log);
      const member = pcaFamily.find(({ detector }) => detector.id === id) ?? pcaFamily[0];
      const origin = { files: ['a.log'], fileCount: 1, chosenBy: [], made: 0 };
      const baseline = await fitBaseline(member, params, flowsOfTable(table, null), origin, quiet);
      const { scores } = await scoreBaseline(baseline, 'x', table, quiet);
      expect(largestDifference(run(python ?? '', baseline, log), scores, 1e-6)).toBeLessThan(1e-12);
    });

    it.each(
      sharedGoldens()
        .filter(({ log }) => log[0] !== 0x7b)
        .map((golden) => [golden.name, golden] as const),
    )(`gives the flows of %s PyOD’s scores${skippedWithoutShared}`, async (_, golden) => {
      const { table } = await readText(golden.log);
      const { baseline } = await fittedModel(golden.hasIpProto ? 'pyod-pca-volume-ip-proto' : 'pyod-pca', table);
      const found = run(python ?? '', baseline, golden.log);
      expect(largestDifference(found, golden.scores)).toBeLessThan(1e-9);
      expect(largestDifference(found, (await scoreBaseline(baseline, 'x', table, quiet)).scores)).toBeLessThan(1e-12);
    });
  },
);
