import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { CONFIGURATION, findNginx, type Nginx, startNginx, USER } from '../scripts/deploy/start-nginx.ts';
import { headers } from '../scripts/policy.ts';
import { sampleLog } from './logs.ts';
import { drop, findingsGrid, logFile, openPage, ready, showTab } from './page.ts';

/** The built page, served by nginx with docs/deploy/nginx.conf. */

const program = findNginx();

const test = base.extend<object, { server: Nginx }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const server = await startNginx(program ?? '', 'dist');
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
});

test.skip(program === null, 'nginx is not installed: apt-get install --no-install-recommends nginx-light');

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const files = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`.slice('dist/'.length));

test('the page finds incidents under the policy of the server', async ({ page, context }) => {
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.exposeFunction('violated', (directive: string) => problems.push(directive));
  await page.addInitScript(() => {
    const { violated } = window as unknown as { violated: (directive: string) => void };
    addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective));
  });
  await openPage(page, '');
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  await drop(page, [logFile('conn.log', sampleLog(15_000))]);
  expect((await ready(page)).flows).toBe(15_000);
  await expect((await findingsGrid(page)).getByRole('row').nth(1)).toHaveAttribute('data-strength', /^\d+$/);
  await showTab(page, 'Flows');
  expect(requests.filter((url) => !/^(blob|data):/.test(url))).toEqual([]);
  expect(problems).toEqual([]);
});

test('the page works below a path, behind the proxy of docs/deploy.md', async ({ page, server }) => {
  const [, location] = /```nginx\n(location [\s\S]*?)```/.exec(readFileSync('docs/deploy.md', 'utf8')) ?? [];
  const own = CONFIGURATION.slice(CONFIGURATION.indexOf('        index index.html;'));
  const inner = location.replace('http://127.0.0.1:8080/', server.url);
  const proxy = await startNginx(
    program ?? '',
    'dist',
    CONFIGURATION.replace(own, () => `${inner}    }\n}\n`),
  );
  try {
    const response = await page.goto(`${proxy.url}oddflow/`);
    expect(response?.headers()).toMatchObject({
      'content-security-policy': headers['Content-Security-Policy'],
      'content-encoding': 'gzip',
    });
    await page.getByRole('button', { name: 'Try a sample' }).click();
    expect((await ready(page)).flows).toBeGreaterThan(15_000);
  } finally {
    await proxy.close();
  }
});

test('no other page can show it in a frame', async ({ page, server }) => {
  await page.setContent(`<iframe src="${server.url}"></iframe>`);
  await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
});

test('every file has its type, the headers of the policy, and its time in caches', async ({ request }) => {
  expect(files).toEqual(expect.arrayContaining(['index.html', 'oddflow.html', 'icon.svg', 'SHA256SUMS']));
  for (const file of files) {
    const response = await request.get(`./${file}`);
    const sent = response.headers();
    expect(response.status(), file).toBe(200);
    expect(sent['content-type'], file).toBe(TYPES[extname(file)]);
    expect(sent['content-encoding'], file).toBe('gzip');
    expect(sent['cache-control'], file).toBe(
      file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    for (const [name, value] of Object.entries(headers))
      expect(sent[name.toLowerCase()], `${file} ${name}`).toBe(value);
    expect(readFileSync(`dist/${file}`).equals(await response.body()), file).toBe(true);
  }
});

test('an address without a file has the policy, and is not kept in caches', async ({ request }) => {
  for (const address of ['./assets/engine-00000000.js', './.git/config', './nothing']) {
    const response = await request.get(address);
    const sent = response.headers();
    expect(response.status(), address).toBe(404);
    expect(sent['content-security-policy']).toBe(headers['Content-Security-Policy']);
    expect(sent['cache-control']).toBeUndefined();
    expect(sent.server).toBe('nginx');
  }
});

test('an unchanged file is not sent twice', async ({ request }) => {
  const { etag } = (await request.get('./')).headers();
  expect((await request.get('./', { headers: { 'If-None-Match': etag } })).status()).toBe(304);
});

test('the server logs no request', async ({ request, server }) => {
  for (const address of ['./?secret=1', './secret?secret=2', './assets?secret=3', './%zz?secret=4']) {
    await request.get(address);
  }
  await request.post('./?secret=5', { data: 'x'.repeat(5000) });
  expect(server.output()).toBe('');
});

test('the server runs without rights, on a read-only file system', async ({ server }) => {
  test.skip(!server.isSealed, 'a mount namespace needs root on Linux');
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  expect(status).toMatch(new RegExp(`^Uid:\t${USER}\t${USER}\t${USER}\t${USER}$`, 'm'));
  expect(status).toMatch(/^CapEff:\t0+$/m);
  expect(status).toMatch(/^CapBnd:\t0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  const mounts = readFileSync(`/proc/${server.pid}/mounts`, 'utf8').split('\n');
  const optionsOf = (place: string) => mounts.findLast((line) => line.split(' ')[1] === place)?.split(' ')[3];
  for (const place of ['/', '/srv', '/srv/oddflow']) expect(optionsOf(place), place).toMatch(/^ro,/);
  expect(optionsOf('/tmp')).toMatch(/^rw,/);
});
