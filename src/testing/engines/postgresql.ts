import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, Engine, Line } from './engine.ts';

const INSTALLED = '/usr/lib/postgresql';
const STARTS_WITHIN = 60_000;
/** Printed by psql after each answer, between cells, and for NULL. */
const END = '\u001d';
const BETWEEN = '\u001f';
const NULL = '\u001a';

/** The folder of the newest PostgreSQL server's programs, or null if none is installed. */
export function findPostgreSql(): string | null {
  const debian = existsSync(INSTALLED) ? readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...debian.map((version) => join(INSTALLED, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return (
    folders.find((folder) => ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/**
 * A PostgreSQL server of its own: data and socket in a temporary folder, no network. It refuses to run as root, so root starts
 * it as `postgres` or `nobody`. Stopped and removed by `close`, or when this process ends.
 */
export async function startPostgreSql(programs: string): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-postgresql-'));
  const user = process.getuid?.() === 0 ? otherUser() : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const rights = user === null ? {} : { uid: user.uid, gid: user.gid };
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['--pgdata', data, '--auth', 'trust', '--username', 'oddflow', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    { ...rights, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...rights, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = () => {
    server.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const psql = (script: string) => runPsql(join(programs, 'psql'), folder, script);
  await untilItAnswers(server, () => psql('SELECT 1;\n').status === 0);
  const run = async (statements: readonly string[]) => answersOf(psql(scriptOf(statements)));
  const [[{ server_version }]] = await run(['SHOW server_version']);
  return {
    version: `PostgreSQL ${server_version}`,
    run,
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      process.off('exit', stop);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function otherUser(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => users.filter((cells) => cells[0] === name))[0];
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) };
}

async function untilItAnswers(server: ChildProcess, answers: () => boolean): Promise<void> {
  let log = '';
  server.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const until = Date.now() + STARTS_WITHIN;
  while (!answers()) {
    if (server.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runPsql(psql: string, folder: string, script: string): Outcome {
  return spawnSync(
    psql,
    ['--no-psqlrc', '--quiet', '--no-align', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'oddflow', 'postgres'],
    { input: script, encoding: 'utf8', maxBuffer: 1 << 30 },
  );
}

function scriptOf(statements: readonly string[]): string {
  const lines = statements.map(
    (statement) => `${statement}${statement.startsWith('\\') ? '' : ';'}\n\\echo '${END}'\n`,
  );
  return `\\pset null '${NULL}'\n\\pset fieldsep '${BETWEEN}'\n\\pset footer off\n${lines.join('')}`;
}

function answersOf({ status, stdout, stderr }: Outcome): Line[][] {
  if (status !== 0) throw new Error(`psql: ${stderr}`);
  return stdout.split(`${END}\n`).slice(0, -1).map(linesOf);
}

/** No cell of these answers contains a line end. */
function linesOf(answer: string): Line[] {
  const [head, ...rows] = answer.split('\n').filter((line) => line !== '');
  if (head === undefined) return [];
  const names = head.split(BETWEEN);
  return rows.map((row) => Object.fromEntries(row.split(BETWEEN).map((cell, i) => [names[i], cellOf(cell)] as const)));
}

function cellOf(text: string): Cell {
  if (text === NULL) return null;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
