import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nested, toJson } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';

const log = smallLog(6);
const records = toJson(log).map((line) => JSON.parse(line) as Record<string, unknown>);

/** A tree of objects and arrays, whose leaves are numbers of records, each once and in their order. */
type Tree = number | readonly Tree[] | { readonly [key: string]: Tree };

/** Puts the records from `from` up to `to` into a tree, as `choices` says. */
function treeOf(from: number, to: number, choices: readonly number[], depth = 0): Tree {
  if (to - from === 1 && depth > 0) return from;
  const all = Array.from({ length: to - from }, (_, i) => from + i);
  const choice = choices[depth] ?? 0;
  if (choice === 0) return all;
  if (choice === 1) return Object.fromEntries(all.map((i) => [`C${i}x`, i]));
  const middle = (from + to) >> 1;
  const halves = [treeOf(from, middle, choices, depth + 1), treeOf(middle, to, choices, depth + 1)];
  return choice === 2
    ? { meta: '{"[' as never, 'sensor-1': halves[0], took: 3 as never, 'sensor-2': halves[1] }
    : halves;
}

function filled(tree: Tree, leaf: (index: number) => unknown): unknown {
  if (typeof tree === 'number') return tree < records.length ? leaf(tree) : tree;
  if (Array.isArray(tree)) return tree.map((each) => filled(each, leaf));
  return Object.fromEntries(
    Object.entries(tree).map(([key, each]) => [key, key === 'took' || key === 'meta' ? each : filled(each, leaf)]),
  );
}

describe('objects of records', () => {
  it('give every record, however they are put together and cut', async () => {
    const expected = tableValues((await readText(toJson(log).join('\n'))).table);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.constantFrom(0, 1),
        async (choices, isNested, indent) => {
          const tree = treeOf(0, records.length, choices);
          const whole = filled(tree, (i) => (isNested ? nested(records[i]) : records[i]));
          const { table, files } = await readText(JSON.stringify(whole, null, indent));
          expect(files[0]).toMatchObject({ flows: records.length, skipped: 0, context: 0, problem: null });
          const values = tableValues(table);
          for (const name of Object.keys(expected)) expect(values[name]).toEqual(expected[name]);
        },
      ),
      { numRuns: 60 },
    );
  }, 90_000);

  it('are read to the end where their keys are more than can be kept', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => ({ ...records[i % 6], ts: i }));
    const index = Object.fromEntries(many.map((each, i) => [`k${i}`, each]));
    const pairs = many.flatMap((each, i) => (i % 2 === 0 ? [{ [`k${i}`]: each, [`k${i + 1}`]: many[i + 1] }] : []));
    const texts = [
      JSON.stringify(index),
      many.map((each, i) => JSON.stringify({ [`k${i}`]: each })).join('\n'),
      pairs.map((each) => JSON.stringify(each)).join('\n'),
    ];
    for (const text of texts) {
      const { table, files } = await readText(text);
      expect(files[0]).toMatchObject({ flows: 6000, skipped: 0, context: 0 });
      expect(new Set(tableValues(table).ts)).toHaveProperty('size', 6000);
    }
  }, 90_000);

  it('count what is no row beside rows, and keep what is about the rows out', async () => {
    const [a, b, c] = records;
    const read = async (whole: unknown) => (await readText(JSON.stringify(whole))).files[0];
    expect(await read({ k0: a, k1: { x: 1 }, k2: b })).toMatchObject({ flows: 2, skipped: 1 });
    expect(await read({ old: [a, { x: 1 }], new: [b], meta: [{ x: 1 }], c: { d: 1 } })).toMatchObject({
      flows: 2,
      skipped: 1,
    });
    const dns = { ts: 1, uid: 'D', 'id.orig_h': '1.1.1.1', 'id.resp_h': '2.2.2.2', query: 'x' };
    expect(await read({ dns: [dns], conn: [a, b, c] })).toMatchObject({ flows: 3, context: 1, skipped: 0 });
  });

  it('read on behind a broken record', async () => {
    const parts = records.map((each, i) => `"k${i}":${i === 2 ? '{"ts":1,"uid":bad}' : JSON.stringify(each)}`);
    expect((await readText(`{${parts.join(',')}}`)).files[0]).toMatchObject({ flows: 5, skipped: 1 });
  });

  it('are one record where an object of a search engine has it twice', async () => {
    const text = records.map((each) => JSON.stringify({ _id: 'x', _source: each, fields: each })).join('\n');
    expect((await readText(text)).files[0]).toMatchObject({ flows: 6, skipped: 0 });
  });
});

describe('a JSON log without any field that a score needs', () => {
  it('is refused as its CSV is', async () => {
    const some = records.map((each) =>
      Object.fromEntries(
        ['ts', 'uid', 'id.orig_h', 'id.resp_h', 'proto', 'conn_state', 'history'].map((name) => [
          name,
          each[name] ?? 'S',
        ]),
      ),
    );
    await expect(readText(some.map((each) => JSON.stringify(each)).join('\n'))).rejects.toMatchObject({
      code: 'missing-field',
      detail: { fields: expect.stringContaining('orig_bytes') as string },
    });
  });
});
