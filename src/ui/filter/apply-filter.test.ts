import { describe, expect, it } from 'vitest';
import { describeField } from '../../core/schema/conn.ts';
import { clauseOf, toggle } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { applyFilter } from './apply-filter.ts';

const fields = ['id.orig_h', 'id.resp_p', 'service', 'proto'];
const schema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };
const dns = clauseOf('click', equals('service', 'dns'), 'dns');
const scan = clauseOf('suppress', equals('id.orig_h', '10.0.0.9'), 'src 10.0.0.9', { reason: 'our scanner' });

describe('applyFilter', () => {
  it('adds a chip with the shortest text of the filter', () => {
    const { clauses, label } = applyFilter([dns], ' id.resp_p:445  -proto:udp ', schema) as {
      clauses: never;
      label: string;
    };
    expect(label).toBe('port:445 -proto:udp');
    expect(clauses).toMatchObject([{ label: 'dns' }, { source: 'box', label, isOn: true }]);
  });

  it('keeps a label as typed if that is shorter', () => {
    const time = { fields: [describeField('ts', '')], firstDay: 0 };
    expect(applyFilter([], 'time:14:00..14:30', time)).toMatchObject({ label: 'time:14:00..14:30' });
  });

  it('adds no second chip of the same filter, and turns on the one that was off', () => {
    const once = applyFilter([], 'port:445', schema);
    if (once.error !== undefined) throw new Error('that is a filter');
    const again = applyFilter(toggle(once.clauses, once.clauses[0].id), 'id.resp_p:445', schema);
    expect(again).toMatchObject({ clauses: once.clauses });
  });

  it('replaces the edited filter in its position', () => {
    expect(applyFilter([dns, scan], 'service:ssl', schema, dns)).toMatchObject({
      clauses: [{ source: 'box', label: 'service:ssl' }, scan],
      label: 'Edit dns',
    });
  });

  it('keeps an edited suppression a suppression with its reason', () => {
    expect(applyFilter([dns, scan], 'src:10.0.0.8', schema, scan)).toMatchObject({
      clauses: [dns, { source: 'suppress', label: 'src:10.0.0.8', reason: 'our scanner' }],
    });
  });

  it('removes the edited clause for an empty text, and otherwise ignores an empty text', () => {
    expect(applyFilter([dns, scan], ' ', schema, dns)).toEqual({ clauses: [scan], label: 'Remove dns' });
    const clauses = [dns];
    expect(applyFilter(clauses, '', schema)).toMatchObject({ clauses });
  });

  it('reports the error and its position', () => {
    expect(applyFilter([dns], 'port:445 servce:dns', schema)).toMatchObject({
      error: { code: 'unknown-field', at: 9, end: 15 },
    });
  });
});
