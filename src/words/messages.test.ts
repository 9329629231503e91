import { describe, expect, it } from 'vitest';
import type { Problem } from '../worker/api.ts';
import { explainDone, explainProblem, losesFlows } from './messages.ts';
import { explainNote, explainSkip } from './note-words.ts';

const file = 'conn.log';

describe('a sentence for a failure', () => {
  const cases: readonly (readonly [problem: Problem, what: RegExp, next: RegExp])[] = [
    [{ code: 'empty', detail: { file, what: 'bytes' } }, /^conn\.log is empty/, /Copy the log again/],
    [{ code: 'empty', detail: { file, what: 'rows' } }, /header, but no flows/, /another hour/],
    [
      {
        code: 'no-rows',
        detail: {
          file,
          format: 'Zeek TSV',
          rows: 1200,
          lines: 1200,
          reason: 'too-few-fields',
          line: 9,
          found: 2,
          wanted: 21,
        },
      },
      /None of the 1,200 rows of conn\.log could be read: they have too few fields \(2 instead of 21 in line 9\)\./,
      /#fields/,
    ],
    [
      {
        code: 'no-rows',
        detail: {
          file,
          format: 'CSV',
          rows: 40,
          lines: 34,
          reason: 'not-a-number',
          line: 2,
          field: 'duration',
          text: '4ms',
        },
      },
      /None of the 40 rows of conn\.log could be read: 34 have a duration we cannot read \(“4ms” in line 2\)\./,
      /^(?!.*#fields).*column/,
    ],
    [{ code: 'no-log', detail: { files: 0 } }, /no file/, /conn\.log/],
    [{ code: 'no-log', detail: { files: 3 } }, /None of the 3 files/, /conn\.log/],
    [
      { code: 'not-a-zeek-log', detail: { file: 'a.json', looks: 'JSON', seen: '{"ts": 1' } },
      /a\.json is not a Zeek log.*\{"ts": 1/,
      /none of its objects/,
    ],
    [{ code: 'not-a-zeek-log', detail: { file: 'x', looks: 'binary', seen: '' } }, /./, /BSUP/],
    [{ code: 'other-log', detail: { file: 'my.log', path: 'dns' } }, /my\.log is a Zeek dns\.log/, /conn\.log/],
    [{ code: 'other-log', detail: { file: 'my.log', path: 'unknown' } }, /log of an unknown kind/, /conn\.log/],
    [
      { code: 'missing-field', detail: { file, path: 'conn', fields: 'orig_ip_bytes, resp_pkts' } },
      /conn log without orig_ip_bytes and resp_pkts/,
      /zeek-cut/,
    ],
    [{ code: 'bad-header', detail: { file, line: 3, why: 'no #fields' } }, /Line 3 of conn\.log/, /Copy/],
    [{ code: 'late-header', detail: { file, line: 9 } }, /after rows \(line 9\)/, /before the first row/],
    [
      { code: 'damaged-gzip', detail: { file: 'conn.log.gz', at: 4096, rows: 1234, why: 'cut' } },
      /conn\.log\.gz is cut off before its end \(byte 4,096/,
      /The 1,234 rows before that are kept/,
    ],
    [{ code: 'damaged-gzip', detail: { file, at: 1, rows: 0, why: 'damaged' } }, /damaged/, /No row/],
    [{ code: 'unreadable', detail: { file } }, /could not read conn\.log/, /again/],
    [{ code: 'out-of-memory', detail: {} }, /no memory left/, /tabs/],
    [{ code: 'bad-request', detail: { what: 'no log is open' } }, /no log is open/, /again/],
  ];
  it.each(cases)('%j', (problem, what, next) => {
    const advice = explainProblem(problem);
    expect(advice.what).toMatch(what);
    expect(advice.next).toMatch(next);
    expect(`${advice.what} ${advice.next}`).not.toMatch(/undefined|NaN/);
  });

  it('is a notice only when flows are missing', () => {
    expect(losesFlows({ code: 'damaged-gzip', detail: {} })).toBe(true);
    expect(losesFlows({ code: 'other-log', detail: {} })).toBe(false);
  });
});

describe('words for a skipped line', () => {
  it('names the field and its text, or counts the cells', () => {
    const text = explainSkip({ line: 9, reason: 'not-a-number', detail: { field: 'missed_bytes', text: 'none' } });
    expect(text).toBe('missed_bytes is “none”, which is no number');
    expect(explainSkip({ line: 9, reason: 'too-many-fields', detail: { found: 22, wanted: 21 } })).toBe(
      'too many fields (22 instead of 21)',
    );
  });
});

describe('words for a note', () => {
  it('have a singular and a plural', () => {
    const note = (fields: string) => explainNote({ code: 'constant-feature', detail: { fields } });
    expect(note('id.resp_p')).toMatch(/^id\.resp_p has one value in all flows and is left out/);
    expect(note('id.resp_p, duration')).toMatch(
      /^id\.resp_p and duration have one value in all flows and are left out/,
    );
  });
});

describe('words for progress', () => {
  it('have bytes with the total if it is known, or rows', () => {
    expect(explainDone(12e6, 345e6, 'bytes')).toBe('12 MB of 345 MB');
    expect(explainDone(0, 0, 'bytes')).toBe('0 B');
    expect(explainDone(1200, 20_000, 'rows')).toBe('1,200 of 20,000 rows');
  });
});
