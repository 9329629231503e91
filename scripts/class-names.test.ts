import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { className } from './class-names.ts';

it('classes of equal names in different style sheets have different names', () => {
  const names = ['strip/strip', 'grid/grid', 'charts/charts'].map((file) =>
    className('plot', resolve(`src/ui/${file}.module.css`)),
  );
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^plot-[0-9a-z]{1,2}$/);
  expect(() => className('plot', resolve('src/none.module.css'))).toThrow('no style sheet');
});
