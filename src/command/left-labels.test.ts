import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../testing/conn-log.ts';
import { runCommand } from '../testing/run-command.ts';
import { smallLog } from '../testing/small-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { heldFileBlob } from './file-blob.ts';
import { parseArguments } from './parse-arguments.ts';
import { printFlows } from './print-flows.ts';
import { explainBlanks } from './problems.ts';
import { scoreLogs } from './score-logs.ts';

const folder = temporaryFolder();

/** What is printed when labels stay in the files, and when they are in memory, which `-J` needs. */
async function bothWays(...files: string[]): Promise<readonly string[]> {
  const json = join(folder.path, 'summary.json');
  const left = await runCommand(['-a', '30', ...files]);
  const kept = await runCommand(['-a', '30', '-J', json, ...files]);
  return [left, kept].map(({ code, stdout, stderr }) => `${code} ${stderr} ${stdout.replace(/ in [\d.,]+ m?s:/, '')}`);
}

describe('labels that stay in the files', () => {
  it('are printed as those in memory, in every form of log', async () => {
    const fixtures = readdirSync('src/testing/fixtures/parquet')
      .filter((name) => name.endsWith('.parquet'))
      .map((name) => `src/testing/fixtures/parquet/${name}`);
    const json = Array.from(
      { length: 40 },
      (_, row) =>
        `{"ts":${1.7e9 + row},"uid":"C${row}","id.orig_h":"10.0.0.${row}","id.orig_p":1,"id.resp_h":"h\\"\\u00fc\\\\","id.resp_p":2,"proto":"tcp",${row % 3 === 0 ? '' : '"service":"ssl",'}"duration":${row * row},"orig_bytes":5,"resp_bytes":1,"orig_pkts":1,"orig_ip_bytes":9,"resp_pkts":2,"resp_ip_bytes":${row}}\n`,
    ).join('');
    const csv = smallLog(300)
      .split('\n')
      .filter((line) => /^#fields|^[^#]/.test(line))
      .map((line) => line.replace(/^#fields\t/, '').replaceAll('\t', ','))
      .join('\n');
    const forms = [
      [folder.write('a/conn.log', smallLog(300))],
      [folder.write('b/conn.log.gz', gzipSync(smallLog(300)))],
      [folder.write('c/conn.json', json)],
      [folder.write('d/conn.csv', csv)],
      [folder.write('e/one.log', smallLog(200)), folder.write('e/two.ndjson', json)],
      ...fixtures.map((name) => [name]),
    ];
    for (const files of forms) {
      const [left, kept] = await bothWays(...files);
      expect(left).toBe(kept);
      expect(left).toMatch(/^0 /);
    }
  });

  it('are printed as those in memory, whatever they are', async () => {
    const cell = fc.oneof(
      fc.constantFrom('-', '(empty)', '', '\\x09', 'ü', '\u202e', '0', 'a b'),
      fc.string({ maxLength: 8 }).map((text) => text.replace(/[\t\r\n#]/g, '_')),
    );
    const rows = fc.array(
      fc.record({ 'id.orig_h': cell, 'id.resp_h': cell, proto: cell, service: cell, orig_bytes: fc.nat(1e6) }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (flows) => {
        const [left, kept] = await bothWays(folder.write('any/conn.log', connLog(flows)));
        expect(left).toBe(kept);
      }),
      { numRuns: 40 },
    );
  });

  it('are blank, and the reason is given, if the file was overwritten since it was read', async () => {
    const path = folder.write('over/conn.log', connLog([{ orig_bytes: 1 }, { orig_bytes: 2 }, { orig_bytes: 900 }]));
    const { blob, close } = await heldFileBlob(path);
    const files = [{ path: 'conn.log', blob }];
    const given = parseArguments([path]);
    const progress = { show: () => {}, clear: () => {} };
    const { signal } = new AbortController();
    const scored = await scoreLogs({ files, close }, given, progress, { signal, script: null });
    writeFileSync(path, connLog([{ orig_bytes: 8 }, { orig_bytes: 7 }, { orig_bytes: 6 }]));
    let printed = '';
    const write = async (text: string | Uint8Array) => {
      printed += text;
    };
    const problem = await printFlows(scored, 1, { write, isTerminal: false, hasColours: false, columns: 100 });
    close();
    expect(printed).toMatch(/\n0 +50000 +443 +0.25 +1 /);
    expect(problem && explainBlanks(problem)).toMatch(
      /^conn\.log was changed, moved or deleted since it was read at .*\. Hosts and other labels are blank\. Run the command again\.$/,
    );
  });
});

it('a file that stays open is read after it was renamed', async () => {
  const path = folder.write('held/conn.log', 'first\n');
  const { blob, close } = await heldFileBlob(path);
  renameSync(path, `${path}.1`);
  folder.write('held/conn.log', 'other\n');
  expect(await blob.text()).toBe('first\n');
  expect(await new Response(blob.slice(1, 3).stream()).text()).toBe('ir');
  close();
});
