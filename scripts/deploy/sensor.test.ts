import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/command/parse-arguments.ts';
import { folderOfTest } from '../../src/testing/temporary-folder.ts';

/** The scripts and units of a sensor, with a command that records its words. */

const SCRIPTS = resolve('docs/deploy');
const SERVICES = ['oddflow.service', 'oddflow-follow.service'];

/** A folder with an archive of logs, a folder of findings, and a command. */
function sensor(command = 'printf \'{"findings":[]}\' > "$out"') {
  const place = folderOfTest();
  const [logs, findings] = ['logs', 'findings'].map((name) => join(place, name));
  for (const folder of [logs, findings]) mkdirSync(folder);
  const oddflow = join(place, 'oddflow');
  writeFileSync(
    oddflow,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${place}/words'\nfor word; do out=$word; done\n${command}\n`,
  );
  chmodSync(oddflow, 0o755);
  const env = {
    PATH: process.env.PATH,
    ODDFLOW: oddflow,
    ODDFLOW_LOGS: logs,
    ODDFLOW_FINDINGS: findings,
    STATE_DIRECTORY: findings,
  };
  const run = (script: string, words: readonly string[], changed: Readonly<Record<string, string>> = {}) =>
    spawnSync(join(SCRIPTS, script), words, { cwd: logs, env: { ...env, ...changed }, encoding: 'utf8' });
  const words = () => readFileSync(join(place, 'words'), 'utf8').trimEnd().split('\n');
  return { logs, findings, run, words };
}

/** A day of zeekctl's archive. */
function archive(logs: string, day: string, names: readonly string[]): string {
  const folder = join(logs, day);
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), 'a log');
  return folder;
}

const isLinux = process.platform === 'linux';

