import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;
const all = readdirSync(root, { recursive: true, encoding: 'utf8' });
const readmes = all.filter((file) => file.endsWith('README.md') && !file.includes('fixtures'));
const sources = all.filter((file) => /\.tsx?$/.test(file) && !/\.(test|bench|d)\.tsx?$/.test(file));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const code = sources.map(textOf).join('\n');
const words = new Set(code.match(/[\w-]+/g));

/** The texts in backquotes outside of code blocks. */
function quotedIn(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, quoted]) => quoted);
}

/** Folders and files without tests that a map of `folder` must name: one level deep. */
function partsOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [`${entry.name}/`];
    return sources.includes(join(folder, entry.name)) ? [entry.name] : [];
  });
}

/** Whether a path of a map exists: beside the map, in `src`, or anywhere as the end of a path. */
function isThere(path: string, folder: string): boolean {
  const places = [join(root, folder, path), join(root, path), join(root, '..', path)];
  return places.some((place) => existsSync(place)) || all.some((file) => file.endsWith(`/${path.replace(/\/$/, '')}`));
}

const isPath = (quoted: string) => /^[\w./-]+(\/|\.(tsx?|md|json))$/.test(quoted);

/** Folders, files and calls of the engine in the drawings, such as `core/source/` and `session.rows`. */
function drawnIn(text: string): string[] {
  const drawings = [...text.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, drawing]) => drawing).join('\n');
  return drawings.match(/\b(?:core|worker|ui|parts)\/[\w./-]*|\bsession\.\w+/g) ?? [];
}

describe.each(readmes)('%s', (readme) => {
  const folder = dirname(readme);
  const text = textOf(readme);

  it('names only files and folders that exist', () => {
    const lost = quotedIn(text).filter((quoted) => isPath(quoted) && !isThere(quoted, folder));
    expect(lost).toEqual([]);
  });

  it('draws only folders, files and calls of the engine that exist', () => {
    const calls = new Set([...textOf('worker/api.ts').matchAll(/^ {2}(\w+)[(:]/gm)].map(([, name]) => name));
    const lost = drawnIn(text).filter((drawn) => {
      const [, call] = /^session\.(\w+)/.exec(drawn) ?? [];
      return call === undefined || call === 'ts' ? !isThere(drawn, folder) : !calls.has(call);
    });
    expect(lost).toEqual([]);
  });

  it('names only functions and types that exist', () => {
    const names = quotedIn(text).flatMap((quoted) => /^[A-Za-z]\w+(?=\(.*\)$|$)/.exec(quoted)?.[0] ?? []);
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(root, folder, link)))).toEqual([]);
  });
});

it('the folders with a map of their own are in it completely', () => {
  const missing = readmes
    .filter((readme) => readme !== 'README.md' && readme !== 'ui/README.md')
    .flatMap((readme) => {
      const text = textOf(readme);
      return partsOf(dirname(readme))
        .filter((part) => !text.includes(part))
        .map((part) => join(dirname(readme), part));
    });
  expect(missing).toEqual([]);
});

it('src/README.md has a line for every folder and file of the core, and for the other folders', () => {
  const listed = firstCells(textOf('README.md')).map((part) => (/^[\w-]+\.ts$/.test(part) ? `core/${part}` : part));
  const wanted = [...partsOf('core').map((part) => `core/${part}`), 'core/', 'worker/', 'ui/', 'testing/'];
  expect(wanted.filter((part) => !listed.includes(part))).toEqual([]);
});

it('src/ui/README.md has a line for every folder, and names every file beside them', () => {
  const text = textOf('ui/README.md');
  const listed = firstCells(text);
  const [folders, files] = [partsOf('ui').filter(isFolder), partsOf('ui').filter((part) => !isFolder(part))];
  expect(folders.filter((part) => !listed.includes(part))).toEqual([]);
  expect(files.filter((part) => !text.includes(part))).toEqual([]);
});

const isFolder = (part: string) => part.endsWith('/');

/** The texts in backquotes in the first cell of each line of the tables. */
function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => quotedIn(cell));
}

it('the documents link to files that exist', () => {
  const docs = join(root, '../docs');
  const lost = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const links = [...readFileSync(join(docs, file), 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link);
      return links
        .filter((link) => !/^https?:|^mailto:/.test(link) && !existsSync(join(docs, dirname(file), link)))
        .map((link) => `${relative(root, file)}: ${link}`);
    });
  expect(lost).toEqual([]);
});
