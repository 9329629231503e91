import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../testing/run-command.ts';
import { smallLog } from '../testing/small-log.ts';
import { makeTar } from '../testing/tar-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { makeZip } from '../testing/zip-file.ts';

const folder = temporaryFolder();
const text = smallLog(300);
const plain = folder.write('plain/conn.log', text);

/** The table and the numbers of a run, without its time. */
async function answer(args: readonly string[], stdin: Iterable<Uint8Array> = []): Promise<CommandResult> {
  const { code, stdout, stderr } = await runCommand(['-a', '400', ...args], { stdin });
  return { code, stderr, stdout: stdout.replace(/ in [\d.,]+ m?s:/, ':') };
}

const wanted = answer([plain]);
const bytes = Buffer.from(text);

describe('a log in another form', () => {
  it.each([
    ['gzip', () => folder.write('x/conn.log.gz', gzipSync(text))],
    [
      'a large gzip file of several members',
      () =>
        folder.write(
          'y/conn.log.gz',
          Buffer.concat([gzipSync(bytes.subarray(0, 5000)), gzipSync(bytes.subarray(5000))]),
        ),
    ],
    ['zip', () => folder.write('x/logs.zip', makeZip([{ path: 'conn.log', bytes }]))],
    ['tar', () => folder.write('x/logs.tar', makeTar([{ path: 'conn.log', bytes }]))],
    ['tar in gzip', () => folder.write('x/logs.tgz', gzipSync(makeTar([{ path: 'conn.log', bytes }])))],
  ])('%s has the same flows', async (_, write) => {
    expect(await answer([write()])).toEqual(await wanted);
  });

  it.each(readdirSync('src/testing/fixtures/parquet').filter((name) => name.endsWith('.parquet')))(
    '%s is read',
    async (name) => {
      const { code, stdout } = await answer([`src/testing/fixtures/parquet/${name}`]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/[1-9]\d* flows? of 1 file/);
    },
  );
});

