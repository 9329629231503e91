import { Blob as NodeBlob } from 'node:buffer';
import { expect, vi } from 'vitest';
import type { EngineClient } from '../ui/engine-client.ts';
import { type Controller, createController } from '../ui/workspace/controller.ts';
import type { Drop } from '../ui/workspace/drop.ts';
import { resultOf, type Shown, type State } from '../ui/workspace/state.ts';
import { newWorkspace } from '../ui/workspace/workspace.ts';
import { createSession } from '../worker/session.ts';
import { ordinaryLog } from './detector-contract.ts';

/** A page without a DOM and without a log. It reports every result as painted at once. */
export function startPage(
  workspace = newWorkspace,
  client: EngineClient = { engine: createSession(), restart() {} },
): Controller {
  if (!('requestAnimationFrame' in globalThis)) {
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
  }
  const controller = createController(client, workspace);
  controller.subscribe(() => {
    const result = resultOf(controller.state());
    if (result === null) return;
    for (const part of result.waiting) queueMicrotask(() => controller.painted(part, result.shown.detection));
  });
  return controller;
}

/** A dropped file of this content. */
export function dropOf(path: string, ...content: readonly (string | Uint8Array)[]): Drop {
  const blob = new NodeBlob([...content]) as unknown as Blob;
  return { name: path, bytes: blob.size, source: { kind: 'files', files: [{ path, blob }] } };
}

/** A dropped log of ordinary flows. */
export function logOf(rows: number, path = 'conn.log'): Drop {
  return dropOf(path, ordinaryLog(rows));
}

/** A drop without a file. */
export function emptyDrop(name = 'conn.log'): Drop {
  return { name, bytes: 0, source: { kind: 'files', files: [] } };
}

/** Waits until the state meets a condition, at most `timeout` milliseconds. */
export async function until(controller: Controller, holds: (state: State) => boolean, timeout = 1000): Promise<State> {
  await vi.waitFor(() => expect(holds(controller.state())).toBe(true), { timeout });
  return controller.state();
}

export function shownBy(controller: Controller): Shown {
  const result = resultOf(controller.state());
  if (result === null) throw new Error('there is no result');
  return result.shown;
}
