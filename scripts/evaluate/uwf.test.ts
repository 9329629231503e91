import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared, skippedWithoutShared } from '../../src/testing/golden.ts';
import { columnValues, quiet, readText } from '../../src/testing/read-text.ts';
import { figuresOf, readTactics } from './uwf-figures.ts';

/** The columns of UWF-ZeekData24. */
const heads =
  'community_id,conn_state,duration,history,src_ip_zeek,src_port_zeek,dest_ip_zeek,dest_port_zeek,local_orig,local_resp,missed_bytes,' +
  'orig_bytes,orig_ip_bytes,orig_pkts,proto,resp_bytes,resp_ip_bytes,resp_pkts,service,ts,uid,datetime,label_tactic,label_technique,' +
  'label_binary,label_cve';

/** A line with these bytes sent, and a tactic. */
function line(i: number, sent: number, tactic: string): string {
  const isAttack = tactic !== 'none';
  return (
    `1:x${i}=,SF,1.5,ShADadFf,10.0.0.${(i % 9) + 1},${40_000 + i},198.51.100.${(i % 20) + 1},443,true,false,0,${sent},${sent + 400},10,tcp,` +
    `4000,4400,10,ssl,${1_711_929_602 + i}.5,C${i},2024-04-01T00:00:02.886Z,${tactic},${isAttack ? 'T1595' : 'none'},` +
    `${isAttack ? 'True' : 'False'},none`
  );
}

/** A hundred flows. Rows 5 and 60 are attacks of one tactic, 70 of another. */
function labelled(): string {
  const tactics: Record<number, string> = { 5: 'Reconnaissance', 60: 'Reconnaissance', 70: 'Discovery' };
  const sent = (i: number) => (i === 5 ? 5_000_000 : i === 70 ? 3_000_000 : 1000 + (i % 10));
  return [heads, ...Array.from({ length: 100 }, (_, i) => line(i, sent(i), tactics[i] ?? 'none'))].join('\n');
}

describe('the figures of a labelled set', () => {
  it('are computed by tactic, other tactics left out', async () => {
    const logs = await readText(labelled(), 'part-0.csv');
    const tactics = await readTactics(logs, quiet.signal);
    expect(tactics?.names).toEqual(['benign', 'Reconnaissance', 'Discovery']);
    if (tactics === null) return;
    // Scores by hand: row 5 highest, then the benign rows 0 and 1, then row 60, then the rest.
    const scores = Float64Array.from({ length: 100 }, (_, row) =>
      row === 5 ? 9 : row < 2 ? 5 : row === 60 ? 4 : row === 70 ? 8 : 1,
    );
    const { attacks, area, averagePrecision, at } = figuresOf(scores, tactics, 1, [0.03, null]);
    expect(attacks).toBe(2);
    // 97 benign rows: row 5 is above all, row 60 above 95 of them.
    expect(area).toBeCloseTo((97 + 95) / (2 * 97), 12);
    expect(averagePrecision).toBeCloseTo((1 / 1 + 2 / 4) / 2, 12);
    // 3 % of 99 flows are three: row 5 and the two benign rows.
    expect(at[0]).toEqual({ accuracy: 96 / 99, precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
    // Two are asked for. The rows at the second place have one score, so only row 5 is above it.
    expect(at[1]).toEqual({ accuracy: 98 / 99, precision: 1, recall: 1 / 2, f1: 2 / 3 });
    expect(figuresOf(scores, tactics, 0, [null]).attacks).toBe(3);
  });

  it('come out of the whole path, from files to a table beside the published figures', () => {
    const folder = mkdtempSync(join(tmpdir(), 'uwf-'));
    try {
      const path = join(folder, 'part-0.csv');
      writeFileSync(path, labelled());
      const text = run(path, '--detectors', 'pca,behaviour,combined');
      expect(text).toContain('100 flows');
      expect(text).toMatch(/\| Combined \| all attacks \| 3 \| 0\.\d{3} \|/);
      // Only one of a hundred flows is larger than the attack of this tactic: it is the first of the counted ones.
      expect(text).toMatch(/\| Combined \| Discovery \| 1 \| 1\.000 \| 1\.000 \|.*\| 0\.783 \|/);
      expect(text).toMatch(/\| Reconnaissance \| 2 \|.*\| 0\.8221 \|/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);

  it('are not run without files, which the output says', () => {
    expect(run()).toMatch(/^The figures of the UWF sets were not run: .*datasets\.uwf\.edu/);
  }, 120_000);
});

describe.skipIf(!hasShared)(`a set as published${skippedWithoutShared}`, () => {
  const file = new URL('../../../shared/cases/04-uwf-zeekdata24.csv', import.meta.url);

  it.skipIf(!existsSync(file))('is read with its columns and tactics', async () => {
    const logs = await readText(readFileSync(file), '04-uwf-zeekdata24.csv');
    const { table } = logs;
    expect(table.rows).toBe(40);
    expect(columnValues(table, 'ts')[0]).toBeCloseTo(1711929602.886036, 5);
    expect([columnValues(table, 'duration')[0], columnValues(table, 'history')[0]]).toEqual([0.00217, 'Dd']);
    expect([columnValues(table, 'id.orig_h')[0], columnValues(table, 'id.resp_p')[0]]).toEqual(['10.20.30.12', 53]);
    const tactics = await readTactics(logs, quiet.signal);
    const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
    expect(tactics?.names).toContain('Reconnaissance');
    expect(tactics?.of.filter((code) => code !== 0).length).toBe(lines.filter((one) => one.includes(',True,')).length);
  });
});

function run(...given: readonly string[]): string {
  const script = new URL('uwf.ts', import.meta.url).pathname;
  return execFileSync('node', ['--import', 'tsx', script, ...given], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
