import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isIgnored, readCopy, readDockerfile, readWords } from './dockerfile.ts';

it('reads stages, joins continued lines, and leaves comments out', () => {
  const [build, run] = readDockerfile(
    '# A comment\nFROM a:1 AS build\nRUN one \\\n    && two \\\n# between\n    && three\n\nFROM b:2 AS run\nCOPY --from=build /x /y/\nENTRYPOINT ["z", "-f"]\n',
  );
  expect(build).toEqual({ base: 'a:1', name: 'build', instructions: [{ name: 'RUN', text: 'one && two && three' }] });
  expect(readCopy(run.instructions[0].text)).toEqual({ from: 'build', sources: ['/x'], destination: '/y/' });
  expect(readWords(run, 'ENTRYPOINT')).toEqual(['z', '-f']);
  expect(readWords(run, 'HEALTHCHECK')).toEqual([]);
});

it('rejects what it cannot read', () => {
  expect(() => readDockerfile('RUN x')).toThrow('RUN before FROM');
  expect(() => readDockerfile('FROM x')).toThrow('no name');
  expect(() => readDockerfile('FROM x AS y\nnonsense')).toThrow('no instruction');
});

it('ignores a path and all below it, and no path that only begins with the same letters', () => {
  const name = fc.stringMatching(/^[a-z.+]{1,8}$/).filter((text) => !/^\.+$/.test(text));
  fc.assert(
    fc.property(name, name, (rule, below) => {
      expect(isIgnored(`# rules\n${rule}\n`, rule)).toBe(true);
      expect(isIgnored(rule, `${rule}/${below}`)).toBe(true);
      expect(isIgnored(rule, `${rule}${below}`)).toBe(false);
      expect(isIgnored(rule, `${below}/${rule}`)).toBe(below === rule);
    }),
  );
  expect(isIgnored('*.local', 'x.local')).toBe(true);
  expect(isIgnored('*.local', 'a/x.local')).toBe(false);
});
