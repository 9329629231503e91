import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileBlob } from '../src/command/file-blob.ts';
import { inflateInThread } from '../src/command/inflate-in-thread.ts';
import { makeSample } from '../src/core/sample/sample.ts';
import { runCommand } from '../src/testing/run-command.ts';
import { temporaryFolder } from '../src/testing/temporary-folder.ts';
import { makeZip } from '../src/testing/zip-file.ts';
import { bundleCommand } from './bundle-command.ts';
import { PROVENANCE, provenanceOf } from './provenance.ts';

const folder = temporaryFolder();
const log = folder.write('sample-conn.log', makeSample());
let script = '';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built command. `ended` resolves when it ended and its streams are closed. */
function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    texts.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.stderr += chunk;
  });
  child.stdin.on('error', () => {}); // the command may end before it reads everything
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...texts }));
  });
  return { child, ended };
}

const withoutTime = (text: string) => text.replace(/ in [\d.,]+ m?s:/, ':');

beforeAll(async () => {
  script = folder.write('package/bin/oddflow.js', await bundleCommand());
  chmodSync(script, 0o755);
  for (const file of ['package.json', 'README.md', 'LICENSE', 'docs']) {
    cpSync(file, join(folder.path, 'package', file), { recursive: true });
  }
}, 120_000);

describe('the built command', () => {
  it('prints the same as the source, and nothing else', async () => {
    const wanted = await runCommand(['-a', '20', log]);
    const { code, stdout, stderr } = await start(['-a', '20', '-f', log]).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(withoutTime(stdout)).toBe(withoutTime(wanted.stdout));
  });

  it('ends with 1 if nothing was read, and with 2 for wrong use', async () => {
    const ends = await Promise.all([start(['/no/such.log']).ended, start(['--nonsense']).ended]);
    expect(ends.map(({ code }) => code)).toEqual([1, 2]);
  });

  it('reads large gzip files and zips in a second thread, with the same result', async () => {
    const stored = gzipSync(makeSample(), { level: 0 });
    const files = [
      folder.write('large/conn.log.gz', stored),
      folder.write('zip/logs.zip', makeZip([{ path: 'conn.log', bytes: makeSample() }])),
    ];
    expect(stored.length).toBeGreaterThan(1 << 20);
    const wanted = withoutTime((await runCommand(['-a', '20', log])).stdout);
    for (const file of files) {
      const { code, stdout, stderr } = await start(['-a', '20', file]).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(withoutTime(stdout)).toBe(wanted);
    }
  });

  it('is the script of the second thread too', async () => {
    const { inflate, end } = inflateInThread(pathToFileURL(script));
    try {
      const inflated = await inflate(await fileBlob(folder.write('x.gz', gzipSync(makeSample()))), 'x.gz');
      const parts: Buffer[] = [];
      for await (const block of inflated?.blocks(() => {}) ?? []) parts.push(Buffer.from(block));
      expect(Buffer.concat(parts).equals(makeSample())).toBe(true);
    } finally {
      await end();
    }
  });

  it('ends quietly when its reader closes standard output', async () => {
    const { child, ended } = start(['-D', '-', log]);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.skipIf(process.platform === 'win32')('removes the copy of standard input when it is interrupted', async () => {
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const TMPDIR = join(folder.path, signal);
      mkdirSync(TMPDIR);
      const { child, ended } = start(['-f', '-'], { TMPDIR });
      child.stdin.write(makeSample().subarray(0, 100_000));
      while (readdirSync(TMPDIR).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      expect(await ended).toEqual({ code: exitCode, stdout: '', stderr: '' });
      expect(readdirSync(TMPDIR)).toEqual([]);
    }
  });

  it('contains no code of tests', () => {
    expect(readFileSync(script, 'utf8')).not.toMatch(/vitest|fast-check|happy-dom|react-dom/);
  });
});

describe('the package', () => {
  it('has a file that lists all others, and runs where it is installed without a network', () => {
    const source = join(folder.path, 'package');
    folder.write('package/src/secret.ts', 'export {};');
    const provenance = provenanceOf(source, 'abc');
    folder.write(`package/${PROVENANCE}`, provenance);
    const npm = (cwd: string, ...args: string[]) =>
      execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const [{ filename, files }] = JSON.parse(npm(source, 'pack', '--json', '--ignore-scripts'));
    const paths: string[] = files.map(({ path }: { path: string }) => path);
    expect(paths.toSorted()).toEqual(
      [
        'LICENSE',
        PROVENANCE,
        'README.md',
        'bin/oddflow.js',
        ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
        ...readdirSync('docs/deploy').map((name) => `docs/deploy/${name}`),
        'docs/oddflow.1',
        'package.json',
      ].toSorted(),
    );
    const sum = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    const home = join(folder.path, 'home');
    mkdirSync(home);
    copyFileSync(join(source, filename), join(home, filename));
    npm(home, 'init', '-y');
    npm(home, 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
    expect(readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['oddflow']);
    const installed = join(home, 'node_modules/oddflow');
    const lines = provenance.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([expect.stringMatching(/^# oddflow \d/), '# commit abc']);
    expect(lines[2]).toBe(`# build ${sum(join(installed, 'bin/oddflow.js'))}`);
    expect(lines.slice(3)).toEqual(
      paths
        .filter((path) => path !== PROVENANCE)
        .toSorted()
        .map((path) => `${sum(join(installed, path))}  ${path}`),
    );
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(npm(home, 'exec', '--offline', '--', 'oddflow', '--version')).toBe(`oddflow ${version}\n`);
    expect(npm(home, 'exec', '--offline', '--yes', '--', `./${filename}`, '--version')).toBe(`oddflow ${version}\n`);
  }, 120_000);
});
