import { Blob as NodeBlob } from 'node:buffer';
import type { Detection, Engine, Run } from '../worker/api.ts';
import { createSession } from '../worker/session.ts';

/** An engine without a worker, with logs (text by path) open and scored by its first detector. */
export async function openSession(logs: Readonly<Record<string, string | Uint8Array>>): Promise<{
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly detector: string;
}> {
  const engine = createSession();
  const ignore = () => {};
  const { signal } = new AbortController();
  // The test DOM has its own Blob class, without streams.
  const files = Object.entries(logs).map(([path, log]) => ({ path, blob: new NodeBlob([log]) as unknown as Blob }));
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, signal);
  const detection = await engine.detect(run.detectors[0].id, ignore, signal);
  return { engine, run, detection, detector: detection.detector };
}
