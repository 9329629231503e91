import type { CDPSession, Page } from '@playwright/test';

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly type: string };
}

/**
 * How to ask, after a collection of garbage, for the bytes that the engine's worker holds: its objects, arrays and
 * WebAssembly memories. Asks the newest worker of the page by the protocol of Chromium's developer tools.
 */
export async function watchEngineMemory(page: Page): Promise<() => Promise<number>> {
  const tools: CDPSession = await page.context().newCDPSession(page);
  const answers = new Map<number, (result: unknown) => void>();
  let worker = '';
  let asked = 0;
  tools.on('Target.attachedToTarget', ({ sessionId, targetInfo }: Attached) => {
    if (targetInfo.type === 'worker') worker = sessionId;
  });
  tools.on('Target.receivedMessageFromTarget', ({ message }: { readonly message: string }) => {
    const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: unknown };
    answers.get(id)?.(result);
  });
  await tools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (method: string) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++asked;
      answers.set(id, resolve);
      const message = JSON.stringify({ id, method, params: {} });
      tools.send('Target.sendMessageToTarget', { sessionId: worker, message }).catch(reject);
    });
  return async () => {
    await ask('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = (await ask('Runtime.getHeapUsage')) as Record<string, number>;
    return usedSize + backingStorageSize;
  };
}
