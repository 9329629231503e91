import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { sampleLog } from './logs.ts';

/** Scripts of docs/deploy and steps of the action with the built command. */

test.skip(process.platform !== 'linux', 'the scripts are for Linux');

const log = sampleLog(15_000);

/** A folder with a program `oddflow` that starts the built command. */
function folder(): string {
  const place = mkdtempSync(join(tmpdir(), 'oddflow-deploy-'));
  writeFileSync(join(place, 'oddflow'), `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/oddflow.js')}' "$@"\n`);
  chmodSync(join(place, 'oddflow'), 0o755);
  return place;
}

function findingsIn(file: string): { flows: number; findings: readonly { title: string; filter: string }[] } {
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('oddflow-day finds incidents in an archive of zeekctl', () => {
  const place = folder();
  const day = join(place, '2026-11-29');
  mkdirSync(day);
  writeFileSync(join(day, 'conn.00:00:00-01:00:00.log.gz'), gzipSync(sampleLog(10_000)));
  writeFileSync(join(day, 'conn.01:00:00-02:00:00.log.gz'), gzipSync(sampleLog(5_000, 10_000)));
  const env = { ...process.env, ODDFLOW: join(place, 'oddflow'), ODDFLOW_LOGS: place, STATE_DIRECTORY: place };
  const { status, stderr } = spawnSync('docs/deploy/oddflow-day', ['2026-11-29'], { env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const { flows, findings } = findingsIn(join(place, 'conn.2026-11-29.json'));
  expect(flows).toBe(15_000);
  expect(findings.length).toBeGreaterThan(0);
});

test('oddflow-rotated finds incidents in a rotated log', () => {
  const place = folder();
  writeFileSync(join(place, 'conn.2026-11-30-13-00-00.log'), log);
  const given = ['conn.2026-11-30-13-00-00.log', 'conn', '26-11-30_13.00.00', '26-11-30_14.00.00', '0', 'ascii'];
  const env = { ...process.env, ODDFLOW: join(place, 'oddflow'), ODDFLOW_FINDINGS: place };
  expect(spawnSync(resolve('docs/deploy/oddflow-rotated'), given, { cwd: place, env }).status).toBe(0);
  expect(findingsIn(join(place, 'conn.2026-11-30_13.00.00-2026-11-30_14.00.00.json')).findings.length).toBeGreaterThan(
    0,
  );
});

test('the action writes the findings of a log to the job summary', () => {
  const place = folder();
  const [summary, output] = ['summary', 'output'].map((name) => join(place, name));
  for (const file of [summary, output]) writeFileSync(file, '');
  mkdirSync(join(place, 'logs'));
  writeFileSync(join(place, 'logs', 'conn.13.log'), log);
  const [, read, write] = parse(readFileSync('.github/actions/oddflow/action.yml', 'utf8')).runs.steps;
  const env = {
    ...process.env,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: output,
    GITHUB_ACTION_PATH: resolve('.github/actions/oddflow'),
    RUNNER_TEMP: place,
    ODDFLOW_LOG: 'logs/conn.*.log\n',
    ODDFLOW_DETECTOR: '',
    ODDFLOW_BASELINE: '',
    ODDFLOW_FINDINGS: '3',
    ODDFLOW_FAIL_AT: '',
  };
  for (const { run } of [read, write]) {
    const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run];
    const { status, stderr } = spawnSync('bash', words, { cwd: place, env, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  }
  const { findings } = findingsIn(join(place, 'oddflow.json'));
  expect(readFileSync(output, 'utf8')).toContain(`flows=15000\n`);
  expect(readFileSync(output, 'utf8')).toContain(`findings=${findings.length}\n`);
  const rows = readFileSync(summary, 'utf8').match(/^\| \d+ \|.*$/gm) ?? [];
  expect(rows).toHaveLength(Math.min(3, findings.length));
  expect(rows[0]).toContain('<code>');
});
