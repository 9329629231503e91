import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isIgnored, readCopy, readDockerfile, readWords, type Stage } from './dockerfile.ts';
import { USER } from './start-nginx.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const stages = readDockerfile(read('Dockerfile'));
const [build, page, command] = stages;
const rules = read('.dockerignore');
const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;
const textsOf = ({ instructions }: Stage, name: string) =>
  instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);

describe('Dockerfile', () => {
  it('has a build, and an image of the page and of the command', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'page', 'command']);
  });

  it('builds with the Node of .nvmrc, and pins the release of each base', () => {
    const release = read('.nvmrc').trim();
    expect(stages.map(({ base }) => base)).toEqual([
      `node:${release}-bookworm-slim`,
      'debian:bookworm-slim',
      `node:${release}-bookworm-slim`,
    ]);
  });

  it('copies files that exist and are not ignored', () => {
    const copies = stages.flatMap((stage) => textsOf(stage, 'COPY').map(readCopy));
    const own = copies.flatMap(({ from, sources }) => (from === null ? sources : []));
    expect(own).toContain('docs/deploy/nginx.conf');
    expect(own.filter((path) => !existsSync(path) || isIgnored(rules, path))).toEqual([]);
    expect(copies.flatMap(({ from }) => from ?? []).filter((from) => from !== build.name)).toEqual([]);
  });

  it('runs scripts that package.json has', () => {
    const named = textsOf(build, 'RUN').flatMap((text) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
    );
    expect(named).toEqual(['build']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('copies the built page to the root of the server, and starts it with its configuration', () => {
    const places = textsOf(page, 'COPY').map((text) => readCopy(text).destination);
    const root = /root (\S+);/.exec(read('docs/deploy/nginx.conf'))?.[1];
    const port = /listen (\d+);/.exec(read('docs/deploy/nginx.conf'))?.[1] ?? '';
    expect(places).toEqual(['/etc/oddflow/nginx.conf', root]);
    expect(readWords(page, 'ENTRYPOINT').join(' ')).toBe('nginx -e stderr -c /etc/oddflow/nginx.conf -g daemon off;');
    expect(textsOf(page, 'EXPOSE')).toEqual([port]);
    expect(readWords(page, 'HEALTHCHECK')).toContain(`http://127.0.0.1:${port}/`);
  });

  it('starts the command of package.json', () => {
    expect(Object.keys(JSON.parse(read('package.json')).bin)).toEqual(readWords(command, 'ENTRYPOINT'));
  });

  it('runs both images as a user without files', () => {
    for (const stage of [page, command]) expect(textsOf(stage, 'USER')).toEqual([`${USER}:${USER}`]);
  });
});

describe('.dockerignore', () => {
  it('ignores what Git ignores', () => {
    const paths = read('.gitignore')
      .trim()
      .split('\n')
      .map((line) => line.replace(/^\/|\/$/g, '').replace('*', 'x'));
    expect(paths.filter((path) => !isIgnored(rules, path))).toEqual([]);
  });

  it('keeps every file that the build may read', () => {
    const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
    const needed = files.filter((file) =>
      /^(src|public|scripts|docs)\/|^[^/]+\.(json|ts|html|md)$|^LICENSE$/.test(file),
    );
    expect(needed.length).toBeGreaterThan(100);
    expect(needed.filter((file) => isIgnored(rules, file))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'));

  it('builds the two images', () => {
    expect(services.page.build.target).toBe(page.name);
    expect(services.command.build.target).toBe(command.name);
    expect(services.command.profiles).toEqual(['command']);
  });

  it.each(['page', 'command'])('gives %s no rights, and a read-only file system', (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(services[name]).not.toHaveProperty('user');
    expect(services[name]).not.toHaveProperty('privileged');
  });

  it('publishes the page on loopback only, with /tmp in memory and the health check of the image', () => {
    expect(services.page.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(services.page.tmpfs.map((line: string) => line.split(':')[0])).toEqual(['/tmp']);
    expect(services.page.healthcheck.test).toEqual(['CMD', ...readWords(page, 'HEALTHCHECK')]);
  });

  it('gives the command no network, and logs that it cannot change', () => {
    expect(services.command.network_mode).toBe('none');
    expect(services.command.volumes).toEqual([
      expect.objectContaining({ type: 'bind', target: textsOf(command, 'WORKDIR')[0], read_only: true }),
    ]);
  });
});
