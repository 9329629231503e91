import { useEffect, useEffectEvent, useState } from 'react';
import type { Drop } from '../workspace/drop.ts';
import { fromTransfer } from './drop.ts';

/** Makes the whole window a drop target. Returns whether files are being dragged over it. */
export function useDropTarget(onDrop: (drop: Drop) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const take = useEffectEvent(onDrop);

  useEffect(() => {
    let depth = 0; // enter and leave fire for every crossed element
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const listeners = {
      dragenter(event: DragEvent) {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        depth++;
        setDragging(true);
      },
      dragover(event: DragEvent) {
        if (!bringsFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      dragleave(event: DragEvent) {
        if (!bringsFiles(event)) return;
        depth = Math.max(0, depth - 1);
        if (depth === 0) setDragging(false);
      },
      drop(event: DragEvent) {
        if (!bringsFiles(event) || event.dataTransfer === null) return;
        event.preventDefault();
        depth = 0;
        setDragging(false);
        const drop = fromTransfer(event.dataTransfer);
        if (drop !== null) take(drop);
      },
    };
    const stop = new AbortController();
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name as keyof typeof listeners, listener, { signal: stop.signal });
    }
    return () => stop.abort();
  }, []);

  return dragging;
}
