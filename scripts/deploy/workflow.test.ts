import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderOfTest } from '../../src/testing/temporary-folder.ts';

/** The composite action: its steps run with the files of a runner, and with a command that records its words. */

const FOLDER = '.github/actions/oddflow';
const action = parse(readFileSync(`${FOLDER}/action.yml`, 'utf8'));
const { markdownOf } = await import(resolve(FOLDER, 'markdown.mjs'));

interface Step {
  readonly name: string;
  readonly run: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
}

const steps: readonly Step[] = action.runs.steps;

const finding = {
  strength: 87,
  title: 'Beacon',
  evidence: ['One call per 60 s.', 'All calls have 120 bytes.'],
  flows: 1400,
  techniques: ['T1071.001'],
  filter: 'src:10.0.0.1 dst:203.0.113.9',
};
const result = {
  flows: 15_000,
  anomalies: 1500,
  skipped: 1,
  files: [{}],
  detector: { label: 'PCA (PyOD-compatible)' },
  findings: [finding, { ...finding, strength: 40, title: 'Scan' }],
};

/** A copy of the action in a package whose command writes a result and its words, and the files of a runner. */
function runner(
  command = `require('fs').writeFileSync(words[words.indexOf('-J') + 1], ${JSON.stringify(JSON.stringify(result))})`,
) {
  const place = folderOfTest();
  cpSync(FOLDER, join(place, FOLDER), { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ bin: { oddflow: 'dist/command.cjs' } }));
  mkdirSync(join(place, 'dist'));
  const script = `const words = process.argv.slice(2); require('fs').writeFileSync(${JSON.stringify(join(place, 'words'))}, JSON.stringify(words)); ${command}`;
  writeFileSync(join(place, 'dist/command.cjs'), script);
  const files = { GITHUB_STEP_SUMMARY: join(place, 'summary'), GITHUB_OUTPUT: join(place, 'output') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const run = (name: string, inputs: Readonly<Record<string, string>>) => {
    const step = steps.find((one) => one.name === name);
    if (step === undefined) throw new Error(`The action has no step "${name}".`);
    const env = {
      ...process.env,
      ...files,
      RUNNER_TEMP: place,
      GITHUB_ACTION_PATH: join(place, FOLDER),
      ...valuesOf(step, inputs),
    };
    // As the runner starts `shell: bash`: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: place,
      env,
      encoding: 'utf8',
    });
  };
  const read = (name: string) => readFileSync(join(place, name), 'utf8');
  return { run, read, place };
}

/** Variables of a step, with `${{ inputs.NAME }}` replaced as the runner does. */
function valuesOf(step: Step, inputs: Readonly<Record<string, string>>): Record<string, string> {
  const value = (text: string) =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name].default);
  return Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)]));
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