describe.skipIf(!isLinux)('oddflow-day (skipped: only on Linux)', () => {
  it('reads the conn logs of the day and no others, and writes the findings', () => {
    const { logs, findings, run, words } = sensor();
    const folder = archive(logs, '2026-11-29', [
      'conn.00:00:00-01:00:00.log.gz',
      'conn.01:00:00-02:00:00-logger-1.log.gz',
      'conn.02:00:00-03:00:00.log',
      'conn-summary.00:00:00-01:00:00.log.gz',
      'dns.00:00:00-01:00:00.log.gz',
    ]);
    archive(logs, '2026-11-30', ['conn.00:00:00-01:00:00.log.gz']);
    const { status, stdout, stderr } = run('oddflow-day', ['2026-11-29']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const read = words().filter((_, at, all) => all[at - 1] === '-f');
    expect(read.toSorted()).toEqual([
      join(folder, 'conn.00:00:00-01:00:00.log.gz'),
      join(folder, 'conn.01:00:00-02:00:00-logger-1.log.gz'),
      join(folder, 'conn.02:00:00-03:00:00.log'),
    ]);
    expect(readdirSync(findings)).toEqual(['conn.2026-11-29.json']);
    expect(stdout).toBe(`oddflow-day: the findings of 2026-11-29 are in ${findings}/conn.2026-11-29.json\n`);
  });

  it('reads yesterday without a day', () => {
    const { logs, findings, run } = sensor();
    const yesterday = spawnSync('date', ['-d', 'yesterday', '+%F'], { encoding: 'utf8' }).stdout.trim();
    archive(logs, yesterday, ['conn.00:00:00-01:00:00.log.gz']);
    expect(run('oddflow-day', []).status).toBe(0);
    expect(readdirSync(findings)).toEqual([`conn.${yesterday}.json`]);
  });

  it.each([
    [['2026-11-28'], 1, 'has no conn logs'],
    [['../../etc'], 2, 'is no day'],
  ])('says what is wrong with %j', (words, code, sentence) => {
    const { findings, run } = sensor();
    const { status, stderr } = run('oddflow-day', words);
    expect(status).toBe(code);
    expect(stderr).toContain(sentence);
    expect(readdirSync(findings)).toEqual([]);
  });

  it('leaves no part of findings when the command fails', () => {
    const { logs, findings, run } = sensor('echo part > "$out"; echo "Nothing was read." >&2; exit 1');
    archive(logs, '2026-11-29', ['conn.00:00:00-01:00:00.log.gz']);
    const { status, stderr } = run('oddflow-day', ['2026-11-29']);
    expect(status).toBe(1);
    expect(stderr).toBe('Nothing was read.\n');
    expect(readdirSync(findings)).toEqual([]);
  });

  it('deletes old findings only', () => {
    const { logs, findings, run } = sensor();
    archive(logs, '2026-11-29', ['conn.00:00:00-01:00:00.log.gz']);
    const old = new Date(Date.now() - 10 * 86_400_000);
    for (const name of ['conn.2026-08-01.json', 'conn.2026-11-28.json', 'notes.txt']) {
      writeFileSync(join(findings, name), '');
      if (name !== 'conn.2026-11-28.json') utimesSync(join(findings, name), old, old);
    }
    run('oddflow-day', ['2026-11-29'], { ODDFLOW_KEEP_DAYS: '8' });
    expect(readdirSync(findings).toSorted()).toEqual(['conn.2026-11-28.json', 'conn.2026-11-29.json', 'notes.txt']);
  });
});

describe.skipIf(!isLinux)('oddflow-rotated (skipped: only on Linux)', () => {
  /** As zeekctl's archive-log passes on what Zeek gives it. */
  const given = ['conn.2026-11-30-13-00-00.log', 'conn', '26-11-30_13.00.00', '26-11-30_14.00.00', '0', 'ascii'];

  it('writes the findings of a rotated conn log, and leaves the log as it is', () => {
    const { logs, findings, run, words } = sensor();
    writeFileSync(join(logs, given[0]), 'a log');
    expect(run('oddflow-rotated', given)).toMatchObject({ status: 0, stdout: '' });
    expect(words().slice(0, 3)).toEqual(['-f', given[0], '-J']);
    expect(readdirSync(findings)).toEqual(['conn.2026-11-30_13.00.00-2026-11-30_14.00.00.json']);
    expect(readFileSync(join(logs, given[0]), 'utf8')).toBe('a log');
  });

  it.each<[string, Readonly<Record<number, string>>]>([
    ['of another stream', { 0: 'dns.log', 1: 'dns' }],
    ['of a stream whose name only begins so', { 1: 'conn-summary' }],
    ['of another writer', { 5: 'sqlite' }],
    ['that is gone', { 0: 'gone.log' }],
    ['that is empty', { 0: 'empty.log' }],
  ])('does nothing with a log %s', (_, changed) => {
    const { logs, findings, run } = sensor();
    writeFileSync(join(logs, given[0]), 'a log');
    writeFileSync(join(logs, 'dns.log'), 'a log');
    writeFileSync(join(logs, 'empty.log'), '');
    expect(
      run(
        'oddflow-rotated',
        given.map((word, at) => changed[at] ?? word),
      ).status,
    ).toBe(0);
    expect(readdirSync(findings)).toEqual([]);
  });

  it('reads the last log of a Zeek that terminates', () => {
    const { logs, findings, run } = sensor();
    writeFileSync(join(logs, given[0]), 'a log');
    run('oddflow-rotated', [...given.slice(0, 4), '1', 'ascii']);
    expect(readdirSync(findings)).toHaveLength(1);
  });

  it.each(['echo part > "$out"; echo "Nothing was read." >&2; exit 1', 'echo part > "$out"; sleep 60'])(
    'leaves no part of findings, and lets zeekctl go on, after: %s',
    (command) => {
      const { logs, findings, run } = sensor(command);
      writeFileSync(join(logs, given[0]), 'a log');
      expect(run('oddflow-rotated', given, { ODDFLOW_TIMEOUT: '0.2' }).status).toBe(0);
      expect(readdirSync(findings)).toEqual([]);
    },
  );

  it('rejects other arguments', () => {
    expect(sensor().run('oddflow-rotated', given.slice(0, 5))).toMatchObject({ status: 2 });
  });
});

/** Whether systemd-analyze can check a unit without a running systemd: from 250 on. */
const version = /^systemd (\d+)/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const hasSystemd = Number(version?.[1] ?? 0) >= 250;

describe.skipIf(!hasSystemd)('units (skipped: systemd-analyze 250 or newer is not installed)', () => {
  /** The units in a folder, with a program that is here. */
  function units(): string {
    const place = folderOfTest();
    for (const name of [...SERVICES, 'oddflow.timer']) {
      const text = readFileSync(join(SCRIPTS, name), 'utf8');
      writeFileSync(
        join(place, name),
        text.replace(/^ExecStart=\S+/m, () => `ExecStart=${SCRIPTS}/oddflow-day`),
      );
    }
    return place;
  }

  it('systemd accepts the services and the timer', () => {
    const place = units();
    const words = ['verify', '--man=no', ...[...SERVICES, 'oddflow.timer'].map((name) => join(place, name))];
    expect(spawnSync('systemd-analyze', words, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(SERVICES)('systemd calls %s safe', (name) => {
    const words = ['security', '--offline=true', '--threshold=10', '--no-pager', join(units(), name)];
    const { status, stdout } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/Overall exposure level for oddflow\S*\.service: 0\.\d SAFE/);
  });
});

it('the services call programs and options that exist', () => {
  const programs = SERVICES.map((name) => /^ExecStart=(.*)$/m.exec(readFileSync(join(SCRIPTS, name), 'utf8'))?.[1]);
  expect(programs[0]).toBe('/usr/local/lib/oddflow/oddflow-day');
  const [program, ...words] = programs[1]?.split(' ') ?? [];
  expect(Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).bin)).toEqual([program]);
  expect(() => parseArguments(words)).not.toThrow();
});
