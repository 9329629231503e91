import { expect, it } from 'vitest';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { describePredicate } from './describe-predicate.ts';

const port = equals('id.resp_p', '445');
const dns = equals('service', 'dns');
const range = (field: string, from: number | `p${number}`, to: number, open = {}): Predicate => ({
  op: 'range',
  field,
  from,
  to,
  ...open,
});

it.each<[string, Predicate]>([
  ['src 10.0.0.5', equals('id.orig_h', '10.0.0.5')],
  ['src 10.0.0.5', equals('id.orig_h+ctx', '10.0.0.5')],
  ['dns', dns],
  ['dns or ssl', { op: 'in', field: 'service', values: ['dns', 'ssl'] }],
  ['service unset', equals('service', '')],
  ['not dns', { op: 'not', of: dns }],
  ['not (dns or ssl)', { op: 'not', of: { op: 'in', field: 'service', values: ['dns', 'ssl'] } }],
  ['port 445', port],
  ['not (port 445 and dns)', { op: 'not', of: { op: 'all', of: [port, dns] } }],
  ['src in 10.0.0.0/8', { op: 'cidr', field: 'id.orig_h', prefix: '10.0.0.0/8' }],
  ['duration from 1 h 00 m', range('duration', 3600, Infinity)],
  ['sent above 10 MB', range('orig_bytes', 10e6, Infinity, { isFromOpen: true })],
  ['sent 1 kB to below 2 kB', range('orig_bytes', 1000, 2000, { isToOpen: true })],
  ['score from p99', range('score', 'p99', Infinity)],
  ['port below 1024', range('id.resp_p', -Infinity, 1024, { isToOpen: true })],
  ['“a b”', { op: 'text', text: 'a b' }],
  ['dns and (port 445 or “x”)', { op: 'all', of: [dns, { op: 'any', of: [port, { op: 'text', text: 'x' }] }] }],
  ['port 1 or 2 or 3 or 4 or 5 or 6 or 2 more', { op: 'in', field: 'id.resp_p', values: [...'12345678'] }],
  ['without DHCP', { op: 'not', of: { op: 'preset', id: 'dhcp' } }],
  ['all flows', { op: 'all', of: [] }],
  ['no flow', { op: 'any', of: [] }],
])('describes %s', (words, predicate) => {
  expect(describePredicate(predicate)).toBe(words);
});
