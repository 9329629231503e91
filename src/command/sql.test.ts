import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeBaseline } from '../core/baseline/write-baseline.ts';
import { detect } from '../core/detect/detect.ts';
import { resolveParams } from '../core/detect/params.ts';
import { pcaFamily } from '../core/detect/pca-family.ts';
import { dialects } from '../core/sql/index.ts';
import { startDuckDb } from '../testing/engines/duckdb.ts';
import { fittedModel } from '../testing/engines/run-script.ts';
import { openSession } from '../testing/open-session.ts';
import { quiet, readText } from '../testing/read-text.ts';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const bytes = readFileSync(new URL('../testing/fixtures/baseline/ordinary.log', import.meta.url));
const log = folder.write('ordinary.log', bytes);
const { signal } = new AbortController();
/** Columns that the lists of a script have. */
const numbers = [
  ...['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'conn_state', 'duration'],
  ...[
    'orig_bytes',
    'resp_bytes',
    'orig_pkts',
    'resp_pkts',
    'orig_ip_bytes',
    'resp_ip_bytes',
    'ip_proto',
    'missed_bytes',
  ],
];

/** Statements of a script: no comment or literal of it has a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  const statements = script.replaceAll(/^--.*\n/gm, '').split(/;\n/);
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

describe('--sql', () => {
  it.each(pcaFamily.map(({ detector }) => detector))(
    'writes a script by $label that scores the log as here',
    async (detector) => {
      const { code, stdout, stderr } = await runCommand(['--sql', 'duckdb', '--detector', detector.id, '-f', log]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/flows of 1 file/);
      const engine = await startDuckDb();
      const statements = statementsOf(stdout);
      const answers = await engine.run([...statements, 'SELECT oddflow_score FROM oddflow_scores']);
      await engine.close();
      expect(answers[0]).toMatchObject([{ self_test: 'passed' }]);
      const { table } = await readText(bytes);
      const { scores } = await detect(detector, table, quiet, resolveParams(detector.params, {}));
      const found = (answers.at(-1) ?? []).map((line) => Number(line.oddflow_score));
      expect(Math.max(...found.map((score, row) => Math.abs(score / scores[row] - 1)))).toBeLessThan(1e-9);
    },
  );

  it('needs no log for a saved model', async () => {
    const { table } = await readText(bytes);
    const { baseline } = await fittedModel('pca-log', table);
    const model = folder.write('model.json', writeBaseline(baseline, '1'));
    const engine = await startDuckDb();
    const { code, stdout } = await runCommand(['--sql', 'duckdb', '--baseline', model]);
    expect(code).toBe(0);
    expect(await engine.run(statementsOf(stdout).slice(0, 1))).toMatchObject([[{ self_test: 'passed' }]]);
    await engine.close();
    const scored = await runCommand(['--sql', 'duckdb', '--baseline', model, log]);
    expect(scored.stdout).toContain('-- Model      a.log');
  });

  it('refuses what it cannot do in a sentence', async () => {
    expect(await runCommand(['--sql', 'oracle', log])).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await runCommand(['--sql', 'duckdb', '--detector', 'knn', log]);
    expect(code).toBe(2);
    expect(stderr).toContain('--sql cannot write kNN. It writes pyod-pca,');
    expect(await runCommand(['--sql', 'duckdb', '--memory', '0.01', log])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--sql needs the log in memory'),
    });
    expect(await runCommand(['--sql', 'duckdb'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name a log'),
    });
  });
});

describe('the engine', () => {
  it('writes a model in every form', async () => {
    const { engine, detector } = await openSession({ 'a.log': bytes });
    const forms = await engine.modelForms();
    expect(forms.filter(({ use }) => use === 'score').map(({ id }) => id)).toEqual([
      ...dialects.map(({ id }) => id),
      'python',
      'json',
    ]);
    const write = (result: string, form: string, table: string | null = null) =>
      engine.writeModel({ result, form, threshold: 1, app: '1', table, moments: null }, () => {}, signal);
    const texts = await Promise.all(forms.map(({ id }) => write(detector, id)));
    expect(texts.slice(0, 5).every((text) => text.includes('-- Threshold  1\n'))).toBe(true);
    expect(texts[5]).toContain('import numpy');
    const opened = await engine.openBaseline(new Blob([texts[6]]), 'model.json');
    expect(opened).toMatchObject({ detector: { id: 'pyod-pca' }, origin: { files: ['a.log'] } });
    await engine.detect(opened.id, () => {}, signal);
    expect(JSON.parse(await write(opened.id, 'json'))).toEqual(JSON.parse(texts[6]));
    await expect(write(detector, 'pmml')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(write(detector, 'duckdb', 'a..b')).rejects.toMatchObject({ code: 'bad-table' });
  });

  it('writes the scripts of --fit-sql and --hunt-sql in every dialect, for a table of any name', async () => {
    const { engine, detector } = await openSession({ 'a.log': bytes });
    for (const { id, name } of dialects) {
      for (const use of ['fit', 'hunt']) {
        const request = { result: detector, form: `${use}-${id}`, threshold: 1, app: '1', moments: null };
        const own = await engine.writeModel({ ...request, table: 'logs."conn.2026"' }, () => {}, signal);
        const { stdout } = await runCommand([`--${use}-sql`, id, '--table', 'logs."conn.2026"']);
        expect(own).toBe(stdout);
        expect(own).toContain(`FROM ${name('logs')}.${name('conn.2026')}`);
      }
    }
  });
});

describe('the log that is named', () => {
  const json = `${JSON.stringify({ uid: 'C1', 'id.orig_h': '10.0.0.1' })}\n`.repeat(3);

  it.each([
    ['a Zeek text', () => log, 279],
    ['in gzip', () => folder.write('packed.log.gz', gzipSync(bytes)), 279],
    ['JSON', () => folder.write('json.log', json), 3],
    ['JSON in gzip', () => folder.write('json.log.gz', gzipSync(json)), 3],
    ['with a quote in its name', () => folder.write("it's; a.log", bytes), 279],
    ['as a pattern', () => `${folder.write('days/conn.1.log', bytes).slice(0, -5)}?.log`, 279],
  ])('%s, is what a script for DuckDB reads', async (_, write, flows) => {
    const { stdout } = await runCommand(['--hunt-sql', 'duckdb', '-f', write()]);
    const engine = await startDuckDb();
    const views = statementsOf(stdout).filter((one) => /^SET|VIEW oddflow_flows/.test(one));
    const answers = await engine.run([...views, 'SELECT count(*) AS flows FROM oddflow_flows']);
    await engine.close();
    expect(answers.at(-1)).toMatchObject([{ flows }]);
  });

  it('is conn.log for several files, standard input and other forms, and nothing elsewhere', async () => {
    const usual = (await runCommand(['--hunt-sql', 'duckdb'])).stdout;
    for (const files of [[log, 'x.log'], ['-'], ['package.json', 'x'], ['src'], ['index.html']])
      expect((await runCommand(['--hunt-sql', 'duckdb', ...files])).stdout).toBe(usual);
    expect((await runCommand(['--hunt-sql', 'trino', log])).stdout).toContain('FROM "conn"');
    expect((await runCommand(['--hunt-sql', 'duckdb', '/far/away.log'])).stdout).toContain("read_csv('/far/away.log'");
  });
});

describe('--table', () => {
  it('names the table that the script of --sql reads', async () => {
    const { stdout } = await runCommand(['--sql', 'duckdb', '--table', 'logs."conn.2026"', '-f', log]);
    const engine = await startDuckDb();
    await engine.run(['CREATE SCHEMA logs']);
    await engine.run([
      `CREATE TABLE logs."conn.2026" AS SELECT ${numbers.map((name, i) => `${i} AS "${name}"`).join(', ')}`,
    ]);
    const answers = await engine.run([...statementsOf(stdout), 'SELECT oddflow_score FROM oddflow_scores']);
    expect(answers[0]).toMatchObject([{ self_test: 'passed' }]);
    expect(answers.at(-1)).toHaveLength(1);
    await engine.close();
  });

  it('is refused where no script is written, and where it is no name', async () => {
    expect(await runCommand(['--table', 'conn', log])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--table needs --sql, --fit-sql or --hunt-sql.'),
    });
    expect(await runCommand(['--hunt-sql', 'trino', '--table', 'a..b'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“a..b” is not the name of a table.'),
    });
  });
});
