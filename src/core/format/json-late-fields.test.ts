import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { toJson } from '../../testing/forms.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { exportFlows } from '../export/export-flows.ts';
import { exportFormats } from '../export/index.ts';

const decoder = new TextDecoder();
const optional = [
  'service',
  'history',
  'duration',
  'missed_bytes',
  'mine',
  'uid',
  'conn_state',
  'orig_pkts',
  'local_orig',
];

/** Rows of NDJSON that lack fields, so that fields come in any order. */
const lines = fc.array(fc.subarray(optional), { minLength: 2, maxLength: 12 }).map((lacking) =>
  toJson(decoder.decode(connLog(lacking.map((_, i) => ({ orig_bytes: 100 + i, resp_bytes: 200 + i }))))).map(
    (line, i) => {
      const flow = { mine: `m${i}`, ...(JSON.parse(line) as object) };
      return JSON.stringify(Object.fromEntries(Object.entries(flow).filter(([key]) => !lacking[i].includes(key))));
    },
  ),
);

describe('an array of JSON', () => {
  const array = `[${toJson(decoder.decode(connLog([{}, {}, {}]))).join(',\n')}]`;

  it('that the file ends in is reported, wherever it was cut', async () => {
    const last = array.lastIndexOf('{');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: last, max: array.length - 1 }), async (cut) => {
        const { files } = await readText(array.slice(0, cut));
        expect(files[0].notes.map(({ code }) => code)).toContain('unclosed-array');
      }),
    );
    expect((await readText(array)).files[0].notes).toEqual([]);
  });
});

describe('fields of JSON that come late', () => {
  it('leave the cells of every row in their own columns, in table and exports', async () => {
    const [, ndjson] = exportFormats;
    expect(ndjson.id).toBe('ndjson');
    await fc.assert(
      fc.asyncProperty(lines, async (list) => {
        const { table, texts } = await readText(list.join('\n'));
        const rows = Uint32Array.from(list, (_, row) => row);
        const scores = new Float64Array(list.length);
        const source = { table, texts, files: ['x'], rows, ranks: rows.map((row) => row + 1), scores, threshold: 1 };
        const exported = (await (await exportFlows(source, ndjson, quiet)).text()).trimEnd().split('\n');
        exported.forEach((line, i) => {
          const { rank, row, file, score, anomaly, ...own } = JSON.parse(line);
          expect(own).toEqual(JSON.parse(list[i]));
          expect([rank, row, file, score, anomaly]).toEqual([i + 1, i, 'x', 0, false]);
        });
        expect(columnValues(table, 'orig_bytes')).toEqual(list.map((_, i) => 100 + i));
      }),
      { numRuns: 60 },
    );
  });
});
