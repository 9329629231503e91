import { useCallback } from 'react';
import type { Detection } from '../worker/api.ts';
import type { Controller } from './workspace/controller.ts';
import type { Part } from './workspace/state.ts';

/** Reports to the controller that a region of the page has painted a detection. */
export function usePainted(controller: Controller, part: Part, detection: Detection | null): () => void {
  return useCallback(() => {
    if (detection !== null) controller.painted(part, detection);
  }, [controller, part, detection]);
}
