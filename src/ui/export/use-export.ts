import { useEffect, useRef, useState } from 'react';
import type { Engine, Progress, View } from '../../worker/api.ts';
import { explainError, isAbort } from '../failure/explain-error.ts';
import type { Failure } from '../state.ts';
import { saveBlob } from './save-blob.ts';

export type ExportState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'building'; readonly label: string; readonly progress: Progress | null }
  | { readonly phase: 'saved'; readonly name: string }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface Wanted {
  readonly view: View;
  readonly threshold: number;
  readonly format: string;
  readonly label: string;
  readonly name: string;
}

/** One export at a time: how far it is, how to begin one and how to stop it. It stops when its view goes away. */
export function useExport(engine: Engine) {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function build({ view, threshold, format, label, name }: Wanted): Promise<void> {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setState({ phase: 'building', label, progress: null });
    const onProgress = (progress: Progress) => {
      if (!mine.signal.aborted) {
        setState((now) => (now.phase === 'building' ? { ...now, progress } : now));
      }
    };
    try {
      saveBlob(await engine.exportFlows(view, threshold, format, onProgress, mine.signal), name);
      setState({ phase: 'saved', name });
    } catch (error) {
      if (isAbort(error) || mine.signal.aborted) return;
      setState({ phase: 'failed', failure: explainError(error) });
    }
  }

  function cancel(): void {
    stop.current?.abort();
    setState({ phase: 'idle' });
  }

  return { state, build, cancel };
}
