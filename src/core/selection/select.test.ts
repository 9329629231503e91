import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { type NoisePreset, noiseBit, noisePresets } from '../schema/noise.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import { select } from './compile.ts';
import { noiseOf } from './noise.ts';
import { normalise } from './normalise.ts';
import { anyOf, equals, fieldsOf, hiddenPreset, keyOf, keyOfAll, type Predicate } from './predicate.ts';
import { rowTest } from './row-test.ts';
import { type Selectable, selectableOf } from './selectable.ts';

const withoutNoise = (id: NoisePreset): Predicate => ({ op: 'not', of: { op: 'preset', id } });

/** The cells of a flow that the predicates test. Null is unset. */
interface Flow {
  readonly 'id.orig_h': string;
  readonly 'id.resp_p': number;
  readonly service: string | null;
  readonly orig_bytes: number | null;
  readonly duration: number | null;
}

const hosts = ['10.0.0.1', '10.0.0.2', '192.0.2.1', '2001:db8::1', 'FE80::1', '::ffff:10.9.9.9', '(empty)'];
/** Spellings of hosts that no cell has: they match as addresses. */
const spellings: Readonly<Record<string, string>> = {
  '2001:DB8:0::1': '2001:db8::1',
  'fe80:0:0::0001': 'FE80::1',
  '10.9.9.9': '::ffff:10.9.9.9',
  '::FFFF:a00:1': '10.0.0.1',
};
const services = ['dns', 'DNS', 'ssl', 'é', 'K', 'GET /Index'];
/** Values in another letter case. They match the cells of a field of names unless a cell has this spelling. */
const otherCases = ['Dns', 'SSL', 'É', 'k', 'get /INDEX'];
const flow: fc.Arbitrary<Flow> = fc.record({
  'id.orig_h': fc.constantFrom(...hosts),
  'id.resp_p': fc.constantFrom(0, 53, 123, 443, 65_535),
  service: fc.constantFrom(...services, null),
  orig_bytes: fc.constantFrom(0, 1, 65_536, 5_000_000_000, null),
  duration: fc.constantFrom(0, 0.25, 1.5, null),
});
const flows = fc.array(flow, { minLength: 1, maxLength: 70 });

const values = (list: readonly string[]) => fc.array(fc.constantFrom(...list, '', 'none', '7'), { maxLength: 3 });
const limit = fc.constantFrom(-Infinity, 0, 0.25, 1, 53, 443, 65_536, 1e10, Infinity);
const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  values([...hosts, ...Object.keys(spellings)]).map(
    (list): Predicate => ({ op: 'in', field: 'id.orig_h', values: list }),
  ),
  values([...services, ...otherCases]).map((list): Predicate => ({ op: 'in', field: 'service', values: list })),
  values(['0', '53', '443']).map((list): Predicate => ({ op: 'in', field: 'id.resp_p', values: list })),
  values(['0', '1', '65536', '5000000000']).map((list): Predicate => ({ op: 'in', field: 'orig_bytes', values: list })),
  fc.tuple(fc.constantFrom('id.resp_p', 'orig_bytes', 'duration'), limit, limit, fc.boolean(), fc.boolean()).map(
    ([field, from, to, isFromOpen, isToOpen]): Predicate => ({
      ...{ op: 'range', field, from, to },
      ...(isFromOpen && { isFromOpen }),
      ...(isToOpen && { isToOpen }),
    }),
  ),
  fc
    .constantFrom('10.0.0.0/8', '10.0.0.2/31', '0.0.0.0/0', '::/0', '2001:db8::/32', 'fe80::/10', '10.9.9.9/32')
    .map((prefix): Predicate => ({ op: 'cidr', field: 'id.orig_h', prefix })),
  fc
    .constantFrom('', 'DNS', 'é', 'É', 'k', '/index', '10.0', '44', '0', '65536', 'sf', 'nothing')
    .map((text): Predicate => ({ op: 'text', text })),
  fc.constantFrom(...noisePresets).map(({ id }): Predicate => ({ op: 'preset', id })),
);
const predicate: fc.Arbitrary<Predicate> = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }).map((of): Predicate => ({ op: 'all', of })),
    fc.array(tie('any'), { maxLength: 3 }).map((of): Predicate => ({ op: 'any', of })),
    tie('any').map((of): Predicate => ({ op: 'not', of })),
  ),
})).any;

async function tableOf(list: readonly Flow[]): Promise<Table> {
  const rows = list.map((one) =>
    Object.fromEntries(Object.entries({ ...one, proto: 'udp' }).map(([name, value]) => [name, value ?? '-'])),
  );
  return (await readText(connLog(rows))).table;
}

async function withNoise(table: Table): Promise<Selectable> {
  return { ...selectableOf(table), noise: await noiseOf(table, quiet.signal) };
}

