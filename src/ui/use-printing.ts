import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isPrinting = false;

/** Whether the page is being printed: what is on screen is drawn for paper before the browser lays it out. */
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
