import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OfficeLog, officeHeader } from '../../testing/office-log.ts';
import { runCommand } from '../../testing/run-command.ts';

let folder = '';
let log = '';
let running: Running | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oddflow-follow-'));
  log = join(folder, 'conn.log');
});

afterEach(() => {
  running?.kill();
  rmSync(folder, { recursive: true });
});

/** The command as a process of its own. */
class Running {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(args: readonly string[]) {
    const version = 'data:text/javascript,globalThis.__VERSION__="test"';
    const command = ['--import', 'tsx', '--import', version, 'src/command/oddflow.ts', ...args];
    this.child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data) => {
      this.stdout += data;
    });
    this.child.stderr?.on('data', (data) => {
      this.stderr += data;
    });
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  /** Waits until a text was written this number of times. */
  async wrote(text: string, times = 1): Promise<void> {
    await expect
      .poll(() => `${this.stdout}${this.stderr}`.split(text).length - 1, { timeout: 60_000, interval: 50 })
      .toBeGreaterThanOrEqual(times);
  }

  async end(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

function start(...more: string[]): Running {
  running = new Running(['-R', '-f', log, ...more]);
  return running;
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const uploads = (text: string) => lines(text).filter((line) => line.includes('203.0.113.5')).length;

describe('oddflow -R', () => {
  it('prints flows above the threshold of a log that grows, is rotated and compressed', async () => {
    const office = new OfficeLog();
    const now = Math.floor(Date.now() / 1000);
    writeFileSync(log, officeHeader(6) + office.ordinary(3000, now));
    const command = start();
    await command.wrote('Fitted PCA (PyOD-compatible) to 3,000 flows');
    const row = office.upload(now - 960);
    appendFileSync(log, row.slice(0, 40));
    appendFileSync(log, row.slice(40));
    await command.wrote('203.0.113.5');
    appendFileSync(log, office.upload(now - 960));
    renameSync(log, join(folder, 'conn.log.1'));
    execFileSync('gzip', [join(folder, 'conn.log.1')]);
    writeFileSync(log, officeHeader(7) + office.upload(now - 960));
    await command.wrote('203.0.113.5', 3);
    await command.wrote('conn.log was rotated');
    expect(await command.end('SIGTERM')).toBe(0);
    const [first] = lines(command.stdout);
    expect(first).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}[\d.,]+ x {2}10\.0\.0\.9 -> 203\.0\.113\.5:443 {2}tcp ssl SF {2}1 GB sent, 2 MB received {2}\w+/,
    );
    expect(first).toMatch(/, typical .* lag 1\d m \d\d s, [\d. ms]+ after its end$/);
    expect(lines(command.stderr).at(-1)).toBe('oddflow: 3 flows, 3 above the threshold, 0 new findings.');
    expect(lines(command.stdout)).toHaveLength(3);
    expect(uploads(command.stdout)).toBe(3);
  }, 120_000);

  it('goes on from its state, and prints no flow twice', async () => {
    const office = new OfficeLog();
    const now = Math.floor(Date.now() / 1000);
    const state = join(folder, 'state.json');
    writeFileSync(log, officeHeader(6) + office.ordinary(2000, now));
    const before = start('--state', state);
    await before.wrote('Fitted');
    appendFileSync(log, office.upload(now - 960));
    await before.wrote('203.0.113.5');
    expect(await before.end('SIGINT')).toBe(0);
    expect(existsSync(state)).toBe(true);

    appendFileSync(log, office.upload(now - 960));
    renameSync(log, join(folder, 'conn.2026-03-03-06-00-00.log'));
    execFileSync('gzip', [join(folder, 'conn.2026-03-03-06-00-00.log')]);
    writeFileSync(log, officeHeader(7) + office.upload(now - 960));
    renameSync(log, join(folder, 'conn.2026-03-03-07-00-00.log'));
    writeFileSync(log, officeHeader(8) + office.upload(now - 960));
    const after = start('--state', state);
    await after.wrote('203.0.113.5', 3);
    expect(await after.end('SIGTERM')).toBe(0);
    expect(after.stderr).not.toContain('Fitted');
    expect([before, after].map(({ stdout }) => uploads(stdout))).toEqual([1, 3]);
    expect(lines(after.stderr).at(-1)).toBe('oddflow: 4 flows, 4 above the threshold, 0 new findings.');
  }, 120_000);

  it('goes on in the archive of zeekctl after a restart', async () => {
    const office = new OfficeLog();
    const now = Math.floor(Date.now() / 1000);
    const state = join(folder, 'state.json');
    const day = join(folder, 'logs', '2026-03-03');
    mkdirSync(join(folder, 'spool'));
    mkdirSync(day, { recursive: true });
    symlinkSync('../spool', join(folder, 'logs', 'current'));
    log = join(folder, 'logs', 'current', 'conn.log');
    writeFileSync(log, officeHeader(6) + office.ordinary(2000, now));
    const before = start('--state', state);
    await before.wrote('Fitted');
    expect(await before.end('SIGTERM')).toBe(0);

    appendFileSync(log, office.upload(now - 960));
    renameSync(log, join(day, 'conn.06:00:00-07:00:00.log'));
    execFileSync('gzip', [join(day, 'conn.06:00:00-07:00:00.log')]);
    writeFileSync(log, officeHeader(7) + office.upload(now - 960));
    const after = start('--state', state);
    await after.wrote('203.0.113.5', 2);
    expect(await after.end('SIGTERM')).toBe(0);
    expect(after.stderr).not.toContain('cannot be found');
    expect(uploads(after.stdout)).toBe(2);
  }, 120_000);

  it('refuses what does not go with it', async () => {
    writeFileSync(log, officeHeader(6));
    const wrong = async (...args: string[]) => (await runCommand(args)).stderr.split('\n')[0];
    expect(await wrong('-R')).toBe(
      'oddflow: --follow reads one growing file. Name it, such as "oddflow -R -f current/conn.log".',
    );
    expect(await wrong('-R', '-f', log, '-D', 'x.csv')).toBe('oddflow: --csv cannot be combined with --follow.');
    expect(await wrong('-R', '-f', log, '--detector', 'behaviour')).toContain('--follow cannot score with behaviour');
    expect(await wrong('-R', '-f', log, '--refit', 'soon')).toContain('give a time of at least a minute');
    expect(await wrong('-f', log, '--refit', '24h')).toBe('oddflow: --refit needs --follow.');
    writeFileSync(join(folder, 'state.json'), '{"a": 1}');
    const state = await runCommand(['-R', '-f', log, '--state', join(folder, 'state.json')]);
    expect(state.code).toBe(1);
    expect(state.stderr).toContain('is not a state that Oddflow saved');
    const nowhere = await runCommand(['-R', '-f', log, '--state', join(folder, 'none', 'state.json')]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('state.json cannot be written: its folder does not exist.');
    expect((await runCommand(['-R', '-f', log, '--state', folder])).stderr).toContain('is a folder');
    const missing = await runCommand(['-R', '-f', join(folder, 'none.log')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('it does not exist');
  });
});
