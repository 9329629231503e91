import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { headers, policyFor } from './policy.ts';

const lines = Object.entries(headers);

it.each([
  ['public/_headers', ([name, value]: readonly string[]) => `  ${name}: ${value}`],
  ['docs/deploy.md', ([name, value]: readonly string[]) => `    Header always set ${name} "${value}"`],
  ['docs/deploy.md', ([name, value]: readonly string[]) => `        ${name} "${value}"`],
])('%s has the headers that the preview sends', (file, lineOf) => {
  const text = readFileSync(file, 'utf8').split('\n');
  expect(lines.map(lineOf).filter((line) => !text.includes(line))).toEqual([]);
});

it('repeats of the page’s policy all but scripts and styles, and keeps others from framing the page', () => {
  const own = policyFor('SCRIPTS', 'STYLES').split('; ');
  const sent = headers['Content-Security-Policy'].split('; ');
  expect(own.filter((rule) => !sent.includes(rule))).toEqual([
    "default-src 'none'",
    "script-src SCRIPTS 'wasm-unsafe-eval'",
    'style-src STYLES',
  ]);
  expect(sent).toContain("frame-ancestors 'none'");
});
