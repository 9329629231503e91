import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

/** Words that a reader has to decode, with what to write. `such as` is plain. */
const instead: readonly (readonly [word: RegExp, write: string])[] = [
  [/\blens(es)?\b/i, 'detector or model'],
  [/\b(all|be|are|look|compute) alike\b|\balike\b(?! in)/i, 'identical, similar, the same'],
  [/\btold\b/i, 'reported, said'],
  [/\bwish(es|ed)?\b/i, 'query'],
  [/\bwhoever\b/i, 'the one who'],
  [/\bso many\b/i, 'the number'],
  [/\bsuch\b(?! as\b)/i, 'the thing’s name'],
  [/\bstays? in force\b|\bcalled off\b|\bthat is none\b/i, 'still used, cancelled'],
  [/\bscreenful\b/i, 'one page'],
  [/\bhead of a column\b/i, 'column header'],
  [/\banomaly mass\b/i, 'anomalous flows'],
  [/\bdecades?\b/i, '−log10 p, score, a factor of ten'],
  [/\bflow-count price\b|\bprice of\b/i, 'flow-count penalty'],
];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /^(ui|worker|core)\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|^core\/kernel\//.test(file),
);
const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

describe('plain words', () => {
  it.each(instead)('the page has no %s', (word) => {
    expect(
      sources.flatMap((file) =>
        textsOf(file)
          .filter((text) => word.test(text))
          .map(at(file)),
      ),
    ).toEqual([]);
  });

  it.each(instead)('the docs have no %s', (word) => {
    expect(
      pages.flatMap((file) =>
        proseOf(file)
          .filter((line) => word.test(line))
          .map(at(file)),
      ),
    ).toEqual([]);
  });

  it('the sentences of the page have no semicolon', () => {
    const wrong = sources
      .filter((file) => /^ui\/|^core\/schema\//.test(file) && !hasSettings.has(file))
      .flatMap((file) =>
        textsOf(file)
          .filter((text) => /[\p{L}\d)]; |^; /u.test(text))
          .map(at(file)),
      );
    expect(wrong).toEqual([]);
  });
});

/** Pictures name detector, settings and version on one line; the settings have commas of their own. */
const hasSettings = new Set(['ui/strip/strip.tsx', 'ui/evaluate/evaluate-tab.tsx']);

const at = (file: string) => (text: string) => `${file}: ${text.trim().slice(0, 120)}`;

/** Texts of more than one word in a file's code: strings, parts of templates, and text between tags. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const code = readFileSync(join('src', file), 'utf8');
  visit(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }), (text) => texts.push(text));
  return texts.filter((text) => /\S\s+\S|^; /.test(text)).map((text) => text.replace(/\s+/g, ' '));
}

function visit(node: unknown, take: (text: string) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, take);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, value } = node as { readonly type?: string; readonly value?: unknown };
  if (type === 'ImportDeclaration' || type === 'TSLiteralType') return;
  if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') take(value);
  if (type === 'TemplateElement') take((value as { readonly cooked: string | null }).cooked ?? '');
  for (const child of Object.values(node)) visit(child, take);
}

/** Lines of a page without its code. */
function proseOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  return text.split('\n').map((line) => line.replace(/`[^`]*`/g, ''));
}
