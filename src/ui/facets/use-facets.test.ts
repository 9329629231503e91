// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { type FacetSubject, useFacets } from './use-facets.ts';

afterEach(cleanup);

const services = ['dns', 'dns', 'dns', 'ssl', 'http'];
const log = connLog(services.map((service, i) => ({ service, proto: i < 3 ? 'udp' : 'tcp' })));

async function subject(): Promise<FacetSubject> {
  const { engine, run, detector } = await openSession({ 'conn.log': log });
  return { engine, run: run.id, detector, threshold: 0, modelThreshold: 0, clauses: [] };
}

it('counts all fields with one question, each without its own clause', async () => {
  const all = await subject();
  const asked = vi.spyOn(all.engine, 'facets');
  const clauses = [clauseOf('facet:service', equals('service', 'ssl'), 'ssl')];
  const wanted = [{ field: 'service' }, { field: 'proto' }];
  const { result } = renderHook(() => useFacets({ ...all, clauses }, wanted));
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  const views = result.current.latest?.answer;
  const counts = (field: string) => views?.get(field)?.values.map(({ value, flows }) => `${value} ${flows}`);
  expect(counts('service')).toEqual(['dns 3', 'ssl 1', 'http 1']);
  expect(counts('proto')).toEqual(['tcp 1']);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('a search and a longer list are other questions, the same one is not asked again', async () => {
  const all = await subject();
  const asked = vi.spyOn(all.engine, 'facets');
  const { result, rerender } = renderHook((wanted: Parameters<typeof useFacets>[1]) => useFacets(all, wanted), {
    initialProps: [{ field: 'service', most: 1 }],
  });
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  rerender([{ field: 'service', most: 1 }]);
  expect(asked).toHaveBeenCalledTimes(1);
  rerender([{ field: 'service', search: 'ht' } as never]);
  await waitFor(() => {
    expect(result.current.latest?.answer.get('service')?.values.map(({ value }) => value)).toEqual(['http']);
  });
  expect(asked).toHaveBeenCalledTimes(2);
});

it('asks nothing without fields', async () => {
  const all = await subject();
  const asked = vi.spyOn(all.engine, 'facets');
  renderHook(() => useFacets(all, []));
  expect(asked).not.toHaveBeenCalled();
});
