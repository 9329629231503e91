import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../core/detect/index.ts';
import { runCommand } from '../testing/run-command.ts';
import { isGiven, textOf } from './given.ts';
import { options } from './options/index.ts';
import type { Option } from './options/option.ts';
import { top } from './options/top.ts';
import { parseArguments } from './parse-arguments.ts';

/** A value that an option takes. */
function allowedValue(check: Option['check']): string {
  const found = ['-', '3', '0.2', '1h', 'knn', 'duckdb'].find((text) => {
    try {
      check?.(text);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error('Add a value that this option takes');
  return found;
}

describe('arguments', () => {
  it('are files and options in any order', () => {
    const { files, texts } = parseArguments([
      'a.log',
      '-a',
      '20',
      '-f',
      'b.log',
      '--file=c.log',
      '--findings',
      '-f',
      '-',
    ]);
    expect(files).toEqual(['b.log', 'c.log', '-', 'a.log']);
    expect(texts.get('top')).toEqual(['20']);
    expect([...texts.keys()].toSorted()).toEqual(['file', 'findings', 'top']);
  });

  it.each([['-a20'], ['-a', '20'], ['--top', '20'], ['--top=20'], ['--amountanom', '20']])(
    'take the number of flows from %s',
    (...args) => {
      const given = parseArguments(args);
      expect(isGiven(given, top)).toBe(true);
      expect(textOf(given, top)).toBe('20');
    },
  );

  it('after -- are files', () => {
    expect(parseArguments(['--', '-a', '-D']).files).toEqual(['-a', '-D']);
  });

  it('accept every option of the list by each of its names', () => {
    for (const { name, short, aliases = [], value, check } of options) {
      const text = value === undefined ? [] : [allowedValue(check)];
      const names = [
        `--${name}`,
        ...aliases.map((alias) => `--${alias}`),
        ...(short === undefined ? [] : [`-${short}`]),
      ];
      for (const one of names) expect([...parseArguments([one, ...text]).texts.keys()]).toEqual([name]);
    }
  });
});

describe('wrong use', () => {
  it.each([
    [['--nonsense'], /Unknown option '--nonsense'\./],
    [['-a'], /-a/],
    [['-a', 'ten', 'x'], /-a ten: give a whole number of flows\./],
    [['-a', '-5', 'x'], /-a/],
    [['--contamination', '0.7', 'x'], /above 0 and up to 0\.5/],
    [['--contamination', '', 'x'], /above 0 and up to 0\.5/],
    [['--findings=yes', 'x'], /--findings/],
    [['-D', '/no/such/folder/x.csv', 'x'], /its folder does not exist/],
    [['-D', '/', 'x'], /is a folder/],
    [['-D', '-', '-J', '-', 'x'], /cannot both write to standard output/],
    [[], /Name a log/],
  ])('%j ends with 2 and says why', async (args, why) => {
    const { code, stdout, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(why);
    expect(stderr).toMatch(/^oddflow: /);
  });

  it('lists the detectors for one that does not exist', async () => {
    const { code, stderr } = await runCommand(['--detector', 'pca', 'x']);
    expect(code).toBe(2);
    for (const { id, label } of detectors)
      expect(stderr).toMatch(new RegExp(` ${id} .*${label.replace(/[()²]/g, '.')}`));
  });

  it('of any kind never ends with an exception', async () => {
    const words = fc.constantFrom(
      ...options.flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]),
      '--',
      '=',
      '0',
      '-1',
    );
    const args = fc.array(
      fc.oneof(
        words,
        fc.string({ maxLength: 4 }).map((text) => `/no/such/${text.replaceAll('\0', '')}`),
      ),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(args, async (list) => {
        const { code } = await runCommand(list.filter((text) => !text.includes('*')));
        expect([0, 1, 2]).toContain(code);
      }),
      { numRuns: 100 },
    );
  });
});
