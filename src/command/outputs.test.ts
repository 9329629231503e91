import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { connLog } from '../testing/conn-log.ts';
import { openSession } from '../testing/open-session.ts';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findingJson } from '../words/finding-json.ts';
import { summaryOf } from '../words/summary.ts';

const folder = temporaryFolder();
const log = folder.write('sample-conn.log', makeSample());
const never = new AbortController().signal;
const ignore = () => {};

/** The same log in the page's session: what its exports are made of. */
async function page() {
  const { engine, run, detection, detector } = await openSession({ 'sample-conn.log': makeSample() });
  const [{ threshold, anomalies }] = await engine.results(0.1);
  const view = { detector, where: [], sort: { by: 'rank', descending: false } } as const;
  return { engine, run, detection, threshold, anomalies, view };
}

describe('-D', () => {
  it('writes the bytes of the page’s export', async () => {
    const { engine, view, threshold } = await page();
    const wanted = await (await engine.exportFlows(view, threshold, 'csv', ignore, never)).text();
    const file = `${folder.path}/scores.csv`;
    const { code, stdout } = await runCommand(['-D', file, log]);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8') === wanted).toBe(true);
    expect(stdout).toMatch(/^Flows of the top anomalies\n/);

    const piped = await runCommand(['-D', '-', log]);
    expect(piped.stdout === wanted).toBe(true);
    expect(piped.stderr).toMatch(/flows of 1 file in .*above the threshold/);
    expect(piped.stderr).not.toContain('Flows of the top anomalies');
  });

  it('leaves the table to standard error if both are wanted', async () => {
    const { stdout, stderr } = await runCommand(['-D', '-', '-a', '3', log]);
    expect(stdout).toMatch(/^rank,row,file,score,anomaly,ts,/);
    expect(stderr).toMatch(/^Flows of the top anomalies\n/m);
  });
});

describe('-J', () => {
  it('writes the numbers of the page’s summary, and all findings', async () => {
    const { engine, run, detection, threshold, anomalies } = await page();
    const { list = [] } = (await engine.findings(ignore, never)) ?? {};
    const { stdout } = await runCommand(['-J', '-', log]);
    const { findings, ...summary } = JSON.parse(stdout);
    const result = { run, detection, contamination: 0.1, threshold, isMoved: false, anomalies };
    expect(summary).toEqual(JSON.parse(JSON.stringify(summaryOf(result, 'test'))));
    expect(findings).toEqual(list.map(findingJson));
    expect(list.length).toBeGreaterThan(5);
  });

  it('has no findings for a log without the fields that they need', async () => {
    const bare = folder.write(
      'bare.ndjson',
      '{"ts":1,"uid":"C1","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","id.orig_p":1,"id.resp_p":2,"proto":"tcp","duration":1,"orig_bytes":5}\n'.repeat(
        3,
      ),
    );
    const { code, stdout } = await runCommand(['-J', '-', bare]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('findings');
  });
});

describe('--summary-line', () => {
  it('is one line of JSON with the numbers of the summary', async () => {
    const { run, threshold, anomalies } = await page();
    const { stdout } = await runCommand(['--summary-line', log]);
    expect(stdout.split('\n').length).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      flows: run.flows,
      anomalies,
      threshold,
      skipped: 0,
      context: 0,
      files: 1,
      detector: 'PCA (PyOD-compatible)',
      seconds: expect.any(Number),
    });
  });

  it('replaces the line of counts behind a table', async () => {
    const { stdout } = await runCommand(['--summary-line', '-a', '2', log]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBe(6);
    expect(JSON.parse(lines[5]).flows).toBeGreaterThan(0);
  });
});