describe('standard input', () => {
  it('in any pieces is the same log', async () => {
    const all = await wanted;
    const cuts = fc.array(fc.nat({ max: bytes.length }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const edges = [0, ...places.toSorted((a, b) => a - b), bytes.length];
        const pieces = edges.slice(1).map((end, at) => bytes.subarray(edges[at], end));
        expect(await answer(['-f', '-'], pieces)).toEqual(all);
      }),
      { numRuns: 20 },
    );
  });

  it('may be compressed, and its copy is removed', async () => {
    const copies = () => readdirSync(tmpdir()).filter((name) => /^oddflow-(?!test-)/.test(name));
    const before = copies();
    expect(await answer(['-'], [gzipSync(text)])).toEqual(await wanted);
    expect(copies().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('can be read again for an export', async () => {
    const { stdout } = await runCommand(['-D', '-', '-f', '-'], { stdin: [bytes] });
    const fromFile = await runCommand(['-D', '-', plain]);
    expect(stdout).toBe(fromFile.stdout.replaceAll(`,${basename(plain)},`, ',stdin,'));
  });

  it('without a byte ends with 1', async () => {
    expect(await runCommand(['-f', '-'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('stdin is empty'),
    });
  });
});

describe('several files', () => {
  const lines = text.split('\n');
  const head = lines.filter((line) => line.startsWith('#')).join('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const parts = [1, 2, 10].map((hour, at) =>
    folder.write(`day/conn.${hour}.log`, `${head}\n${rows.slice(at * 100, at * 100 + 100).join('\n')}\n`),
  );
  folder.write('day/.hidden.log', 'x');
  folder.write('day/deeper/http.log', '#separator \\x09\n#path\thttp\n#fields\tts\tuid\n#types\ttime\tstring\n1\tC1\n');

  it('in any order, repeated or by -f, are the same run', async () => {
    const all = await answer(parts);
    expect(all.stdout).toContain('300 flows of 3 files');
    const orders = fc.shuffledSubarray([...parts, ...parts], { minLength: 6 });
    await fc.assert(
      fc.asyncProperty(orders, fc.nat({ max: 6 }), async (order, flags) => {
        const args = order.flatMap((file, at) => (at < flags ? ['-f', file] : [file]));
        expect(await answer(args)).toEqual(all);
      }),
      { numRuns: 10 },
    );
  });

  it('are those that a pattern matches, or a folder has', async () => {
    const all = await answer(parts);
    expect(await answer([`${folder.path}/day/conn.*.log`])).toEqual(all);
    const below = await answer([`${folder.path}/day`]);
    expect(below.stdout).toContain('300 flows of 3 files');
    expect(below.stdout).toMatch(/\. 1 row of other logs\.\n$/);
    expect(below.stdout).toMatch(/ day\/conn\.10\.log\n/);
    const csv = await runCommand(['--summary-line', `${folder.path}/day`]);
    expect(JSON.parse(csv.stdout)).toMatchObject({ flows: 300, context: 1, files: 4 });
  });

  it('are found once in folders that link to each other', async () => {
    const path = folder.write('loop/a/conn.log', text);
    symlinkSync('..', join(dirname(path), 'up'));
    symlinkSync('conn.log', join(dirname(path), 'same.log'));
    expect((await answer([`${folder.path}/loop`])).stdout).toContain('300 flows of 1 file');
  });

  it('of one name are named by the paths that were given', async () => {
    for (const day of ['monday', 'tuesday']) folder.write(`week/${day}/conn.log`, text);
    const { stdout } = await answer([`${folder.path}/week/*/conn.log`]);
    expect(stdout).toContain(` ${folder.path}/week/monday/conn.log\n`);
    expect(stdout).not.toContain('../');
  });

  it('whose name is a pattern too are read by their name', async () => {
    const file = folder.write('odd/conn[1].log', text);
    expect((await answer([file])).code).toBe(0);
  });
});

describe('a file that cannot be read', () => {
  it('ends with 1 if it is the only one', async () => {
    const { code, stdout, stderr } = await runCommand(['/no/such/conn.log']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^oddflow: \/no\/such\/conn\.log could not be read: it does not exist\. Check the name\.\n$/,
    );
  });

  it('beside others is reported, and they are scored', async () => {
    const { code, stdout, stderr } = await answer([plain, '/no/such/conn.log']);
    expect(code).toBe(0);
    expect(stdout).toContain('300 flows of 1 file');
    expect(stderr).toContain('it does not exist');
  });

  it('may be a pattern that no file matches', async () => {
    const alone = await runCommand(['no-such-*.log']);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toBe('oddflow: no-such-*.log could not be read: no file matches it. Check the name.\n');
    const { code, stdout, stderr } = await answer(['no-such-*.log', plain]);
    expect(code).toBe(0);
    expect(stdout).toContain('300 flows of 1 file');
    expect(stderr).toContain('no file matches it');
  });

  it('is said in the page’s words if it is not a log', async () => {
    const { code, stderr } = await runCommand(['package.json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/package\.json is not a Zeek log/);
    expect((await runCommand([folder.write('none/x.txt', '')])).stderr).toMatch(/is empty/);
  });

  it('that lost most of its rows is scored with --anyway only', async () => {
    const bad = `${text.split('\n').slice(0, 20).join('\n')}\n${'broken\n'.repeat(200)}`;
    const file = folder.write('bad/conn.log', bad);
    const refused = await runCommand([file]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/add --anyway/);
    const taken = await runCommand(['--anyway', file]);
    expect(taken.code).toBe(0);
    expect(taken.stderr).toMatch(/200 of .* rows/);
  });
});

it.skipIf(process.platform === 'win32')('a named pipe is read like standard input', async () => {
  const pipe = `${folder.path}/pipe.log`;
  execFileSync('mkfifo', [pipe]);
  const [result] = await Promise.all([
    answer([pipe]),
    import('node:fs/promises').then(({ writeFile }) => writeFile(pipe, readFileSync(plain))),
  ]);
  expect(result).toEqual(await wanted);
});
