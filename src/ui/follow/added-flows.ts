import { createContext, useContext } from 'react';
import type { Detection, Run } from '../../worker/api.ts';
import type { AddedFlows } from '../workspace/following.ts';

/** The flows that the last reading of a followed log added to the list, null for none. */
export const AddedContext = createContext<AddedFlows | null>(null);

/** Those of a result: all flows from an id on. Null while another run or detector is on screen. */
export function useAddedFlows({ id }: Run, { detector }: Detection): AddedFlows | null {
  const added = useContext(AddedContext);
  return added?.run === id && (added.baseline === null || added.baseline === detector) ? added : null;
}
