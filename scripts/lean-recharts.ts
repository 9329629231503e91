import type { Plugin } from 'vite';
import { replaceImports } from './replace-imports.ts';
import { sharedHelpers } from './shared-helpers.ts';

const STATE = 'recharts/es6/state/selectors';

/**
 * Leaves out what our charts do not use of recharts' dependencies: scales of times, powers and colours, stacked series
 * and round ticks. Recharts selects them by name at run time, so the bundler cannot leave them out by itself.
 */
export function leanRecharts(): readonly Plugin[] {
  return [sharedHelpers(), withoutUnused()];
}

function withoutUnused(): Plugin {
  return replaceImports('lean-recharts', [
    {
      importer: new RegExp(`/${STATE}/combiners/\\w+\\.js$`),
      id: /^victory-vendor\/d3-scale$/,
      by: 'src/ui/charts/lean/scales.ts',
    },
    {
      importer: /\/recharts\/es6\/util\/ChartUtils\.js$/,
      id: /^victory-vendor\/d3-shape$/,
      by: 'src/ui/charts/lean/no-stacks.ts',
    },
    {
      importer: new RegExp(`/${STATE}/axisSelectors\\.js$`),
      id: /^(\.\.\/)+util\/scale$/,
      by: 'src/ui/charts/lean/end-ticks.ts',
    },
  ]);
}
