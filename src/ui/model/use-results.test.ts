// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { openSession } from '../../testing/open-session.ts';
import { useResults } from './use-results.ts';

afterEach(cleanup);

it('lists the results after every detection, and keeps a list with its contamination until the next is there', async () => {
  const { engine } = await openSession({ 'conn.log': ordinaryLog(60) });
  const detect = (id: string) => engine.detect(id, () => {}, new AbortController().signal);
  const first = await detect('pyod-pca');
  const { result, rerender } = renderHook(
    ({ detection, contamination }) => useResults(engine, detection, contamination),
    { initialProps: { detection: first, contamination: 0.1 } },
  );
  expect(result.current.list).toEqual([]);
  await waitFor(() => expect(result.current.list).toHaveLength(1));
  const second = await detect('ecod');
  rerender({ detection: second, contamination: 0.2 });
  expect(result.current).toMatchObject({ contamination: 0.1, list: [{}] });
  await waitFor(() => expect(result.current).toMatchObject({ contamination: 0.2, list: [{}, {}] }));
  expect(result.current.list).toEqual(await engine.results(0.2));
});
