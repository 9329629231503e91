import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
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

/** Expressions of comments and test titles beside these, with what to write. Code in backquotes is exempt. */
const insteadInCode: readonly (readonly [word: RegExp, write: string])[] = [
  ...instead,
  [/\b(somebody|anybody|nobody|whom)\b/i, 'name the subject, or use the passive'],
  [/\bsurpris/i, '−log10 p'],
  [/\bhears?\b/i, 'receives'],
  [/\bout comes\b/i, 'returns'],
  [/\ba turn\b|\bin turns\b|\bturns for\b/i, 'yields to other messages'],
  [/\b(in|out of|first) sight\b/i, 'visible, hidden, first occurrence'],
  [/\bunder way\b|\bon (its|their) way\b/i, 'running, loading'],
  [/\bthat of\b/i, 'repeat the noun'],
  [/\banew\b/i, 'again'],
  [/\bhousekeeping\b/i, 'infrastructure'],
  [/\bcame to nothing\b/i, 'failed'],
  [/\btwin\b/i, 'table, copy, version'],
  [
    /\d (bytes?|ns|µs|ms|s|kB|MB) an? (million|row|flow|pair|host|channel|label|value|number|byte|block|line|cell|group|field|column)\b/i,
    'per',
  ],
];

/** Files below a folder, without those that are generated or compiled apart. */
function filesIn(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  return found.filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|^src\/core\/kernel\//.test(file));
}

const code = ['src', 'scripts', 'e2e'].flatMap(filesIn).filter((file) => file !== 'scripts/plain-words.test.ts');
const sources = code.filter(
  (file) => /^src\/(command|words|ui|worker|core)\//.test(file) && !/\.test\.tsx?$/.test(file),
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

  it.each(insteadInCode)('comments and test titles have no %s', (word) => {
    expect(
      code.flatMap((file) => [...commentsOf(file), ...titlesOf(file)].filter((text) => word.test(text)).map(at(file))),
    ).toEqual([]);
  });

  it('the sentences of the page have no semicolon', () => {
    const wrong = sources
      .filter((file) => /^src\/(ui|core\/schema)\//.test(file) && !hasSettings.has(file))
      .flatMap((file) =>
        textsOf(file)
          .filter((text) => /[\p{L}\d)]; |^; /u.test(text))
          .map(at(file)),
      );
    expect(wrong).toEqual([]);
  });
});

/** Pictures name detector, settings and version on one line; the settings have commas of their own. */
const hasSettings = new Set(['src/ui/strip/strip.tsx', 'src/ui/evaluate/evaluate-tab.tsx']);

const at = (file: string) => (text: string) => `${file}: ${text.trim().slice(0, 120)}`;

/** A file as its program and comments. Each file is parsed once. */
const parsed = memoised((file) => {
  const { program, comments } = parseSync(file, readFileSync(file, 'utf8'), {
    lang: file.endsWith('x') ? 'tsx' : 'ts',
  });
  return { program, comments };
});

/** Texts of more than one word in a file's code: strings, parts of templates, and text between tags. */
const textsOf = memoised((file): readonly string[] => {
  const texts: string[] = [];
  visit(parsed(file).program, (text) => texts.push(text));
  return texts.filter((text) => /\S\s+\S|^; /.test(text)).map((text) => text.replace(/\s+/g, ' '));
});

/** Comments of a file as text without code. */
const commentsOf = memoised((file): readonly string[] =>
  parsed(file).comments.map(({ value }) => value.replace(/`[^`]*`/g, '').replace(/\s*\n[\s*]*/g, ' ')),
);

/** Titles of the tests of a file. */
const titlesOf = memoised((file): readonly string[] => {
  const titles: string[] = [];
  visitCalls(parsed(file).program, (title) => titles.push(title));
  return titles;
});

function memoised<Value>(make: (file: string) => Value): (file: string) => Value {
  const known = new Map<string, Value>();
  return (file) => {
    const value = known.get(file) ?? make(file);
    known.set(file, value);
    return value;
  };
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

interface Call {
  readonly type?: string;
  readonly callee?: unknown;
  readonly arguments?: readonly unknown[];
}

/** Takes the title of each call of `it`, `test` or `describe`. */
function visitCalls(node: unknown, take: (title: string) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visitCalls(one, take);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const call = node as Call;
  if (call.type === 'CallExpression' && isTest(call.callee)) visit(call.arguments?.[0], take);
  for (const child of Object.values(node)) visitCalls(child, take);
}

/**
 * Whether a call defines a test: `it`, `it.skip`, `it.each(table)` or `test.describe`, but not the table of `it.each`.
 */
function isTest(callee: unknown): boolean {
  const { type, name, object, property, callee: inner } = callee as Record<string, unknown>;
  if (type === 'Identifier') return name === 'it' || name === 'test' || name === 'describe';
  if (type === 'MemberExpression') return (property as { readonly name?: string }).name !== 'each' && isTest(object);
  return type === 'CallExpression' && isTest((inner as { readonly object?: unknown }).object ?? inner);
}

/** Lines of a page without its code. */
function proseOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  return text.split('\n').map((line) => line.replace(/`[^`]*`/g, ''));
}
