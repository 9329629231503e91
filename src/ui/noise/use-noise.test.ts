// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { noisePresets } from '../../core/schema/noise.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { useNoise } from './use-noise.ts';

afterEach(cleanup);

const log = connLog([
  { 'id.orig_p': 68, 'id.resp_p': 67, proto: 'udp', service: 'dhcp' },
  { 'id.resp_p': 443, proto: 'tcp', service: 'ssl' },
]);

it('counts the flows of each preset', async () => {
  const { engine, run, detector } = await openSession({ 'conn.log': log });
  const { result } = renderHook(() => useNoise(engine, run, detector));
  expect(result.current).toEqual({ phase: 'counting' });
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  const flows = noisePresets.map(({ id }) => (id === 'dhcp' ? 1 : 0));
  expect(result.current).toEqual({ phase: 'ready', flows });
});

it('reports that they could not be counted', async () => {
  const { engine, run } = await openSession({ 'conn.log': log });
  vi.spyOn(engine, 'noise').mockRejectedValue(new Error('lost'));
  const { result } = renderHook(() => useNoise(engine, run, 'pca'));
  await waitFor(() => expect(result.current).toEqual({ phase: 'failed' }));
});
