import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quiet, tableValues } from '../testing/read-text.ts';
import { type FieldKernel, fieldKernel } from './query/field-kernel.ts';
import { readTextKeys } from './query/text-order.ts';
import { readLogs } from './read-logs.ts';

/** Other people's logs beside the repository, with rows that two other programs counted. */
const folder = new URL('../../../shared/corpora/', import.meta.url);
const hasCorpora = existsSync(folder);

/** Files that are refused, and why. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/text_file\/conn\.log$/, 'not-a-zeek-log'],
  [/^splunk\+attack_data\//, 'not-a-zeek-log'], // pointers of Git LFS
  [/mp__connection\.log$/, 'other-log'],
  [/^groxgc\+.*\/conn\.log$/, 'missing-field'], // eleven columns only
];
/** Rows that are counted otherwise: a header row is none, and a cut line of JSON is one that is skipped. */
const counted: Readonly<Record<string, number>> = {
  'zeek+zeek/testing/btest/Files/zeek-cut-logs/conn-tsv.log': -1,
  'activecm+rita/test_data/truncated/conn_json.log': 1,
};

const lines = hasCorpora ? readFileSync(new URL('expected.tsv', folder), 'utf8').trim().split('\n').slice(1) : [];

describe(`logs of public repositories${hasCorpora ? '' : ' (skipped: no ../shared)'}`, () => {
  if (!hasCorpora) it.skip('skipped: no ../shared', () => {});

  it.each(lines.map((line) => line.split('\t')).map(([path, rows]) => [path, Number(rows)] as const))(
    '%s has %i rows',
    async (path, rows) => {
      const bytes = readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), folder));
      const reading = readLogs([{ path, blob: new Blob([bytes]) }], quiet);
      const refusal = refused.find(([pattern]) => pattern.test(path));
      if (refusal !== undefined) {
        await expect(reading).rejects.toMatchObject({ code: refusal[1] });
        return;
      }
      const { files, table, texts } = await reading;
      const { flows, skipped, context, skippedBy, problem } = files[0];
      expect(flows + skipped + context).toBe(rows + (counted[path] ?? 0));
      expect(skippedBy.reduce((sum, reason) => sum + reason.lines, 0)).toBe(skipped);
      expect(flows).toBeGreaterThan(0);
      expect(problem).toBeNull();
      const keys = (kernel: FieldKernel | null) => readTextKeys(table, texts, 'uid', kernel, quiet.signal, () => {});
      expect(await keys(fieldKernel())).toEqual(await keys(null));
    },
  );

  it.skipIf(!hasCorpora)('gives a log and its CRLF version the same table', async () => {
    const read = async (path: string) => {
      const bytes = readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), folder));
      return tableValues((await readLogs([{ path, blob: new Blob([bytes]) }], quiet)).table);
    };
    const crlf = await read('alexamanpreet+Network-Log-and-Traffic-Analysis/conn_sample.log');
    expect(crlf).toEqual(await read('coolspencer+Network_Analysis/conn_sample.log'));
    expect(crlf.ts.length).toBe(22_694);
  });
});