/** Applies the predicate to the cells of one flow. `noise.test.ts` tests which flows a preset matches. */
function meets(one: Flow, noise: number, of: Predicate, list: readonly Flow[]): boolean {
  switch (of.op) {
    case 'in': {
      const cell = one[of.field as keyof Flow];
      return of.values.some((value) => {
        if (value === '' || cell === null) return value === '' && cell === null;
        const isSpelled = of.field !== 'service' || list.some(({ service }) => service === value);
        if (!isSpelled) return String(cell).toLowerCase() === value.toLowerCase();
        return String(cell) === (spellings[value] ?? value);
      });
    }
    case 'range': {
      const cell = one[of.field as keyof Flow];
      const [from, to] = [Number(of.from), Number(of.to)];
      if (typeof cell !== 'number') return false;
      return (of.isFromOpen ? cell > from : cell >= from) && (of.isToOpen ? cell < to : cell <= to);
    }
    case 'cidr': {
      const block = new BlockList();
      const [address, bits] = of.prefix.split('/');
      block.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
      const host = String(one[of.field as keyof Flow]).replace(/^::ffff:(?=.*\.)/, '');
      return isIP(host) === isIP(address) && block.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
    }
    case 'text':
      return [
        one['id.orig_h'],
        '192.0.2.1',
        'udp',
        one.service,
        'SF',
        'T',
        'F',
        'ShADadFf',
        '50000',
        one['id.resp_p'],
      ].some((cell) => cell !== null && String(cell).toLowerCase().includes(of.text.toLowerCase()));
    case 'preset':
      return (noise & noiseBit(of.id)) !== 0;
    case 'all':
      return of.of.every((part) => meets(one, noise, part, list));
    case 'any':
      return of.of.some((part) => meets(one, noise, part, list));
    case 'not':
      return !meets(one, noise, of.of, list);
  }
}

