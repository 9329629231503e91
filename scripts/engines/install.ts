import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where engines are installed: outside of the repository, and kept for the next run. */
export const enginesFolder = process.env.ODDFLOW_ENGINES ?? join(tmpdir(), 'oddflow-engines');

/** An engine or a part of it cannot be had here. The message says what is missing. */
export class Missing extends Error {}

/**
 * A folder whose content was made by `make`, which is called if `what` was never made completely. Returns the folder.
 */
export function installed(name: string, what: string, make: (folder: string) => void): string {
  const folder = join(enginesFolder, name);
  const stamp = join(folder, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === what) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make(folder);
  writeFileSync(stamp, what);
  return folder;
}

let until = Number.POSITIVE_INFINITY;

/** Installs end at this time (epoch milliseconds). */
export function installUntil(time: number): void {
  until = time;
}

/** Runs a program to its end, at most five minutes. Throws `Missing` with the last line of its errors. */
export function must(what: string, command: string, args: readonly string[], options: { cwd?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    timeout: Math.max(1, Math.min(300_000, until - Date.now())),
    maxBuffer: 1 << 28,
  });
  if (status === 0) return stdout;
  const lines = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '');
  throw new Missing(
    `${what}: ${error?.message ?? lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? status}`,
  );
}

/** A Python with these packages, in a virtual environment. */
export function pythonWith(name: string, packages: readonly string[]): string {
  const folder = installed(name, packages.join(' '), (made) => {
    must('python3 -m venv', 'python3', ['-m', 'venv', made]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', ...packages];
    must(`pip install ${packages.join(' ')}`, join(made, 'bin/python'), pip);
  });
  return join(folder, 'bin/python');
}

/** The home of a Java of at least this version: JAVA_HOME, or one of /usr/lib/jvm. Throws `Missing`. */
export function javaHome(least: number): string {
  const jvm = '/usr/lib/jvm';
  const folders = existsSync(jvm) ? readdirSync(jvm).map((name) => join(jvm, name)) : [];
  const found = [process.env.JAVA_HOME ?? '', ...folders]
    .filter((home) => existsSync(join(home, 'bin/java')))
    .map((home) => ({ home, version: versionOf(home) }))
    .filter(({ version }) => version >= least)
    .toSorted((a, b) => a.version - b.version);
  if (found.length === 0) throw new Missing(`no Java ${least} or newer in JAVA_HOME or ${jvm}`);
  return found[0].home;
}

function versionOf(home: string): number {
  const { stderr } = spawnSync(join(home, 'bin/java'), ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}
