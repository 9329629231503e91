import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** An import in a module of recharts, and the module of `src/ui/charts/lean` that the bundle has in its place. */
interface Replacement {
  readonly importer: RegExp;
  readonly id: RegExp;
  readonly by: string;
}

const replacements: readonly Replacement[] = [
  { importer: /\/selectors\/combiners\/\w+\.js$/, id: /^victory-vendor\/d3-scale$/, by: 'scales' },
  { importer: /\/util\/ChartUtils\.js$/, id: /^victory-vendor\/d3-shape$/, by: 'no-stacks' },
  { importer: /\/selectors\/axisSelectors\.js$/, id: /^(\.\.\/)+util\/scale$/, by: 'end-ticks' },
];

/**
 * Leaves out what our charts do not use of recharts' dependencies: scales of times, powers and colours, stacked series
 * and round ticks. Recharts selects them by name at run time, so the bundler cannot leave them out by itself.
 */
export function leanRecharts(): Plugin {
  return {
    name: 'lean-recharts',
    enforce: 'pre',
    apply: 'build',
    resolveId(id, importer = '') {
      if (!importer.includes('/recharts/es6/')) return null;
      const found = replacements.find((one) => one.id.test(id) && one.importer.test(importer));
      return found === undefined
        ? null
        : fileURLToPath(new URL(`../src/ui/charts/lean/${found.by}.ts`, import.meta.url));
    },
  };
}
