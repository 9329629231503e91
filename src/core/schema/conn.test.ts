import { expect, it } from 'vitest';
import { columnKind, describeField, isKnownField } from './conn.ts';

it.each([
  ['ip_proto', 'count', 'number', false],
  ['ip_proto_name', 'string', 'category', false],
  ['failed_service', 'set[string]', 'category', true],
  ['service_violation', 'set[string]', 'category', true],
  ['speculative_service', 'set[string]', 'category', false],
  ['vlan', 'int', 'number', false],
  ['inner_vlan', 'int', 'number', false],
  ['orig_l2_addr', 'string', 'category', false],
  ['resp_l2_addr', 'string', 'category', false],
  ['pppoe_session_id', 'count', 'number', false],
  ['community_id', 'string', 'text', false],
  ['id.ctx.vlan', 'int', 'category', true],
  ['id.ctx.inner_vlan', 'int', 'category', true],
])('%s of Zeek 8 is a %s, kept as %s', (name, type, kind, shown) => {
  const field = describeField(name, '');
  expect([field.type, field.kind, field.shown, isKnownField(name)]).toEqual([type, kind, shown, true]);
  expect(field.meaning).toMatch(/\.$/);
});

it('keeps any context as a label, whatever type the log states', () => {
  for (const type of ['', 'int', 'count', 'string', 'double']) {
    expect(columnKind('id.ctx.vlan', type)).toBe('category');
    expect(columnKind('id.ctx.tenant', type)).toBe('category');
  }
  expect(describeField('id.ctx.tenant', 'string')).toMatchObject({
    shown: true,
    meaning: expect.stringMatching(/host/),
  });
});
