import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** The user of the container, who owns no file. */
export const USER = 10_001;

/** nginx that serves a folder with the configuration of this repository. */
export interface Nginx {
  readonly url: string;
  readonly pid: number;
  /** Whether nginx runs as another user, without capabilities, on a read-only file system. Needs root on Linux. */
  readonly isSealed: boolean;
  /** What nginx wrote to stdout and stderr. */
  output(): string;
  close(): Promise<void>;
}

/** Path of nginx, or null if it is not installed. Debian's folder for it is not on the PATH of all users. */
export function findNginx(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path)) ?? null;
}

export const CONFIGURATION = readFileSync('docs/deploy/nginx.conf', 'utf8');

/** Serves a folder on a free port of loopback. nginx has its files in a temporary folder, which `close` removes. */
export async function startNginx(nginx: string, folder: string, configuration = CONFIGURATION): Promise<Nginx> {
  const port = await freePort();
  const place = mkdtempSync(join(tmpdir(), 'oddflow-nginx-'));
  const isSealed = canSeal();
  const text = replaceOnce(configuration, 'listen 8080;', `listen 127.0.0.1:${port};`);
  const child = isSealed ? sealed(nginx, folder, place, text) : plain(nginx, folder, place, text);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const close = async () => {
    child.kill('SIGQUIT');
    await ended;
    rmSync(place, { recursive: true });
  };
  await answer(port, child).catch(async (error) => {
    if (child.exitCode === null) await close();
    throw new Error(`${error.message}: ${output}`);
  });
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid ?? 0, isSealed, output: () => output, close };
}

/** Whether this process may make a mount namespace. */
function canSeal(): boolean {
  return (
    process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
  );
}

/** Starts nginx with the paths of the configuration, which exist in a mount namespace of its own only. */
function sealed(nginx: string, folder: string, place: string, text: string): ChildProcess {
  const root = join(place, 'srv');
  mkdirSync(join(root, 'oddflow'), { recursive: true });
  writeFileSync(join(root, 'nginx.conf'), text);
  for (const path of [place, root, join(root, 'oddflow')]) chmodSync(path, 0o755);
  const script = `
    set -e
    mount --bind "$1" /srv
    mount --bind "$2" /srv/oddflow
    for place in / /srv /srv/oddflow; do mount -o remount,bind,ro "$place"; done
    mount -t tmpfs -o size=16m,mode=1777 tmpfs /tmp
    exec setpriv --reuid ${USER} --regid ${USER} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \\
      "$3" -e stderr -c /srv/nginx.conf -g 'daemon off;'`;
  return spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', root, resolve(folder), nginx]);
}

/** Starts nginx as the user of this process, with the paths of the configuration moved to the temporary folder. */
function plain(nginx: string, folder: string, place: string, text: string): ChildProcess {
  const moved = replaceOnce(text, 'root /srv/oddflow;', `root ${resolve(folder)};`).replaceAll(' /tmp/', ` ${place}/`);
  writeFileSync(join(place, 'nginx.conf'), moved);
  return spawn(nginx, ['-e', 'stderr', '-p', place, '-c', join(place, 'nginx.conf'), '-g', 'daemon off;']);
}

function replaceOnce(text: string, part: string, other: string): string {
  if (text.split(part).length !== 2) throw new Error(`The configuration has not exactly one "${part}".`);
  return text.replace(part, () => other);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits until the port accepts connections. */
async function answer(port: number, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((next) => setTimeout(next, 20))) {
    if (child.exitCode !== null) throw new Error('nginx ended');
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1')
        .once('connect', () => done(true))
        .once('error', () => done(false))
        .once('close', () => socket.destroy());
      socket.once('connect', () => socket.end());
    });
    if (isOpen) return;
  }
  throw new Error('nginx did not answer within 10 s');
}
