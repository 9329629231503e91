import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { makeSample } from '../../src/core/sample/sample.ts';
import { headers } from '../policy.ts';
import { isIgnored, readCopy, readDockerfile, readWords, type Stage } from './dockerfile.ts';

/**
 * `npm run check:container`: runs the steps of the Dockerfile without Docker, then both images with the rights of
 * compose.yaml: another user, no capabilities, no network but loopback, a read-only file system. As root on Debian 12
 * with Node 20, which is what the bases of the Dockerfile are. Each stage is an overlay over this machine's file system,
 * in memory, which ends with the process.
 */

const place = mkdtempSync(join(tmpdir(), 'oddflow-container-'));
run('mount', ['-t', 'tmpfs', '-o', 'size=4g,mode=755', 'tmpfs', place]);
const rules = readFileSync('.dockerignore', 'utf8');
const stages = readDockerfile(readFileSync('Dockerfile', 'utf8'));
const roots = new Map(stages.map((stage) => [stage.name, overlay(stage.name)]));

for (const stage of stages) build(stage);
checkPage(stages[1]);
checkCommand(stages[2]);
console.log('Both images were built and run.');

/** A copy of this machine's file system that takes changes. */
function overlay(name: string): string {
  const [root, upper, work] = ['root', 'upper', 'work'].map((part) => join(place, name, part));
  for (const folder of [root, upper, work]) mkdirSync(folder, { recursive: true });
  run('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=/,upperdir=${upper},workdir=${work}`, root]);
  run('mount', ['--rbind', '/dev', join(root, 'dev')]);
  run('mount', ['-t', 'proc', 'proc', join(root, 'proc')]);
  return root;
}

function rootOf(name: string): string {
  const root = roots.get(name);
  if (root === undefined) throw new Error(`The Dockerfile has no stage ${name}.`);
  return root;
}

function build({ name, instructions }: Stage): void {
  const root = rootOf(name);
  let folder = '/';
  for (const { name: step, text } of instructions) {
    console.log(`${name}: ${step} ${text}`);
    if (step === 'RUN') run('chroot', [root, 'sh', '-c', `cd ${folder} && ${text}`]);
    if (step === 'COPY') copy(text, root, folder);
    if (step === 'WORKDIR') {
      folder = text;
      mkdirSync(join(root, folder), { recursive: true });
    }
  }
}

function copy(text: string, root: string, folder: string): void {
  const { from, sources, destination } = readCopy(text);
  const target = join(root, destination.startsWith('/') ? destination : join(folder, destination));
  for (const source of sources) {
    const path = from === null ? source : join(rootOf(from), source);
    const isIntoFolder = statSync(path).isFile() && destination.endsWith('/');
    const filter = (file: string) => from !== null || !isIgnored(rules, relative('.', file));
    cpSync(path, isIntoFolder ? join(target, basename(source)) : target, {
      recursive: true,
      verbatimSymlinks: true,
      filter,
    });
  }
}

/** Starts the server, waits until it is healthy, reads the page with its headers, and stops the server. */
function checkPage(stage: Stage): void {
  const health = inShell(readWords(stage, 'HEALTHCHECK'));
  const { stdout, stderr } = sealed(
    stage,
    `if ${health}; then echo 'healthy before the start' >&2; exit 1; fi
    ${inShell(readWords(stage, 'ENTRYPOINT'))} & server=$!
    for i in 1 2 3 4 5 6 7 8 9 10; do ${health} && break; sleep 0.2; done
    ${health} && wget --quiet --server-response --output-document=- http://127.0.0.1:8080/
    kill -QUIT "$server" && wait "$server"`,
  );
  const missing = Object.entries(headers).filter(([name, value]) => !stderr.includes(`  ${name}: ${value}\n`));
  if (missing.length > 0) throw new Error(`The page came without ${missing.map(([name]) => name).join(', ')}.`);
  if (stdout !== readFileSync(join(rootOf(stage.name), 'srv/oddflow/index.html'), 'utf8'))
    throw new Error('Not the page.');
  console.log('page: healthy, with the headers of the policy');
}

/** Runs the command on the sample's log. */
function checkCommand(stage: Stage): void {
  const logs = join(rootOf(stage.name), 'logs');
  writeFileSync(join(logs, 'conn.log'), makeSample());
  const { stdout } = sealed(
    stage,
    `cd /logs && ${inShell([...readWords(stage, 'ENTRYPOINT'), '-a', '5', '-f', 'conn.log'])}`,
  );
  if (stdout.trim().split('\n').length < 6) throw new Error(`Less than a header and 5 flows: ${stdout}`);
  console.log(stdout);
}

/** Runs a script in an image with the rights of compose.yaml. */
function sealed({ name, instructions }: Stage, script: string): { stdout: string; stderr: string } {
  const root = rootOf(name);
  const user = instructions.findLast((step) => step.name === 'USER')?.text.split(':')[0] ?? '0';
  run('mount', ['-o', 'remount,ro', root]);
  run('mount', ['-t', 'tmpfs', '-o', 'size=16m,mode=1777,noexec,nosuid,nodev', 'tmpfs', join(root, 'tmp')]);
  const rights = `--reuid ${user} --regid ${user} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all`;
  const outer = `ip link set lo up && exec chroot ${root} setpriv ${rights} sh -c "$1"`;
  const { status, stdout, stderr } = spawnSync('unshare', ['--net', 'sh', '-c', outer, 'sh', script], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stdout}${stderr}`);
  return { stdout, stderr };
}

function inShell(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
}

function run(command: string, words: readonly string[]): void {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}.`);
}
