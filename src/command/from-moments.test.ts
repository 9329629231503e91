import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBaseline } from '../core/baseline/read-baseline.ts';
import { pcaFamily } from '../core/detect/pca-family.ts';
import { fitSteps } from '../core/moments/fit-script.ts';
import { duckdb } from '../core/sql/duckdb.ts';
import { ordinaryLog } from '../testing/detector-contract.ts';
import { startDuckDb } from '../testing/engines/duckdb.ts';
import { lastOf } from '../testing/engines/engine.ts';
import { runCommand } from '../testing/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'oddflow-moments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pathOf = (name: string) => join(folder, name);

/** Statements of a script: no comment or literal of it has a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  return script
    .replaceAll(/^--.*\n/gm, '')
    .split(/;\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

describe('a fit in a database at a prompt', () => {
  it('goes from the first script to a model that scores as the detector does', async () => {
    const log = pathOf('conn.log');
    writeFileSync(
      log,
      ordinaryLog(500, (cells, row) => cells.with(3, String(row % 3 === 0 ? 80 : 443))),
    );
    const engine = await startDuckDb();
    const run = async (args: readonly string[], name: string) => {
      const { code, stdout } = await runCommand(args);
      expect(code).toBe(0);
      const [line] = await lastOf(engine, statementsOf(stdout.replaceAll("'conn.log'", `'${log}'`)));
      writeFileSync(pathOf(name), `${line.moments}\n`);
      return pathOf(name);
    };
    const first = await run(['--fit-sql', 'duckdb', '--detector', 'pca-log'], 'first.json');
    const half = await runCommand(['--from-moments', first]);
    expect(half).toMatchObject({ code: 1, stdout: '' });
    expect(half.stderr).toContain('--from-moments first.json --fit-sql duckdb');
    expect((await runCommand(['--from-moments', first, '--detector', 't2'])).code).toBe(0);

    const second = await run(['--fit-sql', 'duckdb', '--from-moments', first], 'second.json');
    await engine.close();
    const model = await runCommand(['--from-moments', second]);
    expect(readBaseline(model.stdout, 'model.json')).toMatchObject({ detector: 'pca-log', origin: { flows: 500 } });
    writeFileSync(pathOf('model.json'), model.stdout);
    const scoresBy = async (args: readonly string[]) => {
      const { stdout } = await runCommand([...args, '-D', '-', '-f', log]);
      return stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 4).map(Number));
    };
    const [own, found] = [
      await scoresBy(['--detector', 'pca-log']),
      await scoresBy(['--baseline', pathOf('model.json')]),
    ];
    expect(found.map(([rank, row]) => [rank, row])).toEqual(own.map(([rank, row]) => [rank, row]));
    const far = own.map(([, , , score], i) => Math.abs(found[i][3] / score - 1));
    expect(Math.max(...far)).toBeLessThan(1e-12);
  });

  it('refuses what it cannot do in a sentence', async () => {
    expect(await runCommand(['--fit-sql', 'oracle'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no dialect oracle'),
    });
    expect(await runCommand(['--fit-sql', 'duckdb', '--detector', 'knn'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot fit knn'),
    });
    expect(await runCommand(['--from-moments', pathOf('none.json')])).toMatchObject({ code: 1 });
    writeFileSync(pathOf('bad.json'), '{}');
    expect(await runCommand(['--from-moments', pathOf('bad.json')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('bad.json is not the result of a script'),
    });
  });

  it('prints the scripts that the tests of the engines run', async () => {
    for (const member of pcaFamily) {
      const { stdout } = await runCommand(['--fit-sql', 'duckdb', '--detector', member.detector.id]);
      expect(statementsOf(stdout)).toEqual(fitSteps(member, duckdb, {}).flatMap(({ statements }) => statements));
    }
  });
});
