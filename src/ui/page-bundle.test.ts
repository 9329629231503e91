import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { leanRecharts } from '../../scripts/lean-recharts.ts';

/** The modules of core and worker that the page may import, from the linter's settings. */
function allowedModules(): readonly string[] {
  const { overrides } = JSON.parse(readFileSync('biome.json', 'utf8'));
  const ofPage = overrides.find(({ includes }: { includes: string[] }) => includes[0] === 'src/ui/**');
  const [{ group }] = ofPage.linter.rules.style.noRestrictedImports.options.patterns;
  return group.flatMap((pattern: string) => (pattern.startsWith('!') ? [pattern.slice(1)] : []));
}

/** The page's chunks. The engine's script is built separately. */
async function chunksOfPage(): Promise<readonly Rolldown.OutputChunk[]> {
  const withoutEngine: Plugin = {
    name: 'without-engine',
    resolveId: (id) => (id === 'virtual:engine' ? '\0engine' : null),
    load: (id) => (id === '\0engine' ? 'export const loadEngine = null;' : null),
  };
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: { __VERSION__: '"test"' },
    plugins: [withoutEngine, ...leanRecharts()],
    build: { write: false, minify: false, rolldownOptions: { input: 'src/main.tsx' } },
  });
  if (!('output' in result)) throw new Error('The page was not built');
  return result.output.flatMap((part) => (part.type === 'chunk' ? [part] : []));
}

const chunks = chunksOfPage();
const modules = chunks.then((all) => all.flatMap((chunk) => Object.keys(chunk.modules).map((id) => relative('.', id))));

it('the page’s bundle contains only allowed modules of core and worker', async () => {
  const engine = (await modules).filter((id) => /^src\/(core|worker)\//.test(id));
  const allowed = allowedModules();
  expect(engine.filter((id) => !allowed.some((pattern) => isIn(id, pattern)))).toEqual([]);
  expect(engine).toContain('src/core/errors.ts');
  expect((await modules).filter((id) => /node_modules\/(ml-matrix|fflate|fzstd)\//.test(id))).toEqual([]);
});

it('the page’s bundle contains none of the series and scales of recharts that no chart uses', async () => {
  const unused = /node_modules\/(d3-|decimal\.js|recharts\/es6\/(cartesian\/(Area|Bar|Line)|component\/Tooltip)\.js)/;
  expect((await modules).filter((id) => unused.test(id))).toEqual([]);
  const lean = (await modules).filter((id) => id.startsWith('src/ui/charts/lean/'));
  expect(lean).toHaveLength(3);
});

it('the page’s bundle contains each helper function of recharts once', async () => {
  const code = (await chunks).map((chunk) => chunk.code).join('\n');
  for (const helper of ['_objectSpread', '_objectWithoutProperties', '_slicedToArray']) {
    expect(code.split(`function ${helper}(`)).toHaveLength(2);
    expect(code).not.toContain(`function ${helper}$`);
  }
});

// Whether a path matches `**/core/errors.ts` or, of a whole folder, `**/core/schema/**`.
function isIn(path: string, pattern: string): boolean {
  const part = pattern.replace(/^\*\*|\*\*$/g, '');
  return pattern.endsWith('**') ? `/${path}`.includes(part) : `/${path}`.endsWith(part);
}
