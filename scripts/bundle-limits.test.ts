import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { folderOfTest } from '../src/testing/temporary-folder.ts';
import { bundleLimits, most } from './bundle-limits.ts';

const none = Number.POSITIVE_INFINITY;
const open = { toFirstPaint: none, beforeDrop: none, offlineFile: none };

/** Text of this size in kB after gzip. A hexadecimal digit takes slightly more than 4 bits. */
function incompressible(kilobytes: number): string {
  let seed = 1;
  const digit = () => {
    seed = (seed * 48271) % 0x7fffffff;
    return (seed & 15).toString(16);
  };
  return Array.from({ length: kilobytes * 1780 }, digit).join('');
}

interface Sizes {
  readonly early: number;
  readonly late: number;
  readonly offline: number;
}

/** Builds a page of files with about these sizes in kB. Returns the message of an error, or null. */
async function buildPage({ early, late, offline }: Sizes, limits: typeof most): Promise<string | null> {
  const root = folderOfTest();
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  write('index.html', '<script type="module" src="./main.js"></script>');
  write('main.js', `import './early.css'; console.log('${incompressible(early)}'); import('./late.js');`);
  write('early.css', 'body { color: red }');
  write('late.js', `console.log('late ${incompressible(late)}');`);
  const offlineFile = {
    name: 'offline',
    generateBundle(this: { emitFile: (file: object) => void }) {
      this.emitFile({ type: 'asset', fileName: 'oddflow.html', source: 'x'.repeat(offline * 1000) });
    },
  };
  const plugins = [offlineFile, bundleLimits(limits)];
  return build({ root, configFile: false, logLevel: 'silent', plugins, build: { modulePreload: false } }).then(
    () => null,
    (error: Error) => error.message,
  );
}

it('enforces each limit, and names the files that exceed it', async () => {
  const sizes = { early: 20, late: 40, offline: 90 };
  expect(await buildPage(sizes, { toFirstPaint: 23, beforeDrop: 64, offlineFile: 90 })).toBe(null);
  const painted = await buildPage(sizes, { ...open, toFirstPaint: 19 });
  expect(painted).toMatch(/The page to first paint is 2[0-2]\.\d kB \(gzip\)\. The limit is 19 kB\./);
  expect(painted).toMatch(/assets\/index-\S+\.js 2\d\.\d, .*assets\/index-\S+\.css 0\.0/);
  expect(painted).not.toMatch(/late|oddflow/);
  expect(await buildPage(sizes, { ...open, beforeDrop: 57 })).toMatch(
    /The page before a drop is [56]\d\.\d kB .*: assets\/late-\S+\.js [34]\d\.\d, assets\/index/,
  );
  expect(await buildPage(sizes, { ...open, offlineFile: 89 })).toContain('The offline file is 90.0 kB (plain)');
});

it('counts every file once: painted files are also loaded before a drop', async () => {
  const size = fc.integer({ min: 5, max: 60 });
  await fc.assert(
    fc.asyncProperty(size, size, async (early, late) => {
      const offline = 0;
      const within = { toFirstPaint: early * 1.05 + 2, beforeDrop: (early + late) * 1.05 + 2, offlineFile: 0 };
      expect(await buildPage({ early, late, offline }, within)).toBe(null);
      const above = { ...within, beforeDrop: (early + late) * 0.95 };
      expect(await buildPage({ early, late, offline }, above)).toContain('The page before a drop');
    }),
    { numRuns: 5 },
  );
});

it('has the limits of docs/performance.md names', () => {
  const text = readFileSync('docs/performance.md', 'utf8');
  for (const limit of Object.values(most)) expect(text).toContain(`| ${limit.toLocaleString('en')} kB |`);
});
