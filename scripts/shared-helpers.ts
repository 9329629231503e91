import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const MODULE = '\0recharts-helpers';
const SOURCES = 'node_modules/recharts/es6';
/** A helper function as Babel writes it, on one line. */
const HELPER = /^function (_[a-zA-Z]+|ownKeys)\(.*\}$/gm;

/**
 * Puts the helper functions that Babel wrote into every module of recharts once into the bundle: 34 kB less to parse.
 */
export function sharedHelpers(): Plugin {
  return {
    name: 'shared-helpers',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === MODULE ? id : null),
    load: (id) => (id === MODULE ? exported(readHelpers()) : null),
    transform(code, id) {
      if (!id.includes('/recharts/es6/')) return null;
      const names = [...code.matchAll(HELPER)].map(([, name]) => name);
      if (names.length === 0) return null;
      return { code: `import { ${names.join(', ')} } from '${MODULE}';${code.replace(HELPER, '')}`, map: null };
    },
  };
}

/** Each helper by name. Throws if two modules differ: they would need their own. */
function readHelpers(): ReadonlyMap<string, string> {
  const helpers = new Map<string, string>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue;
    for (const [text, name] of readFileSync(join(SOURCES, file), 'utf8').matchAll(HELPER)) {
      if (helpers.has(name) && helpers.get(name) !== text) throw new Error(`recharts has different helpers ${name}`);
      helpers.set(name, text);
    }
  }
  return helpers;
}

function exported(helpers: ReadonlyMap<string, string>): string {
  return [...helpers.values()].map((text) => `export ${text}`).join('\n');
}
