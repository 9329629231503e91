import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isPrinting = false;

/** Whether the page is being printed. The state changes before the browser lays out the print. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting);
}

function subscribe(listener: () => void): () => void {
  const follow = (event: Event) => {
    isPrinting = event.type === 'beforeprint';
    flushSync(listener);
  };
  addEventListener('beforeprint', follow);
  addEventListener('afterprint', follow);
  return () => {
    removeEventListener('beforeprint', follow);
    removeEventListener('afterprint', follow);
  };
}
