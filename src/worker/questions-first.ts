import { beforeOthers } from '../core/control.ts';
import type { Engine } from './api.ts';

/**
 * An engine that answers what the screen waits for before it goes on with findings and the lens: those questions in several steps
 * would else wait for a turn of them at each. None of these questions waits for such a job.
 */
export function questionsFirst(engine: Engine): Engine {
  return {
    ...engine,
    tally: (...args) => beforeOthers(engine.tally(...args)),
    prepare: (...args) => beforeOthers(engine.prepare(...args)),
    rows: (...args) => beforeOthers(engine.rows(...args)),
    place: (...args) => beforeOthers(engine.place(...args)),
    scoreHistogram: (...args) => beforeOthers(engine.scoreHistogram(...args)),
    timeline: (...args) => beforeOthers(engine.timeline(...args)),
    density: (...args) => beforeOthers(engine.density(...args)),
  };
}
