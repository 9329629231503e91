import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { readText } from '../../testing/read-text.ts';
import { LocalHosts } from './local-hosts.ts';
import { countKnown, hostOf, networksOf, sketchedNetwork, sketchOf } from './network-sketch.ts';

it.each([
  ['10.1.2.3', '10.1'],
  ['::ffff:10.1.2.3', '10.1'],
  ['2001:db8:10::7', '2001:db8:10'],
  ['2001:0DB8:0010:1:2:3:4:5', '2001:db8:10'],
  ['fd00::1', 'fd00:0:0'],
  ['::ffff:a01:203', '10.1'],
  ['2001:db8:10::7%eth0', '2001:db8:10'],
  ['2001:db8:10::192.0.2.1', '2001:db8:10'],
  ['999.1.1.1', null],
  ['fe80::1', null],
  ['169.254.3.4', null],
  ['127.0.0.1', null],
  ['::1', null],
  ['-', null],
  ['printer', null],
])('the network of %s is %s', (address, network) => {
  expect(sketchedNetwork(address)).toBe(network);
});

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:10:7:a:b:c:d', '2001:db8:10:7'],
  ['2001:db8:10:0007::d', '2001:db8:10:7'],
  ['2001:db8::7:a:b:c:d', '2001:db8:0:7'],
  ['fd00::', 'fd00:0:0:0'],
  ['fe80::1', null],
  ['127.0.0.1', null],
  ['printer', null],
])('the host of %s is known by %s', (address, host) => {
  expect(hostOf(address)).toBe(host);
});

async function networks(...flows: readonly (readonly [source: string, local: string])[]): Promise<string[]> {
  const rows = flows.map(([source, local]) => ({ 'id.orig_h': source, local_orig: local }));
  const local = new LocalHosts();
  local.add({ table: (await readText(connLog(rows))).table, rows: null });
  return [...(networksOf(local.flows().keys()) ?? [])];
}

it('local is a source of which the sensor says so, or a private one of which it says nothing', async () => {
  expect(await networks(['147.32.1.1', 'T'], ['10.1.1.1', 'F'], ['192.168.1.1', '-'], ['8.8.8.8', '-'])).toEqual([
    '147.32',
    '192.168',
  ]);
  expect(await networks(['8.8.8.8', '-'], ['8.8.8.8', 'T'])).toEqual(['8.8']);
});

it('a sketch knows its networks, few others, and nothing when it is full', () => {
  const some = new Set(Array.from({ length: 100 }, (_, i) => `10.${i}`));
  const others = new Set(Array.from({ length: 1000 }, (_, i) => `${20 + (i >> 8)}.${i & 255}`));
  expect(countKnown(sketchOf(some), some)).toBe(100);
  expect(countKnown(sketchOf(some), others)).toBeLessThan(60); // 100 of 4,096 bits: 24 expected
  expect(sketchOf(some).bits.length).toBeGreaterThan(90);
  const many = new Set(Array.from({ length: 9000 }, (_, i) => `${i >> 8}.${i & 255}`));
  expect(countKnown(sketchOf(many), some)).toBeNull();
});
