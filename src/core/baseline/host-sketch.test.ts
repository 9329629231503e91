import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { readText } from '../../testing/read-text.ts';
import { countHosts, type HostSketch, MOST_HOSTS, sketchHosts } from './host-sketch.ts';
import { LocalHosts } from './local-hosts.ts';

const once = (hosts: readonly string[]) => new Map(hosts.map((host) => [host, 1]));
const hostsOf = (network: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${network}.${i >> 8}.${i & 255}`);

function sketch(hosts: readonly string[]): HostSketch {
  const made = sketchHosts(hosts);
  if (made === null) throw new Error('no hosts');
  return made;
}

it('a sketch of any hosts has them all, and few bits', () => {
  const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.7.${a}.${b}`);
  fc.assert(
    fc.property(fc.uniqueArray(address, { minLength: 1, maxLength: 700 }), (hosts) => {
      const made = sketch(hosts);
      expect(made.count).toBe(hosts.length);
      expect(made.bits.length).toBeLessThanOrEqual(MOST_HOSTS);
      const found = countHosts(made, once(hosts));
      if (made.every === 1) expect(found).toMatchObject({ known: hosts.length, total: hosts.length, share: 1 });
      else if (found !== null) expect(found.share).toBe(1);
    }),
    { numRuns: 60 },
  );
});

it('hosts of another network are hardly ever taken for its own, however many it has', () => {
  for (const count of [10, 200, 3000, 40_000]) {
    const { share, total } = countHosts(sketch(hostsOf('10.1', count)), once(hostsOf('10.2', 60_000))) ?? {};
    expect(total).toBeGreaterThan(50);
    expect(share).toBeLessThan(0.06);
  }
});

it('half of the hosts known is estimated as about half, also from a sample', () => {
  const { share } = countHosts(sketch(hostsOf('10.1', 4000)), once(hostsOf('10.1', 8000))) ?? {};
  expect(share).toBeGreaterThan(0.35);
  expect(share).toBeLessThan(0.65);
});

it('hosts weigh as many flows as they have, and no address is no host', () => {
  const flows = new Map([
    ['10.1.0.1', 90],
    ['10.1.0.9', 10],
    ['printer', 50],
  ]);
  expect(countHosts(sketch(['10.1.0.1']), flows)).toEqual({ known: 1, total: 2, share: 0.9, learned: 1 });
  expect(countHosts(sketch(['10.1.0.1']), new Map())).toBeNull();
  expect(sketchHosts(['printer', 'fe80::1'])).toBeNull();
});

it('local hosts are counted through any groups, whatever their codes are there', async () => {
  const tableOf = async (sources: readonly string[]) =>
    (await readText(connLog(sources.map((source) => ({ 'id.orig_h': source, local_orig: '-' }))))).table;
  const [one, other] = [await tableOf(['10.1.1.1', '8.8.8.8', '10.1.1.2']), await tableOf(['10.1.1.2', '10.1.1.1'])];
  const local = new LocalHosts();
  local.add({ table: one, rows: Uint32Array.of(0, 1) });
  local.add({ table: one, rows: Uint32Array.of(2) });
  local.add({ table: other, rows: null });
  expect(Object.fromEntries(local.flows())).toEqual({ '10.1.1.1': 2, '10.1.1.2': 2 });
});
