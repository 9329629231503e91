import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('.', import.meta.url).pathname;

/** The floors in src/README.md, lowest first: the line in backquotes with arrows. */
function statedFloors(): string[][] {
  const map = readFileSync(join(root, 'README.md'), 'utf8');
  const line = /`([^`]*<-[^`]*)`/.exec(map)?.[1] ?? '';
  return line.split('<-').map((floor) => floor.split(',').map((name) => name.trim()));
}

/**
 * The floor of a file: `table` for `core/table/table.ts`, `errors.ts` for `core/errors.ts`, `ui` for `ui/bar/bar.tsx`.
 */
function partOf(file: string): string {
  const parts = relative(root, file).split(sep);
  return parts[0] === 'core' ? parts[1] : parts[0];
}

function imports(): { readonly from: string; readonly to: string; readonly file: string }[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|assembly|testing|\.d\.ts$/.test(file))
    .map((file) => join(root, file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s+'(\.[^'?]+)/g)].map(([, path]) => ({
      from: partOf(file),
      to: partOf(join(dirname(file), path)),
      file: relative(root, file),
    })),
  );
}

it('imports follow the direction in src/README.md', () => {
  const floors = statedFloors();
  const floorOf = (part: string) => floors.findIndex((floor) => floor.includes(part));
  const wrong = imports()
    .filter(({ from, to }) => from !== to && from !== 'main.tsx')
    .filter(({ from, to }) => floorOf(from) < 0 || floorOf(to) < 0 || floorOf(to) >= floorOf(from))
    .map(({ from, to, file }) => `${file}: ${from} imports ${to}`);
  expect(wrong).toEqual([]);
});

it('every file belongs to a floor in src/README.md', () => {
  const stated = statedFloors().flat();
  const parts = new Set(imports().flatMap(({ from, to }) => [from, to]));
  parts.delete('main.tsx');
  expect([...parts].filter((part) => !stated.includes(part))).toEqual([]);
  expect(stated.filter((part) => !parts.has(part))).toEqual([]);
});
