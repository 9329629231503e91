import type { Engine, View } from '../../worker/api.ts';
import { useJob } from '../ask/use-job.ts';
import { saveBlob } from './save-blob.ts';

export interface Wanted {
  readonly view: View;
  readonly threshold: number;
  readonly format: string;
  readonly label: string;
  readonly name: string;
}

/** Runs one export at a time, with progress and cancel. Unmounting cancels it. */
export function useExport(engine: Engine) {
  const { state, start, cancel } = useJob<Wanted>();
  const build = (wanted: Wanted) =>
    start(wanted, async (signal, onProgress) => {
      const { view, threshold, format, name } = wanted;
      const blob = await engine.exportFlows(view, threshold, format, onProgress, signal);
      signal.throwIfAborted();
      saveBlob(blob, name);
    });
  return { state, build, cancel };
}

export type ExportState = ReturnType<typeof useExport>['state'];
