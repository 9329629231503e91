import { expect, it } from 'vitest';
import { warningsIn } from './warnings-in.ts';

it.each([
  '\u001b[33m[EMPTY_IMPORT_META] \u001b[0m`import.meta` may not be a valid syntax with the `iife` output format.',
  '(!) Some chunks are larger than 500 kB after minification. Consider:',
  '[PLUGIN_TIMINGS] JavaScript callbacks ran for 4.9s of this 5.5s build (89%).',
  'npm warn install-scripts 1 package has install scripts not yet covered by allowScripts:',
  "(node:41) Warning: The 'NO_COLOR' env is ignored due to the 'FORCE_COLOR' env being set.",
  '(node:41) [DEP0190] DeprecationWarning: Passing args to a child process with shell option true',
])('a warning is found: %s', (line) => {
  expect(warningsIn(`transforming...\n${line}\n✓ built in 5.55s`)).toHaveLength(1);
});

it('finds none in other output of a build', () => {
  const lines = [
    '> npm run --silent kernel && vite build',
    'vite v8.3.8 building client environment for production...',
    '✓ 721 modules transformed.',
    'dist/assets/engine-DB9AssYv.js              484.81 kB │ gzip: 175.47 kB',
  ];
  expect(warningsIn(lines.join('\n'))).toEqual([]);
});
