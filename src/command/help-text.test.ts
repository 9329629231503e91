import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../testing/run-command.ts';
import { examples } from './examples.ts';
import { helpText, namesOf } from './help-text.ts';
import { manPage } from './man-page.ts';
import { options } from './options/index.ts';
import { parseArguments } from './parse-arguments.ts';

const page = readFileSync('docs/oddflow.1', 'utf8');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the help', () => {
  it('names every option, in at most 80 columns apart from the examples', async () => {
    const { code, stdout } = await runCommand(['--help']);
    expect(code).toBe(0);
    expect(stdout).toBe(helpText());
    for (const option of options) expect(stdout).toContain(`  ${namesOf(option)}\n`);
    const commands = examples.map(({ command }) => `      ${command}`);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !commands.includes(line))).toEqual([]);
  });

  it('has only examples whose options exist', () => {
    for (const { command } of examples) {
      const [, words = ''] = /\boddflow ([^|]*)/.exec(command) ?? [];
      const args = words.trim().split(' ');
      expect(() => parseArguments(args), command).not.toThrow();
    }
  });

  it('prints the version', async () => {
    expect(await runCommand(['--version'])).toEqual({ code: 0, stdout: 'oddflow test\n', stderr: '' });
  });
});

describe('the man page', () => {
  it('is made from the same options: npm run build:man writes it', () => {
    expect(page).toBe(manPage(version));
  });

  const hasMan = spawnSync('man', ['--version']).status === 0;
  it.skipIf(!hasMan)(`renders without warnings${hasMan ? '' : ' (skipped: no man)'}`, () => {
    const { status, stdout, stderr } = spawnSync('man', ['--warnings=w', '-l', 'docs/oddflow.1'], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const option of options) expect(stdout).toContain(namesOf(option));
    for (const { command } of examples) expect(stdout).toContain(command);
  });
});
