import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('ask/'),
);

/** The arguments of every effect in a source file, found by matching brackets. */
function effectsIn(source: string): string[] {
  const starts = [...source.matchAll(/\buse(?:Layout|Insertion)?Effect(?:Event)?\(/g)].map(
    ({ index, 0: call }) => index + call.length,
  );
  return starts.map((start) => {
    let depth = 1;
    let end = start;
    for (; depth > 0 && end < source.length; end++) {
      if (source[end] === '(') depth++;
      if (source[end] === ')') depth--;
    }
    return source.slice(start, end);
  });
}

it('finds the arguments of effects', () => {
  const source = 'useEffect(() => {\n  void engine.rows(view).then((rows) => show(rows));\n}, [view]);\nengine.open();';
  expect(effectsIn(source)).toEqual(['() => {\n  void engine.rows(view).then((rows) => show(rows));\n}, [view])']);
});

it('only useAsk and useJob ask the engine in effects', () => {
  expect(files.length).toBeGreaterThan(100);
  const asking = files.filter((file) =>
    effectsIn(readFileSync(join(root, file), 'utf8')).some((effect) => /\bengine\b/.test(effect)),
  );
  expect(asking).toEqual([]);
});

it('there is one grid and one side panel', () => {
  const having = (pattern: RegExp) =>
    files.filter((file) => file.endsWith('.tsx') && pattern.test(readFileSync(join(root, file), 'utf8')));
  expect(having(/role=(?:"grid"|\{[^}]*'grid')/)).toEqual(['grid/grid-body.tsx']);
  expect(having(/<aside\b|role="complementary"/)).toEqual(['panel/side-panel.tsx']);
});
