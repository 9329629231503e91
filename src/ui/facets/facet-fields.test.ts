import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { facetFields, facetFieldsOf, otherFields } from './facet-fields.ts';
import { queriesOf } from './facet-queries.ts';

const sums = ['duration', 'orig_bytes', 'resp_bytes', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
const fields = ['ts', 'uid', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'vlan', ...sums];
const log = connLog([{}, { vlan: '7' }, { service: 'dns' }], { fields });
const { signal } = new AbortController();

it('every field of the list and every added field is counted if the run has it', async () => {
  const { engine, run, detector } = await openSession({ 'a/conn.log': log, 'b/conn.log': log });
  const shown = facetFieldsOf(run, ['vlan']);
  expect(shown).toEqual(['service', 'id.resp_p', 'proto', 'id.orig_h', 'id.resp_h', 'file', 'vlan']);
  const queries = shown.flatMap((field) => queriesOf([], field));
  const facets = await engine.facets({ detector, threshold: 0 }, queries, signal);
  for (const { values } of facets) expect(values.reduce((sum, { flows }) => sum + flows, 0)).toBe(6);
  expect(facets.at(-1)?.values.map(({ value }) => value)).toEqual(['', '7']);
  expect(facets.at(-2)?.distinct).toBe(2);
});

it('a run of one file has no facet for files, and shown columns cannot be added again', async () => {
  const { run } = await openSession({ 'conn.log': log });
  expect(facetFieldsOf(run)).not.toContain('file');
  expect(otherFields(run, facetFieldsOf(run)).map(({ name }) => name)).toEqual(['ts', 'uid', 'vlan', ...sums]);
  expect(new Set(facetFields).size).toBe(facetFields.length);
});
