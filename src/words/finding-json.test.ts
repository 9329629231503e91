import { expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { parse } from '../core/selection/parse.ts';
import { openSession } from '../testing/open-session.ts';
import { findingJson } from './finding-json.ts';

it('the filter of each finding selects exactly its flows', async () => {
  const { engine, run, detector } = await openSession({ 'conn.log': makeSample() });
  const { signal } = new AbortController();
  const { list = [] } = (await engine.findings(() => {}, signal)) ?? {};
  expect(list.length).toBeGreaterThan(5);
  const firstDay = run.span === null ? null : Math.floor(run.span[0] / 86400) * 86400;
  for (const finding of list) {
    const json = findingJson(finding);
    const predicate = parse(json.filter, { fields: run.fields, firstDay });
    if ('code' in predicate) throw new Error(`${json.filter}: ${predicate.code}`);
    const view = { detector, where: [predicate], sort: { by: 'rank', descending: false } } as const;
    expect((await engine.rows(view, 0, 0, [], signal)).total, json.filter).toBe(json.flows);
  }
});

it('has the keys of a finding, strongest first, and a strength from 0 to 100', async () => {
  const { engine } = await openSession({ 'conn.log': makeSample() });
  const { list = [] } = (await engine.findings(() => {}, new AbortController().signal)) ?? {};
  const all = list.map(findingJson);
  const keys = 'id kind title strength evidence techniques benign stages flows first last sources destinations filter';
  for (const json of all) {
    expect(Object.keys(json).join(' ')).toBe(keys);
    expect(json.strength).toBeGreaterThanOrEqual(0);
    expect(json.strength).toBeLessThanOrEqual(100);
    expect(json.title.startsWith(`${json.kind}, `)).toBe(true);
    expect(json.evidence.length).toBeGreaterThan(0);
  }
  const strengths = all.map(({ strength }) => strength);
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
});
