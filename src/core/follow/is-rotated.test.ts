import { expect, it } from 'vitest';
import { isRotated } from './is-rotated.ts';

it.each([
  'conn.log.1',
  'conn.log.2.gz',
  'conn.log-20261130',
  'conn.log-20261130.gz',
  'conn.log.old',
  'conn-20261130.log',
  'conn.2026-11-30-13-00-00.log.gz',
  'conn.13:00:00-14:00:00.log.gz',
  'conn_20261130_1300.log.zst',
  'conn.log.gz',
])('takes %s for a rotated conn.log', (name) => {
  expect(isRotated(name, 'conn.log')).toBe(true);
});

it.each([
  'conn.log',
  'conn-summary.log',
  'conn-summary.13:00:00-14:00:00.log.gz',
  'conn.log.state',
  'conn.log.state.new',
  'dns.log.1',
  'conn.log.1.tmp.txt~',
  'connection.log',
  'conn.1.txt',
])('takes %s for another file', (name) => {
  expect(isRotated(name, 'conn.log')).toBe(false);
});