describe('a selection', () => {
  it('holds the flows that a slow filter keeps, as a bitmap and row by row', async () => {
    await fc.assert(
      fc.asyncProperty(flows, fc.array(predicate, { maxLength: 3 }), async (list, predicates) => {
        const selectable = await withNoise(await tableOf(list));
        const expected = list.map((one, row) => predicates.every((of) => meets(one, selectable.noise[row], of, list)));
        const found = await select(selectable, predicates, quiet.signal);
        expect(list.map((_, row) => found.has(row))).toEqual(expected);
        expect(found.count()).toBe(expected.filter(Boolean).length);
        const test = rowTest(selectable, predicates);
        expect(list.map((_, row) => test(row))).toEqual(expected);
      }),
    );
  });

  it('and its key do not depend on the order of members and values', async () => {
    const shuffled = (of: Predicate): Predicate => {
      if (of.op === 'in') return { ...of, values: [...of.values, ...of.values].reverse() };
      if (of.op === 'text') return { ...of, text: of.text.toUpperCase() };
      if (of.op === 'all' || of.op === 'any') return { ...of, of: [...of.of, ...of.of].reverse().map(shuffled) };
      return of.op === 'not' ? { ...of, of: shuffled(of.of) } : of;
    };
    await fc.assert(
      fc.asyncProperty(flows, fc.array(predicate, { maxLength: 3 }), async (list, predicates) => {
        const other = predicates.map(shuffled).reverse();
        expect(keyOfAll(other)).toBe(keyOfAll(predicates));
        const selectable = await withNoise(await tableOf(list));
        const { words } = await select(selectable, predicates, quiet.signal);
        expect((await select(selectable, other, quiet.signal)).words).toEqual(words);
      }),
    );
  });

  it('is the same in its normal form, which has the same key and is its own normal form', async () => {
    await fc.assert(
      fc.asyncProperty(flows, predicate, async (list, of) => {
        const normal = normalise(of);
        expect(keyOf(normal)).toBe(keyOf(of));
        expect(normalise(normal)).toEqual(normal);
        const selectable = await withNoise(await tableOf(list));
        const { words } = await select(selectable, [of], quiet.signal);
        expect((await select(selectable, [normal], quiet.signal)).words).toEqual(words);
      }),
    );
  });

  it('has one key for all ways to write it', () => {
    const [dns, ssl] = [equals('service', 'dns'), equals('service', 'ssl')];
    const same: readonly (readonly [Predicate, Predicate])[] = [
      [
        { op: 'any', of: [dns, { op: 'any', of: [ssl] }] },
        { op: 'in', field: 'service', values: ['ssl', 'dns'] },
      ],
      [
        { op: 'all', of: [{ op: 'all', of: [dns, ssl] }, dns] },
        { op: 'all', of: [ssl, dns] },
      ],
      [{ op: 'not', of: { op: 'not', of: dns } }, dns],
      [
        { op: 'not', of: { op: 'all', of: [] } },
        { op: 'in', field: 'service', values: [] },
      ],
      [
        { op: 'cidr', field: 'x', prefix: '10.1.2.3/8' },
        { op: 'cidr', field: 'x', prefix: '10.0.0.0/8' },
      ],
      [
        { op: 'cidr', field: 'x', prefix: '2001:DB8::1/32' },
        { op: 'cidr', field: 'x', prefix: '2001:db8::/32' },
      ],
      [
        { op: 'text', text: 'DNS' },
        { op: 'text', text: 'dns' },
      ],
      [
        { op: 'range', field: 'x', from: 2, to: 1 },
        { op: 'any', of: [] },
      ],
      [
        { op: 'range', field: 'x', from: 2, to: 2, isToOpen: true },
        { op: 'any', of: [] },
      ],
      [
        { op: 'range', field: 'x', from: 'p099', to: 2 },
        { op: 'range', field: 'x', from: 'p99', to: 2 },
      ],
      [
        { op: 'range', field: 'x', from: -Infinity, to: Infinity },
        { op: 'not', of: equals('x', '') },
      ],
    ];
    for (const [one, other] of same) expect(keyOf(one)).toBe(keyOf(other));
  });

  it('has different keys for different flows', () => {
    const all: readonly Predicate[] = [
      equals('service', 'dns'),
      equals('service', ''),
      equals('proto', 'dns'),
      { op: 'in', field: 'service', values: ['dns', 'ssl'] },
      { op: 'in', field: 'service', values: ['dns","ssl'] },
      { op: 'range', field: 'ts', from: 0, to: Infinity },
      { op: 'range', field: 'ts', from: 0, to: 1 },
      { op: 'range', field: 'ts', from: 0, to: 1, isFromOpen: true },
      { op: 'range', field: 'ts', from: 0, to: 1, isToOpen: true },
      { op: 'range', field: 'ts', from: 'p1', to: 1 },
      { op: 'cidr', field: 'id.orig_h', prefix: '10.0.0.0/8' },
      { op: 'cidr', field: 'id.orig_h', prefix: '10.0.0.0/9' },
      { op: 'text', text: 'dns' },
      { op: 'preset', id: 'ntp' },
      withoutNoise('ntp'),
      { op: 'any', of: [withoutNoise('ntp'), equals('service', 'dns')] },
      { op: 'all', of: [withoutNoise('ntp'), equals('service', 'dns')] },
      { op: 'any', of: [] },
      { op: 'all', of: [] },
    ];
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it('of few or many numbers holds the flows that have one of them', async () => {
    const cells = Array.from({ length: 100 }, (_, row) => ({ orig_bytes: row % 9 === 0 ? '-' : row }));
    const selectable = selectableOf((await readText(connLog(cells))).table);
    for (const count of [1, 2, 16, 17, 60]) {
      for (const unset of [[], ['']]) {
        const list = [...Array.from({ length: count }, (_, i) => String(i)), ...unset];
        const found = await select(selectable, [{ op: 'in', field: 'orig_bytes', values: list }], quiet.signal);
        const isIn = (cell: number | string) => (cell === '-' ? unset.length > 0 : Number(cell) < count);
        expect(cells.map((_, row) => found.has(row))).toEqual(cells.map(({ orig_bytes }) => isIn(orig_bytes)));
      }
    }
  });

  it('spans several groups of rows', async () => {
    const rows = GROUP_ROWS + 40;
    const { table } = await readText(connLog(Array.from({ length: rows }, (_, row) => ({ orig_bytes: row % 7 }))));
    const found = await select(selectableOf(table), [equals('orig_bytes', '3')], quiet.signal);
    expect(found.count()).toBe(Array.from({ length: rows }, (_, row) => row % 7).filter((n) => n === 3).length);
    expect([GROUP_ROWS - 2, GROUP_ROWS + 5, rows].map((row) => found.has(row))).toEqual(
      [GROUP_ROWS - 2, GROUP_ROWS + 5, -1].map((row) => row >= 0 && row % 7 === 3),
    );
  });

  it('of an unknown field, or a range of labels, is refused', async () => {
    const selectable = selectableOf((await readText(connLog('1'))).table);
    const refused: readonly Predicate[] = [
      equals('nope', '1'),
      { op: 'range', field: 'service', from: 0, to: 1 },
      { op: 'range', field: 'duration', from: 'p99', to: Infinity },
    ];
    for (const of of refused) {
      await expect(select(selectable, [of], quiet.signal)).rejects.toMatchObject({ code: 'bad-request' });
      expect(() => rowTest(selectable, [of])).toThrow();
    }
  });

  it('keeps the given order of rows', async () => {
    const { table } = await readText(connLog([0, 1, 0, 1, 1].map((bytes) => ({ orig_bytes: bytes }))));
    const found = await select(selectableOf(table), [equals('orig_bytes', '1')], quiet.signal);
    expect([...found.keep(Uint32Array.of(4, 0, 3, 2, 1))]).toEqual([4, 3, 1]);
    expect([...found.keep(Uint32Array.of(4, 0, 3, 2, 1), 1, 4)]).toEqual([3]);
  });
});

describe('a predicate', () => {
  it('names its fields, each once', () => {
    const dns = equals('service', 'dns');
    expect(fieldsOf([dns, anyOf([[dns, equals('proto', 'udp')], [withoutNoise('ntp')]])])).toEqual([
      'service',
      'proto',
    ]);
  });

  it('gives the preset that it hides', () => {
    expect(hiddenPreset(withoutNoise('dhcp'))).toBe('dhcp');
    expect(hiddenPreset({ op: 'preset', id: 'dhcp' })).toBeNull();
    expect(hiddenPreset(equals('service', 'dns'))).toBeNull();
  });
});
