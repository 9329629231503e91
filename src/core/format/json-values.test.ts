import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';

const log = smallLog(6);
const records = toJson(log).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('values in JSON', () => {
  const typed = (value: unknown) => {
    if (typeof value !== 'number') return value;
    return Number.isInteger(value) ? { $numberLong: String(value) } : { $numberDouble: String(value) };
  };
  const date = (value: unknown, isText: boolean) => {
    const milliseconds = Math.round(Number(value) * 1000);
    return { $date: isText ? new Date(milliseconds).toISOString() : { $numberLong: String(milliseconds) } };
  };

  it('are what MongoDB says of their types', async () => {
    const expected = tableValues((await readText(toJson(log).join('\n'))).table);
    for (const isText of [true, false]) {
      const text = records.map((each) => {
        const fields = Object.entries(each).map(([name, value]) => [
          name.replace('.', '_'),
          name === 'ts' ? date(1.7e9 + Number(value), isText) : typed(value),
        ]);
        return JSON.stringify({ _id: { $oid: '5f' }, ...Object.fromEntries(fields) });
      });
      const values = tableValues((await readText(text.join('\n'))).table);
      for (const name of Object.keys(expected)) if (name !== 'ts') expect(values[name]).toEqual(expected[name]);
      expect(values.ts[0]).toBeCloseTo(1.7e9 + Number(expected.ts[0]), 2);
    }
  });

  it('are one where an array has it several times, with blanks around it or not', async () => {
    const expected = tableValues((await readText(toJson(log).join('\n'))).table);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(records[0]).filter((name) => records[0][name] !== undefined)),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('', ' ', '  '),
        async (name, times, blank) => {
          const padded = (value: unknown) => (typeof value === 'string' ? `${blank}${value}${blank}` : value);
          const text = records.map((each) => {
            const value = each[name];
            if (value === undefined || Array.isArray(value) || typeof value === 'boolean') return JSON.stringify(each);
            const array = Array.from({ length: times }, () => padded(value));
            return JSON.stringify({ ...each, [name]: times === 1 ? padded(value) : array });
          });
          const { table } = await readText(text.join('\n'));
          expect(tableValues(table)[name]).toEqual(expected[name]);
        },
      ),
      { numRuns: 60 },
    );
  }, 90_000);

  it('are bad cells where several differ and Zeek has one', async () => {
    const text = (change: object) =>
      records.map((each, i) => JSON.stringify(i === 1 ? { ...each, ...change } : each)).join('\n');
    const read = async (change: object) => readText(text(change));
    expect((await read({ orig_bytes: [312, 999999] })).files[0]).toMatchObject({ flows: 5, skipped: 1 });
    expect((await read({ 'id.orig_h': ['10.0.0.1', '10.0.0.2'] })).table.rows).toBe(6);
    for (const field of ['proto', 'conn_state', 'id.orig_h']) {
      const { table, files } = await read({ [field]: ['a', 'b'] });
      expect(tableValues(table)[field][1]).toBeNull();
      expect(files[0].notes).toContainEqual({ code: 'several-values', detail: { fields: field, cells: 1 } });
    }
    const { table, files } = await read({ orig_pkts: [1, 2], service: ['ssl', 'http', 'ssl'] });
    expect(tableValues(table).orig_pkts[1]).toBeNull();
    expect(tableValues(table).service[1]).toBe('ssl,http');
    expect(files[0].notes).toContainEqual(expect.objectContaining({ code: 'not-numbers' }));
  });
});
