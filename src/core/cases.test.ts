import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsOf, columnValues, quiet } from '../testing/read-text.ts';
import { explainProblem } from '../words/messages.ts';
import { explainSkip } from '../words/note-words.ts';
import { LogError } from './errors.ts';
import { type ReadLogs, readLogs } from './read-logs.ts';

/**
 * Logs that people brought, beside the repository; each is the smallest of its kind. Its README says what the columns
 * are.
 */
const folder = new URL('../../../shared/cases/', import.meta.url);
const hasCases = existsSync(folder);
const rows = hasCases ? readFileSync(new URL('expected.tsv', folder), 'utf8').trimEnd().split('\n').slice(1) : [];
const cases = rows.map((row) => {
  const [file, flows, skipped, context, witness, saying = ''] = row.split('\t');
  return { file, flows, skipped: Number(skipped), context: Number(context), hasWitness: witness === 'yes', saying };
});

/** What the README says of two flows, by field. Where a file has three decimals the second lasts 0.004 s. */
const witnesses: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  CwitLONG000000001: {
    duration: [3661.5],
    orig_bytes: [1_234_567],
    resp_bytes: [987_654],
    orig_ip_bytes: [1_345_678],
    resp_pkts: [1900],
    resp_ip_bytes: [1_087_654],
    'id.resp_p': [8443],
  },
  CwitTINY000000002: { duration: [0.004266, 0.004], 'id.resp_p': [8080] },
};

describe(`logs that people brought${hasCases ? '' : ' (skipped: no ../shared)'}`, () => {
  if (!hasCases) it.skip('skipped: no ../shared', () => {});

  it.each(cases)('$file gives $flows flows', async ({ file, flows, skipped, context, hasWitness, saying }) => {
    const blob = new Blob([readFileSync(new URL(file, folder))]);
    const read = await readLogs([{ path: file, blob }], quiet).catch((error: unknown) => {
      if (!(error instanceof LogError)) throw error;
      return error;
    });
    if (read instanceof LogError) {
      const { what, next } = explainProblem(read);
      expect(saying, `refused: ${what} ${next}`).not.toBe('');
      expect(`${what} ${next}`).toMatch(new RegExp(saying, 'i'));
      return;
    }
    const [report] = read.files;
    const why = report.skips.slice(0, 3).map((skip) => explainSkip(skip));
    expect(flows, 'only a refusal is right').not.toBe('-');
    expect({ flows: report.flows, context: report.context }, why.join('; ')).toEqual({ flows: Number(flows), context });
    expect(report.skipped).toBeLessThanOrEqual(skipped);
    expect(report.skippedBy.reduce((sum, { lines }) => sum + lines, 0)).toBe(report.skipped);
    if (hasWitness) await expectWitnesses(read);
  });
});

async function expectWitnesses(logs: ReadLogs): Promise<void> {
  const uids = await cellsOf(logs, 'uid');
  for (const [uid, fields] of Object.entries(witnesses)) {
    const row = uids.indexOf(uid);
    expect(row, `the row of ${uid}`).toBeGreaterThanOrEqual(0);
    for (const [field, values] of Object.entries(fields)) {
      expect(values, `${field} of ${uid}`).toContain(columnValues(logs.table, field)[row]);
    }
  }
}
