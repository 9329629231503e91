import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cell, Engine, Line } from '../../src/testing/engines/engine.ts';
import { installed, javaHome, Missing, must } from './install.ts';

/** The last version whose server is on Maven Central. */
const VERSION = '476';
const STARTS_WITHIN = 180_000;
const GET = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/** A Trino server with the connector memory: a heap of 2 GB, a port of loopback, its data in a temporary folder. */
export async function startTrino(): Promise<Engine> {
  const java = javaHome(24);
  const server = installed('trino', VERSION, (made) => {
    const artifact = `io.trino:trino-server:${VERSION}:tar.gz`;
    must('mvn', 'mvn', ['-q', '-B', GET, `-Dartifact=${artifact}`, `-DoutputDirectory=${made}`, '-Dtransitive=false']);
    const archive = `trino-server-${VERSION}`;
    const parts = ['lib', 'plugin/memory'].map((part) => `${archive}/${part}`);
    must('tar', 'tar', ['xzf', `${archive}.tar.gz`, ...parts], { cwd: made });
    must('tar', 'tar', ['xzf', `${archive}.tar.gz`, '--strip-components', '1', ...parts], { cwd: made });
    rmSync(join(made, archive), { recursive: true, force: true });
    rmSync(join(made, `${archive}.tar.gz`));
  });
  const data = mkdtempSync(join(tmpdir(), 'oddflow-trino-'));
  const port = await freePort();
  const child = spawn(join(java, 'bin/java'), javaArguments(server, data, port), { cwd: data, stdio: 'ignore' });
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(child, url);
  return {
    version: `Trino ${VERSION}`,
    run: async (statements) => {
      const answers: Line[][] = [];
      for (const statement of statements) answers.push(await ask(url, statement));
      return answers;
    },
    close: async () => {
      process.off('exit', stop);
      stop();
    },
  };
}

function javaArguments(server: string, data: string, port: number): string[] {
  const catalogs = join(data, 'etc/catalog');
  mkdirSync(catalogs, { recursive: true });
  writeFileSync(join(catalogs, 'memory.properties'), 'connector.name=memory\n');
  const config = join(data, 'etc/config.properties');
  writeFileSync(
    config,
    [
      'coordinator=true',
      'node-scheduler.include-coordinator=true',
      `http-server.http.port=${port}`,
      `discovery.uri=http://127.0.0.1:${port}`,
      '',
    ].join('\n'),
  );
  const node = {
    environment: 'test',
    id: 'oddflow',
    'data-dir': data,
    'internal-address': '127.0.0.1',
    'bind-ip': '127.0.0.1',
  };
  return [
    '-Xmx2G',
    '-Djdk.attach.allowAttachSelf=true',
    '--add-modules=jdk.incubator.vector',
    `-Dconfig=${config}`,
    `-Dplugin.dir=${join(server, 'plugin')}`,
    `-Dcatalog.config-dir=${catalogs}`,
    ...Object.entries(node).map(([name, value]) => `-Dnode.${name}=${value}`),
    '-cp',
    join(server, 'lib/*'),
    'io.trino.server.TrinoServer',
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + STARTS_WITHIN;
  for (;;) {
    const info = await fetch(`${url}/v1/info`).then(
      (answer) => answer.json(),
      () => null,
    );
    if (info?.starting === false && (await ask(url, 'SELECT 1').catch(() => null)) !== null) return;
    if (child.exitCode !== null || Date.now() > until) throw new Missing(`Trino ${VERSION} does not start here`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

interface Page {
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly (readonly Cell[])[];
  readonly error?: { readonly message: string };
}

/** Trino's client protocol: a statement, then pages until there is no next one. */
async function ask(url: string, statement: string): Promise<Line[]> {
  const headers = { 'X-Trino-User': 'oddflow', 'X-Trino-Catalog': 'memory', 'X-Trino-Schema': 'default' };
  const lines: Line[] = [];
  let names: readonly string[] = [];
  let page: Page = await (await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: statement })).json();
  for (;;) {
    if (page.error !== undefined) throw new Error(page.error.message);
    names = page.columns?.map(({ name }) => name) ?? names;
    for (const row of page.data ?? []) lines.push(Object.fromEntries(row.map((cell, i) => [names[i], cell] as const)));
    if (page.nextUri === undefined) return lines;
    page = await (await fetch(page.nextUri, { headers })).json();
  }
}
