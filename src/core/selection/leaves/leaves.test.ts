import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../../testing/conn-log.ts';
import { blocksOf, sampleOf } from '../../../testing/doc-sample.ts';
import { describeLeafContract } from '../../../testing/leaf-contract.ts';
import { quiet, readText } from '../../../testing/read-text.ts';
import { describeField } from '../../schema/conn.ts';
import { select } from '../compile.ts';
import { parse } from '../parse.ts';
import { isParseError } from '../parse-error.ts';
import { equals } from '../predicate.ts';
import { print } from '../print.ts';
import { selectableOf } from '../selectable.ts';
import { leaves } from './index.ts';
import type { Leaf } from './leaf.ts';

for (const leaf of leaves) describeLeafContract(leaf);

it('each leaf has its own op', () => {
  expect(new Set(leaves.map(({ op }) => op)).size).toBe(leaves.length);
});

// sample
/** The cell begins with the text. */
interface BeginsPredicate {
  readonly op: 'begins';
  readonly field: string;
  readonly text: string;
}

/** `service:^dn`: the smallest complete leaf. */
const beginsLeaf: Leaf<BeginsPredicate> = {
  op: 'begins',
  examples: ['service:^d', 'state:^S', 'service:^no-such'],
  key: ({ field, text }) => [field, text],
  fields: ({ field }) => [field],
  normalise: (predicate) => predicate,
  bind: (predicate) => predicate,
  test: ({ field, text }, { columnOf, textOf }) => {
    const column = columnOf(field);
    if (column.kind !== 'category') return { kind: 'any', of: [] };
    return { kind: 'labels', column, codes: [], isWanted: (label) => textOf(label).startsWith(text) };
  },
  readValue: ({ field, kind, text, isQuoted }) =>
    kind === 'text' && !isQuoted && text.startsWith('^') ? { op: 'begins', field, text: text.slice(1) } : null,
  claims: (text) => text.startsWith('^'),
  print: ({ field, text }) => ({ field, written: [`^${text}`] }),
  namesAddress: () => false,
  words: ({ field, text }, say) => `${say.field(field)} begins with ${text}`,
};
// end of sample

describe('a leaf added to the list', () => {
  const list: Leaf<{ readonly op: string }>[] = leaves;
  beforeAll(() => {
    list.unshift(beginsLeaf);
  });
  afterAll(() => {
    list.splice(list.indexOf(beginsLeaf), 1);
  });
  describeLeafContract(beginsLeaf);

  it('parses, selects its flows and leaves exact values to other leaves', async () => {
    const { table } = await readText(connLog(['dns', 'ssl', 'd', '^dns'].map((service) => ({ service }))));
    const schema = { fields: [describeField('service', '')], firstDay: null };
    const begins = parse('service:^d', schema);
    if (isParseError(begins)) throw new Error(begins.code);
    const found = await select(selectableOf(table), [begins], quiet.signal);
    expect([0, 1, 2, 3].filter((row) => found.has(row))).toEqual([0, 2]);
    expect(print(equals('service', '^dns'))).toBe('service:"^dns"');
    expect(parse('service:"^dns"', schema)).toEqual(equals('service', '^dns'));
  });

  it('is the sample that docs/adding-a-predicate.md shows', () => {
    expect(blocksOf('docs/adding-a-predicate.md')).toContain(sampleOf('src/core/selection/leaves/leaves.test.ts'));
  });
});
