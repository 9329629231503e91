import { useEffect } from 'react';
import type { Asked } from './asked.ts';
import type { Controller } from './controller.ts';
import { readHash, writeHash } from './url-hash.ts';

/** Keeps the address in step with what is asked, and follows it when the user pastes another link. */
export function useUrlHash(controller: Controller, asked: Asked): void {
  const hash = writeHash(asked);
  useEffect(() => {
    if (hash !== location.hash) history.replaceState(null, '', hash || location.pathname + location.search);
  }, [hash]);

  useEffect(() => {
    const follow = () => {
      const { detector, contamination, threshold, memory, noise, sort } = readHash(location.hash);
      controller.ask({ detector, contamination, threshold, memory, noise, sort });
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [controller]);
}
