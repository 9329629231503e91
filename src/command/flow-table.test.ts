import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectors } from '../core/detect/index.ts';
import { replaceHidden } from '../core/hidden-characters.ts';
import { connLog } from '../testing/conn-log.ts';
import { sharedGoldens, skippedWithoutShared } from '../testing/golden.ts';
import { runCommand } from '../testing/run-command.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();
const TOLERANCE = 1e-9;

interface Printed {
  readonly row: number;
  readonly score: number;
}

/** The printed rows between the header and the blank line. */
function rowsOf(stdout: string): Printed[] {
  const [, , ...rest] = stdout.split('\n');
  return rest.slice(0, rest.indexOf('')).map((line) => {
    const cells = line.split(/ +/);
    return { row: Number(cells[0]), score: Number(cells[14]) };
  });
}

async function topOf(log: Uint8Array | string, ...args: string[]): Promise<Printed[]> {
  const { code, stdout } = await runCommand(['-a', '20', '-f', folder.write('conn.log', log), ...args]);
  expect(code).toBe(0);
  return rowsOf(stdout);
}

function expectSame(printed: readonly Printed[], wanted: readonly Printed[]): void {
  expect(printed.map(({ row }) => row)).toEqual(wanted.map(({ row }) => row));
  for (const [at, { score }] of printed.entries())
    expect(Math.abs(score / wanted[at].score - 1)).toBeLessThan(TOLERANCE);
}

const withIpProto = (hasIpProto: boolean) => ['--detector', detectors[hasIpProto ? 1 : 0].id];

describe(`the top 20 of PyOD${skippedWithoutShared}`, () => {
  const goldens = sharedGoldens();
  if (goldens.length === 0) it.skip('skipped: no ../shared', () => {});

  it.each(goldens.map((golden) => [golden.name, golden] as const))('%s is printed', async (_, golden) => {
    expectSame(await topOf(golden.log, ...withIpProto(golden.hasIpProto)), golden.top);
  });
});

describe('the top 20 of scikit-learn', () => {
  const at = (name: string) => new URL(`../testing/fixtures/${name}`, import.meta.url);
  const names = readdirSync(at('.')).filter((name) => name.endsWith('.expected.json') && !name.startsWith('sample'));

  it.each(names)('%s is printed', async (name) => {
    const { top, features } = JSON.parse(readFileSync(at(name), 'utf8'));
    const log = readFileSync(at(`${name.split('.')[0]}.log`));
    expectSame(await topOf(log, ...withIpProto(features.includes('ip_proto'))), top);
  });
});

describe('the table', () => {
  it('has the columns of zeek_anomaly_detector, and 0 for unset numbers', async () => {
    const log = connLog([
      { duration: '-', orig_bytes: '-', resp_bytes: '-', service: '-', 'id.resp_h': '2001:db8::1' },
      { duration: '2.5', orig_bytes: 9_000_000 },
    ]);
    const { stdout } = await runCommand([folder.write('two.log', log)]);
    const [title, header, first, second] = stdout.split('\n');
    expect(title).toBe('Flows of the top anomalies');
    expect(header.trim().split(/ +/)).toEqual([
      'id.orig_h',
      'id.orig_p',
      'id.resp_h',
      'id.resp_p',
      'proto',
      'service',
      'duration',
      'orig_bytes',
      'resp_bytes',
      'orig_pkts',
      'orig_ip_bytes',
      'resp_pkts',
      'resp_ip_bytes',
      'score',
    ]);
    const cells = [first, second].map((line) => line.split(/ +/).slice(0, 14).join(' ')).toSorted();
    expect(cells).toEqual([
      '0 10.0.0.1 50000 2001:db8::1 443 tcp - 0 0 0 8 1024 9 4480',
      '1 10.0.0.1 50000 192.0.2.1 443 tcp ssl 2.5 9000000 4000 8 1024 9 4480',
    ]);
  });

  it('escapes what a terminal would obey', async () => {
    const log = connLog([{ service: '\\x1b[2J\\x07' }, { service: 'a\u202eb' }]);
    const { stdout } = await runCommand([folder.write('bad.log', log)]);
    expect(stdout).toMatch(/\\x1b\[2J|\\u\{1b\}\[2J/);
    expect(stdout).toContain('a\\u{202e}b');
    for (const line of stdout.split('\n')) expect(replaceHidden(line, () => '?')).toBe(line);
  });

  it('names the file of each flow if there are several', async () => {
    const files = ['a/conn.log', 'b/conn.log'].map((name, at) => folder.write(name, connLog([{ orig_bytes: at }, {}])));
    const { stdout } = await runCommand(files);
    for (const file of files) expect(stdout).toContain(`  ${file}\n`);
    expect(stdout).toContain('4 flows of 2 files');
  });
});
