import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import {
  addClause,
  type Clause,
  type ClauseSource,
  clauseOf,
  removeClause,
  replace,
  resolve,
  toggle,
} from './clauses.ts';
import { select } from './compile.ts';
import { equals, type Predicate } from './predicate.ts';
import { rowTest } from './row-test.ts';
import { selectableOf } from './selectable.ts';

interface Flow {
  readonly service: string;
  readonly orig_bytes: string;
  readonly 'id.orig_h': string;
}
const flows = fc.array(
  fc.record({
    service: fc.constantFrom('dns', 'ssl', '-'),
    orig_bytes: fc.constantFrom('0', '10', '100', '-'),
    'id.orig_h': fc.constantFrom('10.0.0.1', '10.1.0.1', 'fe80::1'),
  }),
  { minLength: 1, maxLength: 50 },
);

/** A predicate, and the same test written by hand. */
interface Test {
  readonly predicate: Predicate;
  readonly isMet: (flow: Flow) => boolean;
}
const leaf: fc.Arbitrary<Test> = fc.oneof(
  fc.constantFrom('dns', 'ssl', '').map((value) => ({
    predicate: equals('service', value),
    isMet: ({ service }: Flow) => service === (value || '-'),
  })),
  fc.tuple(fc.constantFrom(0, 10, 50), fc.boolean()).map(([from, isOpen]) => ({
    predicate: {
      op: 'range',
      field: 'orig_bytes',
      from,
      to: 100,
      ...(isOpen && { isFromOpen: true as const }),
    } as const,
    isMet: ({ orig_bytes }: Flow) =>
      orig_bytes !== '-' && (isOpen ? Number(orig_bytes) > from : Number(orig_bytes) >= from),
  })),
  fc.constantFrom('10.0.0.', '10.').map((start) => ({
    predicate: { op: 'cidr', field: 'id.orig_h', prefix: start === '10.' ? '10.0.0.0/8' : '10.0.0.0/24' } as const,
    isMet: (flow: Flow) => flow['id.orig_h'].startsWith(start),
  })),
  fc.constantFrom('SSL', 'fe80').map((text) => ({
    predicate: { op: 'text', text } as const,
    isMet: (flow: Flow) => flow.service === text.toLowerCase() || flow['id.orig_h'].startsWith(text),
  })),
);
const test = fc.oneof(
  leaf,
  leaf.map(
    ({ predicate, isMet }): Test => ({
      predicate: { op: 'not', of: predicate },
      isMet: (flow: Flow) => !isMet(flow),
    }),
  ),
  fc.tuple(leaf, leaf).map(
    ([a, b]): Test => ({
      predicate: { op: 'any', of: [a.predicate, b.predicate] },
      isMet: (flow: Flow) => a.isMet(flow) || b.isMet(flow),
    }),
  ),
);
const sources: readonly ClauseSource[] = [
  'box',
  'click',
  'facet:service',
  'time',
  'score',
  'noise',
  'suppress',
  'link',
];

/** A step of the user, applied to the clauses and to a simple list. */
type Step =
  | { readonly do: 'add'; readonly source: ClauseSource; readonly test: Test; readonly isOn: boolean }
  | { readonly do: 'remove' | 'toggle'; readonly at: number; readonly source?: undefined }
  | { readonly do: 'replace'; readonly at: number; readonly source: ClauseSource; readonly test: Test };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      source: fc.constantFrom(...sources),
      test,
      isOn: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constantFrom('remove' as const, 'toggle' as const), at: fc.nat(9) }),
  fc.record({ do: fc.constant('replace' as const), at: fc.nat(9), source: fc.constantFrom(...sources), test }),
);

interface Kept {
  readonly id: string;
  readonly hides: boolean;
  readonly isMet: (flow: Flow) => boolean;
  isOn: boolean;
}

function run(steps: readonly Step[]): { readonly clauses: readonly Clause[]; readonly kept: readonly Kept[] } {
  let clauses: readonly Clause[] = [];
  let kept: Kept[] = [];
  for (const one of steps) {
    if (one.source === undefined) {
      const id = clauses[one.at]?.id ?? 'none';
      clauses = one.do === 'remove' ? removeClause(clauses, id) : toggle(clauses, id);
      if (one.do === 'remove') kept = kept.filter((other) => other.id !== id);
      else for (const other of kept) if (other.id === id) other.isOn = !other.isOn;
      continue;
    }
    const isOn = one.do === 'add' ? one.isOn : true;
    const clause = clauseOf(one.source, one.test.predicate, 'label', { isOn });
    const hides = one.source === 'noise' || one.source === 'suppress';
    const own: Kept = { id: clause.id, hides, isMet: one.test.isMet, isOn };
    const replaced = one.do === 'replace' ? (clauses[one.at]?.id ?? null) : clause.id;
    clauses = one.do === 'add' ? addClause(clauses, clause) : replace(clauses, replaced ?? 'none', clause);
    if (replaced === null) continue;
    const place = kept.findIndex(({ id }) => id === replaced);
    if (place < 0) kept.push(own);
    else kept[place] = own;
    kept = kept.filter((other) => other === own || other.id !== own.id);
  }
  return { clauses, kept };
}

describe('clauses', () => {
  it('select the flows that a slow filter keeps after any steps, with all clauses and with one left out', async () => {
    await fc.assert(
      fc.asyncProperty(flows, fc.array(step, { maxLength: 12 }), fc.nat(9), async (list, steps, left) => {
        const { clauses, kept } = run(steps);
        expect(clauses.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
        expect(structuredClone(clauses)).toEqual(clauses);
        const selectable = selectableOf((await readText(connLog(list.map((flow) => ({ ...flow }))))).table);
        for (const except of [null, clauses[left]?.id ?? null]) {
          const expected = list.map((flow) =>
            kept.every(({ id, isOn, hides, isMet }) => !isOn || id === except || isMet(flow) !== hides),
          );
          const predicates = resolve(clauses, 1, ({ id }) => id === except);
          const found = await select(selectable, predicates, quiet.signal);
          expect(list.map((_, row) => found.has(row))).toEqual(expected);
          const isMet = rowTest(selectable, predicates);
          expect(list.map((_, row) => isMet(row))).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('have one entry per brush or facet and one per distinct click', () => {
    const made = [
      clauseOf('time', { op: 'range', field: 'ts', from: 0, to: 1 }, 'a'),
      clauseOf('click', equals('service', 'dns'), 'b'),
      clauseOf('time', { op: 'range', field: 'ts', from: 5, to: 9 }, 'c'),
      clauseOf('click', equals('service', 'dns'), 'd'),
      clauseOf('click', equals('service', 'dns'), 'e', { hides: true }),
    ];
    expect(made.reduce<readonly Clause[]>(addClause, []).map(({ label }) => label)).toEqual(['c', 'd', 'e']);
  });

  it('hide flows when they are noise, suppressions or marked to hide', () => {
    const dns = equals('service', 'dns');
    const not: Predicate = { op: 'not', of: dns };
    expect(resolve([clauseOf('suppress', dns, '', { reason: 'resolver' })], 1)).toEqual([not]);
    expect(resolve([clauseOf('noise', dns, '')], 1)).toEqual([not]);
    expect(resolve([clauseOf('click', dns, '', { hides: true })], 1)).toEqual([not]);
    expect(resolve([clauseOf('click', dns, '')], 1)).toEqual([dns]);
    expect(resolve([clauseOf('click', dns, '', { isOn: false })], 1)).toEqual([]);
  });
});
