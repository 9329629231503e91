import { LogError } from '../../core/errors.ts';
import { mayBeModel, savedModelIn } from '../baseline/saved-model.ts';
import type { Drop } from './drop.ts';
import type { OpeningContext } from './opening-context.ts';
import type { DroppedModel } from './state.ts';

/** Recognises saved models among drops, and keeps one that was dropped while its log was being read. */
export interface DroppedModels {
  /** Opens the model or the log of a drop. The last of several drops wins. */
  open(drop: Drop, openLog: (drop: Drop) => Promise<void>): Promise<void>;
  /** Delivers the kept model. */
  deliver(): void;
}

export function createDroppedModels({
  state,
  dispatch,
  report,
}: Pick<OpeningContext, 'state' | 'dispatch' | 'report'>): DroppedModels {
  let drops = 0;
  let waiting: DroppedModel | null = null;
  return {
    async open(drop, openLog) {
      const mine = ++drops;
      const model = mayBeModel(drop) ? await savedModelIn(drop) : null;
      if (mine !== drops) return;
      if (model === null) return openLog(drop);
      const { phase } = state();
      if (phase === 'ready') dispatch({ type: 'model-dropped', model });
      else if (phase === 'loading') waiting = model;
      else report(new LogError('baseline-first', { file: model.name }));
    },
    deliver() {
      if (state().phase === 'loading' || waiting === null) return;
      const model = waiting;
      waiting = null;
      dispatch({ type: 'model-dropped', model });
    },
  };
}
