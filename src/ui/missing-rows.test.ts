import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossOf } from '../core/loss.ts';
import type { FileReport, LogErrorCode, SkipCount } from '../worker/api.ts';
import { explainMissingFindings, type Missing, missingFrom } from './missing-rows.ts';

function file(
  given: Partial<FileReport> & { readonly problemCode?: LogErrorCode; readonly lost?: number },
): FileReport {
  const { problemCode, lost = 0, ...rest } = given;
  const first = { line: 9, reason: 'too-few-fields', detail: {} } as const;
  const short: SkipCount = { reason: 'too-few-fields', field: '', lines: lost, first };
  return {
    path: 'conn.log',
    bytes: 1000,
    format: 'Zeek TSV',
    compression: 'plain',
    flows: 100,
    skipped: lost,
    context: 0,
    contexts: [],
    repeated: 0,
    log: 'conn',
    skippedBy: lost === 0 ? [] : [short],
    skips: [],
    problem: problemCode === undefined ? null : { code: problemCode, detail: { file: 'conn.log' } },
    notes: [],
    ...rest,
  };
}

const missing = (...files: FileReport[]): Missing | null => missingFrom({ files, loss: lossOf(files) });

describe('missing rows', () => {
  it.each<[string, FileReport[], Missing | null]>([
    ['a whole file', [file({})], null],
    ['a few rows', [file({ lost: 3 })], { summary: '3 rows skipped', isMuch: false }],
    ['many rows', [file({ lost: 40 })], { summary: '40 of 140 rows skipped', isMuch: true }],
    ['a cut file', [file({ problemCode: 'damaged-gzip' })], { summary: 'file incomplete', isMuch: true }],
    [
      'both',
      [file({ lost: 1, problemCode: 'cut-short' })],
      { summary: '1 row skipped, file incomplete', isMuch: true },
    ],
    [
      'an array of JSON without its end',
      [file({ notes: [{ code: 'unclosed-array', detail: {} }] }), file({})],
      { summary: '1 of 2 files incomplete', isMuch: true },
    ],
    [
      'a file that was refused',
      [file({}), file({ flows: 0, problemCode: 'damaged-archive' }), file({})],
      { summary: '1 of 3 files not read', isMuch: true },
    ],
    [
      'a file that was refused beside one that was cut',
      [file({}), file({ flows: 0, problemCode: 'damaged-archive' }), file({ problemCode: 'cut-short' })],
      { summary: '2 of 3 files incomplete', isMuch: true },
    ],
    ['a log of another kind', [file({}), file({ flows: 0, problemCode: 'other-log' })], null],
  ])('are described for %s', (_what, files, expected) => {
    expect(missing(...files)).toEqual(expected);
  });

  it('are null exactly for runs that lost no rows and no section of a file', () => {
    const codes = fc.option(fc.constantFrom<LogErrorCode>('damaged-gzip', 'damaged-zstd', 'cut-short', 'unreadable'), {
      nil: undefined,
    });
    const report = fc.record({ lost: fc.oneof(fc.constant(0), fc.nat(200)), problemCode: codes, flows: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 4 }), (facts) => {
        const found = missing(
          ...facts.map(({ problemCode, ...rest }) => file(problemCode === undefined ? rest : { ...rest, problemCode })),
        );
        const isWhole = facts.every(({ lost, problemCode }) => lost === 0 && problemCode === undefined);
        expect(found === null).toBe(isWhole);
        if (found !== null) expect(explainMissingFindings(found)).toMatch(/^\d.*(skipped|incomplete|not read)|^file /);
      }),
    );
  });

  it.each(['repeated', 'no-endpoints'] as const)('exclude rows skipped as %s', (reason) => {
    const first = { line: 9, reason, detail: {} };
    expect(missing(file({ skippedBy: [{ reason, field: '', lines: 700, first }] }))).toBeNull();
  });
});
