import { expect, it } from 'vitest';
import type { Counts } from './count.ts';
import { FlowSet } from './flow-set.ts';
import { besideOwn } from './own-counts.ts';

const counts: Counts = {
  ...{ flows: 254, failed: 254, sent: 0, received: 0, from: 0, to: 9 },
  ...{ sources: 1, destinations: 254, ports: 1, rows: new FlowSet(0), timeline: [] },
};

it.each([
  ['scan_h', { hosts: 255 }, {}, '254 hosts in these flows. In the whole log, '],
  ['scan_h', { hosts: 254 }, {}, ''],
  ['spread', { hosts: 300 }, {}, '254 hosts in these flows. In the whole log, '],
  ['scan_v', { ports: 9 }, {}, ''], // ports of one of several hosts
  ['scan_v', { ports: 9 }, { destinations: 1, ports: 8 }, '8 ports in these flows. In the whole log, '],
  ['scan_a', { targets: 740 }, { destinations: 1, ports: 816 }, '816 ports in these flows. On ports from 1024 up, '],
  ['fan_in', { sources: 1570 }, { sources: 1594 }, '1,594 sources in these flows. Without housekeeping such as DNS, '],
  ['beacon', { gaps: 9 }, {}, ''],
] as const)('%s that counts %o is distinguished from a finding with %o', (witness, numbers, own, said) => {
  const present = numbers as Readonly<Record<string, number>>;
  expect(besideOwn(witness, { numbers: present }, { ...counts, ...own })).toBe(said);
});
