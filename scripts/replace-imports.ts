import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** An import in a module of a library, and the module that the bundle has in its place, relative to the repository. */
export interface Replacement {
  readonly importer: RegExp;
  readonly id: RegExp;
  readonly by: string;
}

/** Replaces imports of libraries in builds. `vite dev` and unit tests keep the original modules. */
export function replaceImports(name: string, replacements: readonly Replacement[]): Plugin {
  return {
    name,
    enforce: 'pre',
    apply: 'build',
    resolveId(id, importer = '') {
      const found = replacements.find((one) => one.id.test(id) && one.importer.test(importer));
      return found === undefined ? null : pathOf(found.by);
    },
  };
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}
