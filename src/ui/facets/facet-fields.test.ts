import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { blocksOf } from '../../testing/doc-sample.ts';
import { openSession } from '../../testing/open-session.ts';
import { facetFields, facetFieldsOf, otherFields } from './facet-fields.ts';
import { queriesOf } from './facet-queries.ts';

const SOURCE = 'src/ui/facets/facet-fields.ts';
const sums = ['duration', 'orig_bytes', 'resp_bytes', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
const fields = ['ts', 'uid', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'vlan', ...sums];
const log = connLog([{}, { vlan: '7' }, { service: 'dns' }], { fields });
const { signal } = new AbortController();

it('every field of the list and every added field is counted if the run has it', async () => {
  const { engine, run, detector } = await openSession({ 'a/conn.log': log, 'b/conn.log': log });
  const shown = facetFieldsOf(run, ['vlan']);
  expect(shown).toEqual(['service', 'id.resp_p', 'proto', 'id.orig_h', 'id.resp_h', 'file', 'vlan']);
  const queries = shown.flatMap((field) => queriesOf([], 1, field));
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

it('a line in the list adds a facet at its position, as docs/adding-a-facet.md shows', async () => {
  const [start, first, added] = blocksOf('docs/adding-a-facet.md')[0].split('\n');
  expect(`${start}\n${first}`).toBe(/^export const facetFields.*\n.*/m.exec(readFileSync(SOURCE, 'utf8'))?.[0]);
  const list = facetFields as string[];
  list.splice(1, 0, ...[...added.matchAll(/'(.*)',/g)].map(([, field]) => field));
  try {
    const { engine, run, detector } = await openSession({ 'conn.log': log });
    const shown = facetFieldsOf(run);
    expect(shown.slice(0, 2)).toEqual(['service', 'vlan']);
    const [facet] = await engine.facets({ detector, threshold: 0 }, queriesOf([], 1, 'vlan'), signal);
    expect(facet.values.map(({ value, flows }) => [value, flows])).toEqual([
      ['', 2],
      ['7', 1],
    ]);
  } finally {
    list.splice(1, 1);
  }
});