describe('a baseline', () => {
  it('that does not exist is said to be missing', async () => {
    const { code, stderr } = await runCommand(['--baseline', '/no/such/model.json', log]);
    expect(code).toBe(1);
    expect(stderr).toBe('oddflow: /no/such/model.json could not be read: it does not exist. Check the name.\n');
  });

  it('scores by its model, and says how the log differs', async () => {
    const { engine, view } = await page();
    const fitted = await engine.fitBaseline({ kind: 'view', view }, 'pyod-pca', ignore, never);
    const model = folder.write('model.json', await (await engine.saveBaseline(fitted.id, 'test')).text());
    const own = await runCommand(['-a', '5', log]);
    const { code, stdout } = await runCommand(['-a', '5', '--baseline', model, log]);
    expect(code).toBe(0);
    const tableOf = (text: string) => text.split('\n').slice(0, 7);
    expect(tableOf(stdout)).toEqual(tableOf(own.stdout));
    expect(stdout).toMatch(/by .*baseline/i);

    const uploads = connLog(Array.from({ length: 50 }, (_, at) => ({ orig_bytes: 1e9 + at, orig_ip_bytes: 2e9 + at })));
    const others = await runCommand(['--baseline', model, folder.write('uploads.log', uploads)]);
    expect(others.code).toBe(0);
    expect(others.stderr).toMatch(/baseline/);
  });

  it('is saved at a prompt as in the page, and gives the log its own scores', async () => {
    const model = folder.write('saved.json', '');
    const own = await runCommand(['-a', '5', '--save-model', model, log]);
    expect(own.code).toBe(0);
    const { stdout } = await runCommand(['-a', '5', '--baseline', model, log]);
    const tableOf = (text: string) => text.split('\n').slice(0, 7);
    expect(tableOf(stdout)).toEqual(tableOf(own.stdout));
    const { engine, view } = await page();
    const fitted = await engine.fitBaseline({ kind: 'view', view }, 'pyod-pca', ignore, never);
    const saved = JSON.parse(await (await engine.saveBaseline(fitted.id, 'test')).text());
    const { features, components, kept } = JSON.parse(readFileSync(model, 'utf8'));
    expect({ features, components, kept }).toEqual({
      features: saved.features,
      components: saved.components,
      kept: saved.kept,
    });
  });

  it.each(['behaviour', 'combined'])('is saved of %s, and scores another log by it', async (detector) => {
    const model = folder.write(`${detector}.json`, '');
    expect((await runCommand(['--detector', detector, '--save-model', model, log])).code).toBe(0);
    expect(JSON.parse(readFileSync(model, 'utf8'))).toMatchObject({ 'oddflow-baseline': 3, detector });
    const { code, stdout, stderr } = await runCommand(['-a', '5', '--baseline', model, log]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/by Baseline: (Behaviour|Combined)/);
    expect(stderr).toContain('Findings, Hosts and Channels do not use it');
    const sql = await runCommand(['--sql', 'duckdb', '--baseline', model]);
    expect(sql.code).toBe(1);
    expect(sql.stderr).toContain('scores whole logs');
  });

  it('cannot be saved of a detector that needs all flows', async () => {
    const { code, stderr } = await runCommand(['--save-model', folder.write('no.json', ''), '--detector', 'ecod', log]);
    expect(code).toBe(2);
    expect(stderr).toContain('--save-model cannot write ECOD. It writes pyod-pca,');
  });

  it('of another form of file ends with 1', async () => {
    const { code, stderr } = await runCommand(['--baseline', 'package.json', log]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/package\.json is not a model that Oddflow saved/);
  });
});

describe('a log that does not fit into memory', () => {
  it('has the same scores, and says what is missing', async () => {
    const own = await runCommand(['-a', '5', log]);
    const { code, stdout, stderr } = await runCommand(['-a', '5', '--memory', '0.1', log]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 7)).toEqual(own.stdout.split('\n').slice(0, 7));
    expect(stderr).toMatch(/do not fit into memory/);
    const found = await runCommand(['--findings', '--memory', '0.1', log]);
    expect(found.stdout).toMatch(/^\d+ findings, strongest first/);
  });
});
