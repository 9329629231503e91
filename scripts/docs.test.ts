import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const decisions = readdirSync('docs/adr').filter((name) => /^\d{4}-.*\.md$/.test(name));
const pages = ['README.md', 'docs', 'src', 'e2e'].flatMap((place) =>
  place.endsWith('.md')
    ? [place]
    : readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => join(place, name)),
);

it('each decision has a unique number, in its file name and heading', () => {
  const numbers = decisions.map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
  for (const name of decisions) {
    expect(readFileSync(join('docs/adr', name), 'utf8')).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
  }
});

it('the index lists every decision by its heading', () => {
  const list = readFileSync('docs/adr/README.md', 'utf8');
  const missing = decisions.filter((name) => {
    const [, number, title] = /^# (\d+)\. (.*)/.exec(readFileSync(join('docs/adr', name), 'utf8')) ?? [];
    return !list.includes(`| ${number} | [${title.replaceAll('|', '\\|')}](${name}) |`);
  });
  expect(missing).toEqual([]);
});

it.each(pages)('%s links to existing files', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
});
