// @vitest-environment happy-dom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { useSuggestions } from './use-suggestions.ts';

afterEach(cleanup);

async function box() {
  const services = ['dns', 'dns', 'ssl', 'dhcp'];
  const { engine, run, detector } = await openSession({
    'conn.log': connLog(services.map((service) => ({ service }))),
  });
  const asked = vi.spyOn(engine, 'facets');
  const schema = { fields: run.fields, firstDay: null };
  const subject = { engine, run: run.id, detector, threshold: 0, modelThreshold: 0, clauses: [] };
  const { result, rerender } = renderHook(
    ({ text, isOpen = true }: { text: string; isOpen?: boolean }) =>
      useSuggestions(text, text.length, schema, subject, isOpen),
    { initialProps: { text: '' } as { text: string; isOpen?: boolean } },
  );
  const texts = () => result.current.map(({ text }) => text);
  return {
    asked,
    texts,
    suggestions: () => result.current,
    type: (text: string, isOpen?: boolean) => rerender(isOpen === undefined ? { text } : { text, isOpen }),
  };
}

it('suggests names without asking the engine', async () => {
  const { asked, texts, type } = await box();
  type('serv');
  expect(texts()).toContain('service:');
  expect(asked).not.toHaveBeenCalled();
});

it('suggests the log’s values with their flows, the most frequent first', async () => {
  const { texts, suggestions, type } = await box();
  type('service:d');
  await waitFor(() => expect(texts()).toEqual(['dns', 'dhcp']));
  expect(suggestions()[0]).toMatchObject({ detail: '2 flows', result: { text: 'service:dns' } });
});

it('counts values after a pause in typing, and not once per letter', async () => {
  const { asked, texts, type } = await box();
  type('service:');
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  for (const text of ['service:d', 'service:dh', 'service:dhc']) type(text);
  await act(async () => {});
  expect(asked).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  expect(asked.mock.calls[1][1]).toMatchObject([{ field: 'service', search: 'dhc' }]);
  await waitFor(() => expect(texts()).toEqual(['dhcp']));
});

it('suggests and asks nothing while the list is closed, and never values of another field', async () => {
  const { asked, texts, type } = await box();
  type('service:', false);
  expect(texts()).toEqual([]);
  await act(async () => {});
  expect(asked).not.toHaveBeenCalled();
  type('service:');
  await waitFor(() => expect(texts()).toContain('dns'));
  type('proto:');
  expect(texts()).not.toContain('dns');
});

it('counts again for another detector, whose scores select other flows', async () => {
  const rows = ['dns', 'dns', 'ssl', 'ssl'].map((service, i) => ({ service, orig_bytes: String(10 ** i) }));
  const { engine, run } = await openSession({ 'conn.log': connLog(rows) });
  const { signal } = new AbortController();
  const detectors = ['ecod', 'pyod-pca'];
  const found = await Promise.all(detectors.map((id) => engine.detect(id, () => {}, signal)));
  const odd = clauseOf('box', { op: 'range', field: 'score', from: 0.01, to: Infinity }, 'score:>=0.01');
  const schema = { fields: run.fields, firstDay: null };
  const asked = vi.spyOn(engine, 'facets');
  const { rerender } = renderHook(
    ({ detector }: { detector: string }) =>
      useSuggestions(
        'service:',
        8,
        schema,
        { engine, run: run.id, detector, threshold: 0, modelThreshold: 0, clauses: [odd] },
        true,
      ),
    { initialProps: { detector: found[0].detector } },
  );
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  rerender({ detector: found[1].detector });
  await waitFor(() => expect(asked.mock.calls.map(([of]) => of.detector)).toEqual(found.map((one) => one.detector)));
});
