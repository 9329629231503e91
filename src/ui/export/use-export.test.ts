// @vitest-environment happy-dom
import { Blob as NodeBlob } from 'node:buffer';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { useExport } from './use-export.ts';

let saved: { readonly name: string; readonly blob: Blob }[] = [];
beforeEach(() => {
  saved = [];
  vi.stubGlobal('Blob', NodeBlob);
  let latest: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    latest = blob as Blob;
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (latest !== null) saved.push({ name: this.download, blob: latest });
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open() {
  const { engine, detector } = await openSession({ 'conn.log': connLog([{ orig_bytes: 1 }, { orig_bytes: 900 }]) });
  const view = { detector, where: [], sort: { by: 'score', descending: true } };
  const { result } = renderHook(() => useExport(engine));
  const build = (format: string) =>
    act(() => result.current.build({ view, threshold: 0, format, label: format, name: `conn.${format}` }));
  return { build, state: () => result.current.state, cancel: () => act(() => result.current.cancel()) };
}

it('saves the flows of the view under the name', async () => {
  const { build, state } = await open();
  build('csv');
  expect(state()).toMatchObject({ phase: 'working', what: { format: 'csv' } });
  await waitFor(() => expect(state().phase).toBe('done'));
  expect(saved.map(({ name }) => name)).toEqual(['conn.csv']);
  expect((await saved[0].blob.text()).trim().split(/\r?\n/)).toHaveLength(3);
});

it('saves nothing after a cancel', async () => {
  const { build, state, cancel } = await open();
  build('csv');
  cancel();
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect([state().phase, saved]).toEqual(['idle', []]);
});

it('reports a failure with what was wanted', async () => {
  const { build, state } = await open();
  build('no-such-format');
  await waitFor(() => expect(state()).toMatchObject({ phase: 'failed', what: { format: 'no-such-format' } }));
  expect(saved).toEqual([]);
});
