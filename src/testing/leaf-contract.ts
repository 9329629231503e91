import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../core/schema/conn.ts';
import { type BindContext, bind } from '../core/selection/bind.ts';
import { asLink, namesAddress } from '../core/selection/clause-text.ts';
import { clauseOf } from '../core/selection/clauses.ts';
import { select } from '../core/selection/compile.ts';
import { numbersFrom, sumOf } from '../core/selection/computed-numbers.ts';
import type { FilterSchema } from '../core/selection/filter-names.ts';
import { leaves } from '../core/selection/leaves/index.ts';
import type { Leaf } from '../core/selection/leaves/leaf.ts';
import { inScores } from '../core/selection/multiples.ts';
import { noiseOf } from '../core/selection/noise.ts';
import { normalise } from '../core/selection/normalise.ts';
import { parse } from '../core/selection/parse.ts';
import { isParseError } from '../core/selection/parse-error.ts';
import { asksForNoise, fieldsOf, keyOf, leavesIn, type Predicate } from '../core/selection/predicate.ts';
import { print } from '../core/selection/print.ts';
import { rowTest } from '../core/selection/row-test.ts';
import { type Selectable, selectableOf } from '../core/selection/selectable.ts';
import { describePredicate } from '../ui/parts/describe-predicate.ts';
import { connLog } from './conn-log.ts';
import { quiet, readText } from './read-text.ts';

const fields = ['ts', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'duration'];
const more = ['orig_bytes', 'resp_bytes', 'conn_state', 'history'];
const schema: FilterSchema = {
  fields: [...fields, ...more].map((name) => describeField(name, '')),
  firstDay: Date.UTC(2026, 2, 3) / 1000,
};
const context: BindContext = {
  hasField: (field) => [...fields, ...more].includes(field),
  quantileOf: () => 500,
  labelField: null,
  files: ['conn.log'],
  findingOf: () => null,
};

const number = (...texts: string[]) => fc.constantFrom('-', '0', '1', ...texts);
const flow = fc.record({
  ts: fc.constantFrom('1772496000.5', '1772582400', '1'),
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.9.9.9', '192.0.2.7', '2001:DB8:0::1', 'fe80::1', '(empty)'),
  'id.orig_p': number('44', '4400', '65535'),
  'id.resp_h': fc.constantFrom('10.0.0.1', '2001:db8::1', '224.0.0.251', '255.255.255.255'),
  'id.resp_p': number('4', '53', '123', '443', '1024', '1025'),
  proto: fc.constantFrom('tcp', 'udp'),
  service: fc.constantFrom('dns', 'DNS', 'ssl', 'invalid cert', '-', 'a "quote"', '10.0', '^dns'),
  duration: number('59.999', '60', '1e3'),
  orig_bytes: number('500', '10000', '999999', '5000000000'),
  resp_bytes: number('500', '10000'),
  conn_state: fc.constantFrom('S0', 'REJ', 'SF', '-'),
});
/** Binds a predicate as the page and the engine do together. */
function bindAll(predicate: Predicate): Promise<Predicate> {
  return bind(inScores(predicate, 2), context);
}

/** More rows than a bitmap word has bits. */
const flows = fc.array(flow, { minLength: 1, maxLength: 70 });

