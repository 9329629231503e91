// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import type { Engine } from '../../worker/api.ts';
import type { Ready } from '../workspace/state.ts';
import { useFacetsAhead } from './use-facets-ahead.ts';

let session: Awaited<ReturnType<typeof openSession>>;

beforeAll(async () => {
  session = await openSession({ 'conn.log': connLog(['dns', 'ssl', 'ssl'].map((service) => ({ service }))) });
});
afterEach(cleanup);

const filter = clauseOf('click', equals('service', 'ssl'), 'service ssl');

/** The fields that the hook has asked the engine for. */
function askedFor(
  search: Ready['search'],
  clauses = [filter].slice(1),
  {
    larger = null,
    threshold = 1,
    areOpen = false,
  }: { larger?: object | null; threshold?: number; areOpen?: boolean } = {},
): string[] {
  const asked: string[] = [];
  const engine: Engine = {
    ...session.engine,
    facets: (of, queries, signal) => {
      asked.push(...queries.map(({ field }) => field));
      return session.engine.facets(of, queries, signal);
    },
  };
  const run = { ...session.run, larger };
  const { detector } = session;
  const subject = { engine, run: run.id, detector, threshold, modelThreshold: 1, clauses };
  renderHook(() => useFacetsAhead({ result: { run }, search } as Ready, subject, areOpen));
  return asked;
}

it('asks for the facets of all flows once the search for findings is done', () => {
  expect(askedFor({ phase: 'working', share: 0 })).toEqual([]);
  expect(askedFor({ phase: 'done', findings: null })).toEqual(
    expect.arrayContaining(['service', 'proto', 'id.orig_h', 'history']),
  );
});

it('asks nothing for a selection or an out-of-core log', () => {
  expect(askedFor({ phase: 'done', findings: null }, [filter])).toEqual([]);
  expect(askedFor({ phase: 'done', findings: null }, [{ ...filter, isOn: false }])).not.toEqual([]);
  expect(askedFor({ phase: 'done', findings: null }, [], { larger: { sampled: 1 } })).toEqual([]);
});

it('asks nothing while the facets are open, which ask themselves, and nothing for a moved threshold', () => {
  expect(askedFor({ phase: 'done', findings: null }, [], { areOpen: true })).toEqual([]);
  expect(askedFor({ phase: 'done', findings: null }, [], { threshold: 1.5 })).toEqual([]);
});