describe.skipIf(!hasBash)('the action (skipped: bash is not installed)', () => {
  it('has no expression in a script, which would let an input add commands', () => {
    for (const { run, shell } of steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
  });

  it('builds with scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...steps[0].run.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(named).toEqual(['kernel', 'build:command']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('uses inputs and outputs that exist', () => {
    const used = [...JSON.stringify(action.runs).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    for (const [name, { value }] of Object.entries<{ value: string }>(action.outputs)) {
      expect(value).toBe(`\${{ steps.summary.outputs.${name} }}`);
    }
  });

  it('runs the command on each log, and stops commands of the runner meanwhile', () => {
    const { run, read } = runner();
    const { status, stdout } = run('Read the log', {
      log: 'conn.log\nlogs/conn.*.gz\n\n$(touch pwned) `x`;',
      detector: 'behaviour',
    });
    expect(status).toBe(0);
    const words = JSON.parse(read('words'));
    expect(words.slice(0, 8)).toEqual([
      '-f',
      'conn.log',
      '-f',
      'logs/conn.*.gz',
      '-f',
      '$(touch pwned) `x`;',
      '--detector',
      'behaviour',
    ]);
    const [, token] = /^::stop-commands::([0-9a-f]{32})$/m.exec(stdout) ?? [];
    expect(stdout.trim().split('\n').at(-1)).toBe(`::${token}::`);
  });

  it('fails when the command fails, after commands of the runner are on again', () => {
    const { run } = runner("process.stderr.write('::error::a file name'); process.exit(1)");
    const { status, stdout } = run('Read the log', { log: 'conn.log' });
    expect(status).toBe(1);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^::[0-9a-f]{32}::$/);
  });

  it('writes the summary and the outputs', () => {
    const { run, read, place } = runner();
    run('Read the log', { log: 'conn.log' });
    expect(run('Write the summary', {})).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(read('summary')).toBe(markdownOf(result, 20));
    expect(read('output')).toBe(
      `flows=15000\nanomalies=1500\nfindings=2\nstrongest=87\njson=${join(place, 'oddflow.json')}\n`,
    );
  });

  it.each([
    ['87', 1, '::error::A finding has strength 87. The job fails from 87 on.\n'],
    ['88', 0, ''],
    ['', 0, ''],
    ['high', 1, '::error::The input fail-at is no whole number.\n'],
  ])('with fail-at "%s" ends with %i', (failAt, status, stdout) => {
    const { run } = runner();
    run('Read the log', { log: 'conn.log' });
    expect(run('Write the summary', { 'fail-at': failAt })).toMatchObject({ status, stdout });
  });
});

describe('the summary', () => {
  it('lists the strongest findings', () => {
    const lines = markdownOf(result, 1).split('\n');
    expect(lines[0]).toBe('## Oddflow: 2 findings in 15,000 flows');
    expect(lines).toContain('The table has the strongest 1.');
    expect(lines.filter((line: string) => line.startsWith('| 87 '))).toHaveLength(1);
    expect(lines.filter((line: string) => line.startsWith('| 40 '))).toHaveLength(0);
    expect(markdownOf({ ...result, findings: [] }, 20)).not.toContain('|');
    expect(markdownOf({ ...result, findings: null }, 20)).toContain('The log was not searched for findings.');
  });

  it('shows any value of the log as text: no Markdown, HTML, link, mention or further line', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.emailAddress(),
      fc.string({ unit: fc.constantFrom(...'|`*_[]()<>!#@&;:\\/\n\r\t~-+.w'), maxLength: 40 }),
    );
    const empty = markdownOf({ ...result, findings: [{ ...finding, title: '', evidence: ['', ''], filter: '' }] }, 1);
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, sentence, filter) => {
        const findings = [{ ...finding, title, evidence: [sentence, title], filter }];
        const markdown: string = markdownOf({ ...result, findings }, 1);
        const codes = [...markdown.matchAll(/<code>(.*?)<\/code>/g)].map(([, code]) => code);
        expect(markdown.replace(/<code>.*?<\/code>/g, '<code></code>')).toBe(
          empty.replace(/<code>.*?<\/code>/g, '<code></code>'),
        );
        for (const code of codes)
          expect(code).toMatch(/^(?:[A-Za-z0-9 ]|[^\p{ASCII}\p{C}\p{Z}]|&#(?!64;)\d+;|&#64;<!-- -->)*$/u);
        expect(
          codes[1].replaceAll('<!-- -->', '').replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point))),
        ).toBe(shown(title));
      }),
    );
  });
});

/** A text as a reader sees it in the summary. */
function shown(text: string): string {
  return [...text]
    .map((character) =>
      /^[ -~\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
    )
    .join('');
}

/** shellcheck, or null if it is not installed. */
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

it.skipIf(!hasShellcheck)('shellcheck has nothing to say of the scripts (skipped: shellcheck is not installed)', () => {
  const place = folderOfTest();
  const scripts = steps.map(({ run }, at) => {
    const path = join(place, `step-${at}`);
    writeFileSync(path, `#!/usr/bin/env bash\nset -eo pipefail\n${run}`);
    return path;
  });
  const own = ['.ci/run', 'docs/deploy/oddflow-day', 'docs/deploy/oddflow-rotated'];
  const { stdout } = spawnSync('shellcheck', [...scripts, ...own], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
