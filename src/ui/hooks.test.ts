import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });

it('every hook has a test beside it', () => {
  const hooks = files.filter((file) => /(^|\/)use-[\w-]+\.tsx?$/.test(file));
  const hasTest = (hook: string) => ['ts', 'tsx'].some((end) => files.includes(hook.replace(/tsx?$/, `test.${end}`)));
  expect(hooks.length).toBeGreaterThan(40);
  expect(hooks.filter((hook) => !hasTest(hook))).toEqual([]);
});
