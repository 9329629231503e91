import { Blob as NodeBlob } from 'node:buffer';
import { expect, vi } from 'vitest';
import { type Controller, createController } from '../ui/workspace/controller.ts';
import { isFinal, type Ready, resultOf } from '../ui/workspace/state.ts';
import { newWorkspace } from '../ui/workspace/workspace.ts';
import { createSession } from '../worker/session.ts';
import { ordinaryLog } from './detector-contract.ts';

/** A page without a DOM, with a log of ordinary flows open. It reports every result as painted at once. */
export async function openPage(rows = 60): Promise<{ readonly controller: Controller; readonly ready: () => Ready }> {
  const controller = createController({ engine: createSession(), restart() {} }, newWorkspace);
  controller.subscribe(() => {
    const result = resultOf(controller.state());
    if (result === null) return;
    for (const part of result.waiting) queueMicrotask(() => controller.painted(part, result.shown.detection));
  });
  const blob = new NodeBlob([ordinaryLog(rows)]) as unknown as Blob;
  await controller.open({ name: 'conn.log', bytes: 0, source: { kind: 'files', files: [{ path: 'conn.log', blob }] } });
  await vi.waitFor(() => expect(isFinal(controller.state())).toBe(true), { timeout: 5000 });
  const ready = () => {
    const state = controller.state();
    if (state.phase !== 'ready') throw new Error(state.phase);
    return state;
  };
  return { controller, ready };
}
