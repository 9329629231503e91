import { beforeAll, describe, expect, it } from 'vitest';
import { hasShared, skippedWithoutShared } from '../../src/testing/golden.ts';
import { type Bases, baseOf, readBases } from './bases.ts';
import { type NetworkLog, networkLogs } from './networks.ts';
import { familyOf, standingNames, truthOf } from './standing.ts';

const fields = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service'];
const more = ['resp_bytes', 'local_orig', 'label'];
const row = (ts: number, source: string, destination: string, port: number, label = 'Benign') =>
  [ts, 'C', source, 4000, destination, port, port === 53 ? 'udp' : 'tcp', '-', 100, 'T', label].join('\t');
const log: NetworkLog = {
  name: 'made',
  network: 'made',
  from: { path: 'none' },
  about: '',
  removed: '',
  isBenign: ({ label }) => label === 'Benign',
  own: ['10.1.'],
};

describe('baseOf', () => {
  const rows = [
    ...Array.from({ length: 30 }, (_, i) => row(100 + i, '10.1.0.5', '198.51.100.1', 443)),
    ...Array.from({ length: 25 }, (_, i) => row(110 + i, '10.1.0.6', '198.51.100.1', 443)),
    ...Array.from({ length: 40 }, (_, i) => row(120 + i, '198.51.100.9', '10.1.0.5', 80)),
    row(150, '10.1.0.6', '10.1.0.1', 53),
    row(160, '10.1.0.6', '203.0.113.1', 443),
    row(90, '10.1.0.7', '203.0.113.5', 4444, 'Malicious'),
    'cut',
  ];
  const text = `#fields\t${[...fields, ...more].join('\t')}\n${rows.join('\n')}\n#close\tnow\n`;
  const base = baseOf(log, text);

  it('has the benign whole rows, and their time', () => {
    expect([base.rows, base.start, base.span]).toEqual([97, 100, 60]);
    expect(new TextDecoder().decode(base.bytes).trimEnd().split('\n').length).toBe(98);
  });

  it('takes victims from the own hosts', () => {
    expect(base.sources).toEqual(['10.1.0.5', '10.1.0.6']);
    expect(base.servers.toSorted()).toEqual(['10.1.0.1', '10.1.0.5']);
  });

  it('knows what several own hosts use, and the resolver', () => {
    expect(base.popular.map(({ host }) => host)).toEqual(['198.51.100.1']);
    expect(base.resolver).toBe('10.1.0.1');
    expect(base.contacts.get('10.1.0.6')?.map(({ host }) => host)).toEqual(['198.51.100.1', '10.1.0.1', '203.0.113.1']);
  });

  it('takes what one host uses where nothing is shared, and what was asked where only that was seen', () => {
    const lonely = baseOf(log, text.replaceAll('10.1.0.6', '10.1.0.5'));
    expect(lonely.popular.map(({ host }) => host)).toEqual(['198.51.100.1', '203.0.113.1']);
    const asked = text.replace('resp_bytes', 'orig_bytes');
    expect(baseOf({ ...log, sees: 'originator' }, asked).popular).toEqual(base.popular);
    expect(baseOf(log, asked).popular).toEqual([]);
  });

  it('says of planted hosts whether they are local, where the log does', () => {
    expect([base.localOf('10.1.0.9'), base.localOf('192.168.3.4'), base.localOf('203.0.113.1')]).toEqual([
      'T',
      'T',
      'F',
    ]);
  });
});

describe('without other logs', () => {
  it('the made offices are there, and two days of one seed are the same', () => {
    const { bases, missing } = readBases(['sample', 'office-2']);
    expect(missing).toEqual([]);
    expect(bases.map(({ name, log }) => [name, log.network])).toEqual([
      ['sample', 'office'],
      ['office-2', 'office'],
    ]);
    expect(Buffer.compare(readBases(['office-2']).bases[0].bytes, bases[1].bytes)).toBe(0);
  });
});

describe.skipIf(!hasShared)(`the logs at hand${skippedWithoutShared}`, () => {
  let read: Bases;
  beforeAll(() => {
    read = readBases();
  });

  it('are in a quick run the first of each network', () => {
    const networks = [...new Set(read.bases.map(({ log }) => log.network))];
    const quick = readBases(undefined, true).bases;
    expect(quick.map(({ log }) => log.network)).toEqual(networks);
  });

  it('are of twelve networks or more, each with a victim', () => {
    const { bases, missing } = read;
    expect(missing).toEqual([]);
    expect(new Set(bases.map(({ log }) => log.network)).size).toBeGreaterThanOrEqual(12);
    for (const { name, sources } of bases) expect([name, sources.length > 0]).toEqual([name, true]);
  });

  it('have rows in common only if they say so', () => {
    const { bases } = read;
    const keys = bases.map(({ log, bytes, fields }) => {
      const at = ['id.orig_p', 'id.resp_p', 'duration', 'orig_bytes', 'resp_bytes'].map((name) => fields.indexOf(name));
      const lines = new TextDecoder().decode(bytes).split('\n');
      const cells = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
      const told = cells.filter((one) => Number(one[at[2]]) > 0.001 && Number(one[at[3]]) > 0);
      return { log, keys: new Set(told.map((one) => at.map((i) => one[i]).join(' '))) };
    });
    for (const [i, one] of keys.entries()) {
      for (const other of keys.slice(i + 1)) {
        const [some, others] = [one, other].map(({ log }) => [log.network, ...(log.shares ?? [])]);
        if (some.some((network) => others.includes(network))) continue;
        const common = [...one.keys].filter((key) => other.keys.has(key)).length;
        const most = 0.01 * Math.min(one.keys.size, other.keys.size) + 5;
        expect([one.log.name, other.log.name, common < most]).toEqual([one.log.name, other.log.name, true]);
      }
    }
  });

  it('and the standing set: every class has a family, every base is a log', () => {
    const names = standingNames();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const { attackClass, base, attack } = truthOf(name);
      expect(familyOf(attackClass)).toBeTruthy();
      expect(networkLogs.map((one) => one.name)).toContain(base);
      expect(attack.length).toBeGreaterThan(0);
    }
  });
});
