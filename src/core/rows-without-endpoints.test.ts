import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../testing/conn-log.ts';
import { toCsv, toJson } from '../testing/forms.ts';
import { columnValues, readText } from '../testing/read-text.ts';

const forms: Record<string, (log: string) => string> = {
  TSV: (log) => log,
  CSV: (log) => toCsv(log, ','),
  JSON: (log) => toJson(log).join('\n'),
};

const endpoints = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto'] as const;
const flow = { ts: 1, duration: 5 };
const total = { ...flow, ts: 'Total', ...Object.fromEntries(endpoints.map((field) => [field, '-'])), orig_bytes: 1e9 };
const decode = (log: Uint8Array) => new TextDecoder().decode(log);

describe('rows that name no host, port and protocol', () => {
  it('are no flows, wherever they stand, in every form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...Object.keys(forms)),
        async (isTotal, form) => {
          const rows = [flow, ...isTotal.map((is, i) => (is ? total : { ...flow, ts: i + 2 }))];
          const { table, files } = await readText(forms[form](decode(connLog(rows))));
          const totals = isTotal.filter(Boolean).length;
          expect(files[0]).toMatchObject({ flows: rows.length - totals, skipped: totals });
          expect(columnValues(table, 'orig_bytes')).not.toContain(1e9);
          // JSON omits unset cells, so this row is not a record of a conn.log.
          for (const { reason } of files[0].skippedBy)
            expect(reason).toBe(form === 'JSON' ? 'no-flow' : 'no-endpoints');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('stay when they name one of them', async () => {
    for (const field of endpoints) {
      const row = { ...total, ts: 2, [field]: field === 'proto' ? 'tcp' : field.endsWith('_p') ? '53' : '10.0.0.1' };
      const { files } = await readText(connLog([flow, row]));
      expect(files[0]).toMatchObject({ flows: 2, skipped: 0 });
    }
  });

  it('stay in a log without these columns', async () => {
    const { files } = await readText(toCsv(decode(connLog([flow, total])), ',').replace('id.orig_h', 'x'));
    expect(files[0]).toMatchObject({ flows: 2, skipped: 0 });
  });
});
