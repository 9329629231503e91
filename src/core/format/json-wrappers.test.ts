import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nested, toCsv, toJson } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';

const log = smallLog(5);
const records = toJson(log).map((line) => JSON.parse(line) as Record<string, unknown>);

/** Ways to put each record into another object. */
const aroundOne: readonly ((record: unknown) => unknown)[] = [
  (record) => ({ conn: record }),
  (record) => ({ open_conn: record }),
  (record) => ({ event: record, time: '1.5', host: 'sensor1' }),
  (record) => ({ zeek: { conn: record } }),
  (record) => ({ _source: record, _id: 'x' }),
  (record) => ({ labels: { job: 'zeek' }, line: JSON.stringify(record) }),
  (record) => ({ log: `${JSON.stringify(record)}\n`, stream: 'stdout' }),
  (record) => ({ message: `conn ${JSON.stringify(record)}` }),
  (record) => ({ event: { original: JSON.stringify(record) }, '@timestamp': '2020-01-01T00:00:00Z' }),
  (record) => ({ answers: [{ a: 1 }, { a: 2 }], ...(record as object) }),
];

/** Ways to put all of them into one. */
const aroundAll: readonly ((all: readonly unknown[]) => string)[] = [
  (all) => all.map((each) => JSON.stringify(each)).join('\n'),
  (all) => JSON.stringify(all),
  (all) => JSON.stringify(all, null, 2),
  (all) => JSON.stringify({ meta: [{ name: 'ts', type: 'DateTime' }, { name: 'x' }], data: all, rows: all.length }),
  (all) => JSON.stringify({ meta: [{ name: 'ts' }], empty: [], data: all, statistics: [{ elapsed: 1 }] }, null, 1),
  (all) => JSON.stringify({ took: 3, result: { rows: all } }),
  (all) => JSON.stringify({ hits: { total: 5, hits: all } }),
  (all) => all.map((each) => `<13>Apr  1 00:00:00 sensor1 zeek: ${JSON.stringify(each)}`).join('\n'),
  (all) =>
    all.map((each) => `<13>1 2024-04-01T00:00:02Z host zeek - - [meta a="b"] ${JSON.stringify(each)}`).join('\n'),
  (all) => all.map((each) => `2024-04-01T00:00:02.886Z ${JSON.stringify(each)}`).join('\r\n'),
  (all) => all.map((each) => `[zeek{1}] conn ${JSON.stringify(each)}`).join('\n'),
  (all) =>
    `_time,"_raw",host\n${all.map((each) => `1,"${JSON.stringify(each).replaceAll('"', '""')}",a`).join('\n')}\n`,
];

describe('records of a conn.log inside other objects', () => {
  it('are found in any of them, one in another', async () => {
    const expected = tableValues((await readText(toJson(log).join('\n'))).table);
    const names = Object.keys(expected);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(false, true),
        fc.array(fc.constantFrom(...aroundOne), { maxLength: 2 }),
        fc.constantFrom(...aroundAll),
        async (isNested, one, all) => {
          const flat = records.map((record) => (isNested ? nested(record) : record));
          const { table, files } = await readText(
            all(flat.map((record) => one.reduce((each, put) => put(each) as never, record))),
          );
          expect(files[0]).toMatchObject({ flows: 5, skipped: 0, context: 0, problem: null });
          const values = tableValues(table);
          for (const name of names) expect(values[name]).toEqual(expected[name]);
        },
      ),
      { numRuns: 40 },
    );
  }, 90_000);

  it('are of the log that the only key names', async () => {
    const dns = { dns: { ts: 1, uid: 'D', 'id.orig_h': '1.1.1.1', 'id.resp_h': '2.2.2.2', query: 'x' } };
    const text = [...records.map((conn) => ({ conn })), dns].map((each) => JSON.stringify(each)).join('\n');
    expect((await readText(text)).files[0]).toMatchObject({
      flows: 5,
      context: 1,
      contexts: [{ log: 'dns', rows: 1 }],
    });
  });

  it('are none in objects without them, which are counted once', async () => {
    const { files } = await readText(`${toJson(log).join('\n')}\n{"a":[{"b":1},{"b":2}],"c":[{"d":3}]}\n`);
    expect(files[0]).toMatchObject({ flows: 5, skipped: 1 });
    await expect(readText('{"a":[{"b":1},{"b":2}]}')).rejects.toMatchObject({ code: 'not-a-zeek-log' });
  });

  it('are not read again from a record that has an array of objects before its fields', async () => {
    const text = records.map((record) => JSON.stringify({ a: [{ ts: 1, uid: 'x' }], ...record })).join('\n');
    expect((await readText(text)).files[0]).toMatchObject({ flows: 5, skipped: 0, context: 0 });
  });
});

describe('what stands before the JSON of a line', () => {
  it('is said in a note', async () => {
    const { files } = await readText(
      toJson(log)
        .map((line) => `sensor1 zeek: ${line}`)
        .join('\n'),
    );
    expect(files[0].notes).toEqual([{ code: 'behind-prefix', detail: { prefix: 'sensor1 zeek:' } }]);
  });
});

describe('ClickHouse', () => {
  it('writes unset as \\N and sets as arrays', async () => {
    const csv = toCsv(log).trimEnd().split('\r\n');
    const [header, first, ...others] = csv.map((line) => line.split(','));
    const cells = first.map((cell, c) =>
      header[c] === 'tunnel_parents' ? `"['C1','it\\'s','a,b']"` : cell === '' ? '\\N' : cell,
    );
    const text = [header, cells, ...others].map((line) => line.join(',')).join('\n');
    const values = tableValues((await readText(text)).table);
    expect(values.tunnel_parents[0]).toBe("C1,it's,a\\x2cb");
    const { tunnel_parents: _, ...rest } = tableValues((await readText(log)).table);
    expect(values).toMatchObject(rest);
  });
});