/** Tests the contract of a leaf with the predicates of its examples, for any leaf. */
export function describeLeafContract({ op, examples }: Pick<Leaf<{ readonly op: string }>, 'op' | 'examples'>): void {
  const of = () => examples.map(parsed);
  const all = () => leaves.flatMap((leaf) => leaf.examples).map(parsed);
  const ops = (predicate: Predicate) => leavesIn(predicate).map((leaf): string => leaf.op);

  describe(`the leaf ${op}`, () => {
    it('parses each of its examples', () => {
      expect(examples.length).toBeGreaterThan(0);
      for (const predicate of of()) expect(ops(predicate)).toContain(op);
    });

    it('gives the same rows by groups and one by one, on random tables', async () => {
      await fc.assert(
        fc.asyncProperty(flows, fc.constantFrom(...of()), fc.boolean(), async (cells, predicate, isNot) => {
          const bound = await bindAll(isNot ? { op: 'not', of: predicate } : predicate);
          const selectable = await selectableWith(cells, bound);
          const found = await select(selectable, [bound], quiet.signal);
          const test = rowTest(selectable, [bound]);
          expect(cells.map((_, row) => found.has(row))).toEqual(cells.map((_, row) => test(row)));
        }),
        { numRuns: 25 },
      );
    });

    it('reads only the fields that it names, and noise presets only with needsNoise', async () => {
      for (const predicate of of()) {
        const bound = await bindAll(predicate);
        const read = new Set<string>();
        const selectable = await selectableWith([{}], bound);
        const columnOf = (field: string) => selectable.columnOf(read.add(field) && field);
        await select({ ...selectable, columnOf }, [bound], quiet.signal);
        expect([...read].toSorted()).toEqual(fieldsOf([bound]).toSorted());
      }
    });

    it('does not change when it is bound twice', async () => {
      for (const predicate of of()) {
        const bound = await bindAll(predicate);
        expect(await bindAll(bound)).toEqual(bound);
      }
    });

    it('has one normal form and a key different from the other examples', () => {
      const keys = new Map(all().map((predicate) => [keyOf(predicate), JSON.stringify(normalise(predicate))]));
      for (const predicate of of()) {
        const normal = normalise(predicate);
        expect(normalise(normal)).toEqual(normal);
        expect(keyOf(normal)).toBe(keyOf(predicate));
        expect(keyOf(structuredClone(predicate))).toBe(keyOf(predicate));
        expect(keyOf({ op: 'any', of: [predicate, predicate] })).toBe(keyOf(predicate));
        expect(keys.get(keyOf(predicate))).toBe(JSON.stringify(normal));
      }
    });

    it('prints as a filter of the same key, alone and in a list', () => {
      const other = fc.constantFrom(...all());
      const one = fc.constantFrom(...of());
      fc.assert(
        fc.property(one, other, other, (predicate, a, b) => {
          for (const whole of mixtures(predicate, a, b)) expect(keyOf(parsed(print(whole)))).toBe(keyOf(whole));
        }),
      );
    });

    it('is left out of links when it contains an address', () => {
      for (const predicate of of()) {
        const text = print(predicate);
        if (/\d\.\d+\.\d|[\da-f]:[\da-f]*:/i.test(text)) expect(namesAddress(predicate)).toBe(true);
        expect(asLink([clauseOf('box', predicate, text)]).filter).toBe(namesAddress(predicate) ? '' : text);
      }
    });

    it('has words, and different words for its negation', () => {
      for (const predicate of of()) {
        const words = describePredicate(predicate);
        expect(words).not.toMatch(/^$|undefined|NaN|object/);
        expect(describePredicate({ op: 'not', of: predicate })).not.toBe(words);
      }
    });
  });
}

function parsed(text: string): Predicate {
  const found = parse(text, schema);
  if (isParseError(found)) throw new Error(`${text}: ${JSON.stringify(found)}`);
  return found;
}

function mixtures(predicate: Predicate, a: Predicate, b: Predicate): readonly Predicate[] {
  return [
    predicate,
    { op: 'not', of: predicate },
    { op: 'any', of: [predicate, a] },
    { op: 'all', of: [{ op: 'not', of: { op: 'any', of: [a, predicate] } }, b] },
    { op: 'any', of: [b, { op: 'all', of: [predicate, { op: 'not', of: a }] }] },
  ];
}

async function selectableWith(
  cells: readonly Readonly<Record<string, string>>[],
  predicate: Predicate,
): Promise<Selectable> {
  const { table } = await readText(connLog(cells.map((one) => ({ ...one }))));
  const count = (field: string) => {
    const column = table.columns.get(field);
    return column?.kind === 'number' ? column : undefined;
  };
  const bytes = sumOf(count('orig_bytes'), count('resp_bytes'));
  const scores = numbersFrom(Float64Array.from(cells, (_, row) => row % 9));
  return {
    ...selectableOf(table),
    columnOf: (field) => (field === 'bytes' ? bytes : field === 'score' ? scores : table.columns.get(field)),
    noise: asksForNoise(predicate) ? await noiseOf(table, quiet.signal) : new Uint8Array(0),
  };
}
