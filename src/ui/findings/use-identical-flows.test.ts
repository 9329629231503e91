// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { identicalFields, useIdenticalFlows } from './use-identical-flows.ts';

afterEach(cleanup);

it('lists the flows that meet the conditions, identical ones on one line, and never those of another question', async () => {
  const ports = [80, 80, 80, 443, 22];
  const { engine, run } = await openSession({
    'conn.log': connLog(ports.map((port, i) => ({ 'id.resp_p': port, proto: 'tcp', orig_bytes: i, service: '-' }))),
  });
  const detection = await engine.detect(run.detectors[0].id, () => {}, new AbortController().signal);
  const { result, rerender } = renderHook(({ where }) => useIdenticalFlows(engine, detection, where), {
    initialProps: { where: [equals('id.resp_p', '80')] },
  });
  expect(result.current).toBeNull();
  await waitFor(() => expect(result.current?.rows).toHaveLength(1));
  expect(result.current?.rows[0].identical).toBe(3);
  expect(result.current?.rows[0].cells).toHaveLength(identicalFields.length);
  rerender({ where: [equals('id.resp_p', '22')] });
  expect(result.current).toBeNull();
  await waitFor(() => expect(result.current?.rows).toHaveLength(1));
});
